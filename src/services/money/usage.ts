import type { ModelVersionArn } from '../../domain/arn.js';
import type { EpochMs } from '../../domain/model.js';
import type { Period } from '../../domain/money/period.js';
import { keyOfInterval, type RunInterval, seenUntil } from '../../domain/money/run-interval.js';
import { type RegionUsage, toUsage, type Usage } from '../../domain/money/usage.js';
import { usageOfVersion } from '../../domain/money/version-usage.js';

import { type GivenPeriod, toPeriod } from './period.js';
import { runNow } from './sightings.js';
import { unknownParts, watchOf } from './unknown-usage.js';
import { type IndexedVersion, type KeyedInterval, usageIndexOf } from './usage-index.js';
import { isAt, type UsageScope, type UsageServices } from './usage-scope.js';

/** What was used in a scope, whether it still is there or not. Reads nothing but memory. */
export function usageIn(services: UsageServices, scope: UsageScope, from: EpochMs, to: EpochMs): Usage {
  return toUsage(services.prices, { from, to }, partsIn(services, scope, { from, to }));
}

/** The same for the period that a client gave. @throws GatewayError INVALID_INPUT */
export function usageOf(services: UsageServices, scope: UsageScope, given: GivenPeriod): Usage {
  const { from, to } = toPeriod(given, services.clock);
  return usageIn(services, scope, from, to);
}

function partsIn(services: UsageServices, scope: UsageScope, period: Period): RegionUsage[] {
  const past = { from: period.from, to: Math.min(period.to, services.clock.wallNow()) };
  const versions = versionsIn(services, scope).map((it) => partOf(services, it, past));
  return [...versions, ...unknownParts(services, scope, past)];
}

function versionsIn({ records }: UsageServices, scope: UsageScope): IndexedVersion[] {
  const { versions, versionsOf } = usageIndexOf(records);
  const { modelVersionArns, projectArns } = scope;
  const found = modelVersionArns
    ? modelVersionArns.map((it) => versions.get(it)).filter((it) => it !== undefined)
    : projectArns
      ? projectArns.flatMap((it) => [...(versionsOf.get(it) ?? [])])
      : [...versions.values()];
  return found.filter(
    (it) => isAt(scope, it) && (!modelVersionArns || (projectArns?.includes(it.projectArn) ?? true)),
  );
}

/** What one version used. */
function partOf(services: UsageServices, version: IndexedVersion, period: Period): RegionUsage {
  const { arn, region, createdAt, training } = version;
  const intervals = version.intervals.map((it) => asOfNow(services, arn, it));
  const watch = watchOf(services, version.projectArn);
  return { region, sum: usageOfVersion({ createdAt, intervals, training }, watch, period) };
}

/** What is written down lags behind the last refresh by up to a minute. */
function asOfNow(
  { catalog }: UsageServices,
  arn: ModelVersionArn,
  { key, interval }: KeyedInterval,
): RunInterval {
  if (interval.endSeenAt !== null) return interval;
  const run = runNow(catalog, interval.projectArn, arn);
  return run && keyOfInterval(arn, run.sinceAt) === key ? seenUntil(interval, run) : interval;
}
