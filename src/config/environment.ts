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
