import { LRUCache } from 'lru-cache';
import type { EpochMs } from '../../domain/model.js';
import type { Money } from '../../domain/money/cost.js';
import { type RegionUsage, toUsage } from '../../domain/money/usage.js';
import { partOf, versionsIn } from './usage.js';
import { type IndexedVersion, type UsageIndex, usageIndexOf } from './usage-index.js';
import type { UsageScope, UsageServices } from './usage-scope.js';

/** What a scope has used since a moment, divided into what time alone does not change and the rest. */
interface Divided {
  /** Of the index that it was read from. */
  readonly revision: number;
  readonly at: EpochMs;
  /** By region, added up. */
  readonly settled: readonly RegionUsage[];
  /** To be summed anew each time. */
  readonly unsettled: readonly IndexedVersion[];
}

/** Twice as many as there are budgets: a dry run of another one takes no place from them. */
const MAX_KEPT = 200;
const kept = new WeakMap<UsageIndex, LRUCache<string, Divided>>();

/**
 * The same as `usageIn(services, scope, from, now).cost`, from a sum that is kept: budgets ask for it at each start, and of what
 * has been used in a month nearly everything is over.
 */
export function costSoFar(services: UsageServices, scope: UsageScope, from: EpochMs): Money | null {
  const period = { from, to: services.clock.wallNow() };
  const { settled, unsettled } = dividedAt(services, scope, from, period.to);
  return toUsage(services.prices, period, [
    ...settled,
    ...unsettled.map((it) => partOf(services, it, period)),
  ]).cost;
}

function dividedAt(services: UsageServices, scope: UsageScope, from: EpochMs, now: EpochMs): Divided {
  const index = usageIndexOf(services.records);
  const ofIndex = kept.get(index) ?? new LRUCache<string, Divided>({ max: MAX_KEPT });
  kept.set(index, ofIndex);
  const { accountId, region, projectArns, modelVersionArns } = scope;
  const key = JSON.stringify([accountId, region, projectArns, modelVersionArns, from]);
  const known = ofIndex.get(key);
  // A clock that was set back may unsettle something.
  if (known && known.revision === index.revision && known.at <= now) return known;
  const versions = versionsIn(services, scope);
  const settled = versions.filter((it) => isSettled(it, now));
  const divided = {
    ...{ revision: index.revision, at: now },
    settled: byRegion(settled.map((it) => partOf(services, it, { from, to: now }))),
    unsettled: versions.filter((it) => !isSettled(it, now)),
  };
  ofIndex.set(key, divided);
  return divided;
}

/** Whether all that is written down of it is over: AWS may date the end of a training ahead, and clocks differ. */
function isSettled({ createdAt, open, closed, metered, training }: IndexedVersion, now: EpochMs): boolean {
  const isOver = (it: { readonly to: EpochMs }) => it.to <= now;
  const isTrained = training === null || training.endedAt < now;
  return createdAt <= now && open.length === 0 && isTrained && closed.every(isOver) && metered.every(isOver);
}

/** How well it is known is left out. */
function byRegion(parts: readonly RegionUsage[]): RegionUsage[] {
  const sums = new Map<string, RegionUsage>();
  for (const { region, sum } of parts) {
    const known = sums.get(region)?.sum ?? { runningMs: 0, unitMs: 0, trainingMs: 0 };
    sums.set(region, {
      region,
      sum: {
        runningMs: known.runningMs + sum.runningMs,
        unitMs: known.unitMs + sum.unitMs,
        trainingMs: known.trainingMs + sum.trainingMs,
        basis: null,
      },
    });
  }
  return [...sums.values()];
}
