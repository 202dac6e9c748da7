/** How long models may run, by the settings. Milliseconds. */
export interface StopRules {
  /** What a start without a duration gets; null: nothing. */
  readonly defaultStopAfterMs: number | null;
  /** Null: any duration. */
  readonly maxStopAfterMs: number | null;
}

export interface StopAfter {
  /** Null: no stop is planned. */
  readonly ms: number | null;
  /** It is less than was asked for. */
  readonly isShortened: boolean;
}

/** What a start gets. @param givenMs - null: nothing was given */
export function stopAfterOfStart(rules: StopRules, givenMs: number | null): StopAfter {
  return shortened(rules, givenMs ?? rules.defaultStopAfterMs ?? rules.maxStopAfterMs);
}

/** At most what the settings allow. */
export function shortened({ maxStopAfterMs }: StopRules, ms: number | null): StopAfter {
  if (ms === null || maxStopAfterMs === null || ms <= maxStopAfterMs) return { ms, isShortened: false };
  return { ms: maxStopAfterMs, isShortened: true };
}
