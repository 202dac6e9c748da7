/** A value that is here already, or a promise of it: what need not wait makes nobody wait. */
export type MaybePromise<T> = T | Promise<T>;

export function then<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
