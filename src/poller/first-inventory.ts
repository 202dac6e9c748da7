import type { Clock } from '../clock.js';
import type { AccountRegion } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import type { PollTarget } from './next-refresh.js';

/** How often somebody who waits is told how far it is. */
const EVERY_MS = 2_000;

/**
 * Tells how far the first look at everything in one account and region is, which AWS's rates stretch to minutes where
 * there is much. Says nothing of what is there already, or all at once.
 * @returns what to call with the shelves of every plan
 */
export function createInventoryProgress(
  at: AccountRegion,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): (targets: readonly PollTarget[]) => void {
  const startedAt = clock.now();
  let reportedAt: EpochMs = startedAt;
  let isComplete = false;

  return (targets) => {
    if (isComplete) return;
    const isDue = clock.now() - reportedAt >= EVERY_MS;
    const missing = targets.filter((it) => it.listedAt === null).length;
    isComplete = missing === 0;
    const seconds = Math.round((clock.now() - startedAt) / 1000);
    const facts = { ...at, listed: targets.length - missing, of: targets.length, seconds };
    if (isComplete && clock.now() > startedAt) log.info(facts, 'first inventory: complete');
    else if (!isComplete && isDue) {
      reportedAt = clock.now();
      log.info(facts, 'first inventory: under way');
    }
  };
}
