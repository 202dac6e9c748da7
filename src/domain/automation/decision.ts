import type { EpochMs } from '../model.js';

/** What a record asks for at some moment. */
export interface Decision<Act> {
  /** Null: nothing. */
  readonly act: Act | null;
  /** When to decide again, whatever happens; null: on a change of the record or of its versions. */
  readonly wakeAt: EpochMs | null;
  /** In words, for the log and the audit. */
  readonly reason: string;
}
