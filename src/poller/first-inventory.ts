import type { Clock } from '../clock.js';
import type { AccountRegion } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import type { PollTarget } from './next-refresh.js';

/** How often the progress is logged. */
const EVERY_MS = 2_000;

/**
 * Logs the progress of the first inventory of one account and region, which takes minutes at AWS's rates where
 * there is much. Logs nothing if the inventory is complete at once.
 * @returns what to call with the targets of every plan, until it returns that the inventory is complete
 */
export function createInventoryProgress(
  at: AccountRegion,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): (targets: readonly PollTarget[]) => boolean {
  const startedAt = clock.now();
  let reportedAt: EpochMs = startedAt;

  return (targets) => {
    const isDue = clock.now() - reportedAt >= EVERY_MS;
    const missing = targets.filter((it) => it.listedAt === null).length;
    const isComplete = missing === 0;
    const seconds = Math.round((clock.now() - startedAt) / 1000);
    const facts = { ...at, listed: targets.length - missing, of: targets.length, seconds };
    if (isComplete && clock.now() > startedAt) log.info(facts, 'first inventory: complete');
    else if (!isComplete && isDue) {
      reportedAt = clock.now();
      log.info(facts, 'first inventory: under way');
    }
    return isComplete;
  };
}
