import type { EpochMs } from '../../domain/model.js';

/** Longer than any call to AWS with its retries may take. */
export const LONGEST_REFRESH_MS = 10 * 60_000;
export const SWEEP_INTERVAL_MS = 60_000;

/** When what is gone is forgotten, account by account. */
export class Sweeps {
  private readonly next = new Map<string, EpochMs>();

  /** What was gone before then is to be forgotten. Null: it is not time yet. */
  before(account: string, now: EpochMs): EpochMs | null {
    if (now < (this.next.get(account) ?? 0)) return null;
    this.next.set(account, now + SWEEP_INTERVAL_MS);
    return now - LONGEST_REFRESH_MS;
  }
}
