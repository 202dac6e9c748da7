export interface LogBounds {
  /** How long a change is kept, from when it was logged. */
  readonly retentionMs: number;
  /** How many changes are kept at most, 1 or more. */
  readonly maxEntries: number;
}
