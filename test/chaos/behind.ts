import { until } from '../support/until.js';
import { type DriverStage, settled } from './drivers.js';
import type { Watcher } from './watchers.js';

/** A poller that died is missed, a client comes back, and a settled model is looked at. */
const ARRIVAL_MS = 30_000;

/**
 * Subscribers that are not told within a while how the models stand; one that had a GAP may have been told nothing. Call it
 * when nobody changes anything any more.
 */
export async function countBehind(
  clients: readonly Watcher[],
  arns: readonly string[],
  stage: DriverStage,
  projectArn: string,
): Promise<number> {
  let count = 0;
  for (const arn of arns) {
    const status = await settled(stage, projectArn, arn);
    const isBehind = (it: Watcher) => it.statusOf(arn) !== undefined && it.statusOf(arn) !== status;
    await until(() => !clients.some(isBehind), ARRIVAL_MS).catch(() => {}); // counted below
    count += clients.filter(isBehind).length;
  }
  return count;
}
