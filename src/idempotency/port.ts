import type { EpochMs } from '../domain/model.js';

/** On record before a change is sent to AWS, so that another use can find out whether it happened. */
export interface Intent {
  /** No earlier than this the change was sent. */
  readonly at: EpochMs;
  /** What was known before. It survives JSON. Null: the key may have been used since `at`, but nothing was recorded. */
  readonly before: unknown;
}

/** One use of a key, by the only one that may act now. */
export interface KeyUse {
  /** What an earlier use meant to do; whether it happened is not on record. Null: there was none. */
  readonly earlier: Intent | null;
  /**
   * Puts the intent on record, in this process's memory while the store cannot. Call it last before sending.
   * @throws GatewayError UPSTREAM_UNAVAILABLE if another use may act by now
   */
  intend(intent: Intent): Promise<void>;
  /** Takes the intent back: it is certain that nothing was done. */
  withdraw(): Promise<void>;
}

/** Results by idempotency key: the same key and input give the first result instead of acting again. */
export interface IdempotencyKeys {
  /**
   * Runs `act` if no result is known, and gives its answer to every use of the key in the next 24 hours. A twin that
   * comes while it runs waits for the same answer. When `act` rejects, its intent stays on record, if it has one, and
   * the next use gets it as `earlier`.
   * @param fingerprint - of everything that the answer depends on
   * @param act - its answer must survive JSON
   * @throws GatewayError IDEMPOTENCY_MISMATCH if the key came before with another fingerprint
   */
  once<T>(key: string, fingerprint: string, act: (use: KeyUse) => Promise<T>): Promise<T>;
  /** Stores what the store does not have yet, if it can. */
  close(): Promise<void>;
}
