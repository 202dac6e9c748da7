export interface LogBounds {
  /** How long an event is kept, from when it was logged. */
  readonly retentionMs: number;
  /** How many changes of status are kept at most, 1 or more. */
  readonly maxEntries: number;
  /** How many events of all other kinds are kept at most, 1 or more. Default: {@link MAX_EVENTS}. */
  readonly maxEvents?: number;
}

/** Changes of status have a bound of their own: events of other kinds never push them out. */
export const MAX_EVENTS = 10_000;

export function boundsOf({ retentionMs, maxEntries, maxEvents = MAX_EVENTS }: LogBounds): LogBounds {
  return { retentionMs, maxEntries, maxEvents };
}
