import type { Clock } from '../../clock.js';

/** How long a read waits for a fresh answer while a stale one is known. */
export const STALE_PATIENCE_MS = 2_000;

/**
 * Waits for `work`, but not longer than `ms`. Returns false if it still runs then: its later failure is ignored.
 * Rejects as `work` does, if that is in time.
 */
export function isDoneWithin(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(ms, () => resolve(false));
    work.then(() => resolve(true), reject).finally(callOff);
  });
}
