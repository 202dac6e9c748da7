import type { Clock } from '../../clock.js';

/** How long a reader who could have an older answer waits for a fresh one. */
export const STALE_PATIENCE_MS = 2_000;

/**
 * Waits for `work`, but not longer than `ms`. False: it goes on without anybody who waits, and its failure is nobody's.
 * Rejects as `work` does, if that is in time.
 */
export function isDoneWithin(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(ms, () => resolve(false));
    work.then(() => resolve(true), reject).finally(callOff);
  });
}
