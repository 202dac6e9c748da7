/** Environment variables; an empty one counts as unset. */
export type Env = Readonly<Record<string, string | undefined>>;
/** Takes one sentence about a setting that cannot be used. */
export type ReportMistake = (mistake: string) => void;

/** A whole number from `min` to `max`. */
export function readNumber(
  env: Env,
  report: ReportMistake,
  {
    name,
    fallback,
    min,
    max,
  }: { readonly name: string; readonly fallback: number; readonly min: number; readonly max: number },
): number {
  const text = env[name] || String(fallback);
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  report(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  return fallback;
}

export function readOneOf<T extends string>(
  env: Env,
  report: ReportMistake,
  name: string,
  values: readonly T[],
  fallback: T,
): T {
  const text = env[name] || fallback;
  const value = values.find((it) => it === text);
  if (!value) report(`${name} must be ${values.join(' or ')}, not "${text}".`);
  return value ?? fallback;
}

/** Undefined: it is no JSON, and the caller says what was expected. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** ` (did you mean X?)` for a name that is nearly one of `names`; else nothing. */
export function meant(name: string, names: readonly string[]): string {
  const near = names.find((it) => isNear(name, it));
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

/** Whether one letter more, one less, another one, or two that changed places make the other name. */
function isNear(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [ofA, ofB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (ofA.length <= 1 && ofB.length <= 1) return true;
  return ofA.length === 2 && ofB.length === 2 && ofA[0] === ofB[1] && ofA[1] === ofB[0];
}
