/** A value that is here already, or a promise of it: what need not wait makes nobody wait. */
export type Soon<T> = T | Promise<T>;

export function then<T, U>(value: Soon<T>, next: (value: T) => Soon<U>): Soon<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
