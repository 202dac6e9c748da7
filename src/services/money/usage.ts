import { LRUCache } from 'lru-cache';
import { type ModelVersionArn, type ProjectArn, projectArnParts } from '../../domain/arn.js';
import type { EpochMs } from '../../domain/model.js';
import type { Money } from '../../domain/money/cost.js';
import type { Period } from '../../domain/money/period.js';
import { keyOfInterval, type RunInterval, seenUntil } from '../../domain/money/run-interval.js';
import { type RegionUsage, toUsage, type Usage } from '../../domain/money/usage.js';
import { usageOfVersion } from '../../domain/money/version-usage.js';

import { type GivenPeriod, toPeriod } from './period.js';
import { runNow } from './sightings.js';
import { unknownOfProject, unknownParts, watchOf } from './unknown-usage.js';
import { type IndexedVersion, type KeyedInterval, type UsageIndex, usageIndexOf } from './usage-index.js';
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
  const versions = versionsIn(services, scope).map((it) => partOf(services, it, period));
  return [...versions, ...unknownParts(services, scope, untilNow(services, period))];
}

function versionsIn({ records }: UsageServices, scope: UsageScope): IndexedVersion[] {
  const { versions, versionsOf } = usageIndexOf(records);
  const { modelVersionArns, projectArns } = scope;
  const found = modelVersionArns
    ? [...new Set(modelVersionArns)].map((it) => versions.get(it)).filter((it) => it !== undefined)
    : projectArns
      ? [...new Set(projectArns)].flatMap((it) => [...(versionsOf.get(it) ?? [])])
      : [...versions.values()];
  return found.filter(
    (it) => isAt(scope, it) && (!modelVersionArns || (projectArns?.includes(it.projectArn) ?? true)),
  );
}

/** What a version used, or, without a version, how well it is known that no other used anything. */
export interface ProjectPart extends RegionUsage {
  readonly projectArn: ProjectArn;
  readonly modelVersionArn: ModelVersionArn | null;
}

/** What the versions of a project used, also those that are gone. */
export function partsOfProject(
  services: UsageServices,
  projectArn: ProjectArn,
  period: Period,
): ProjectPart[] {
  const versions = usageIndexOf(services.records).versionsOf.get(projectArn) ?? [];
  const known = [...versions].map((it) => ({
    ...partOf(services, it, period),
    ...{ projectArn, modelVersionArn: it.arn },
  }));
  const unknown = unknownOfProject(
    services,
    projectArn,
    projectArnParts(projectArn).createdMs,
    untilNow(services, period),
  );
  return [...known, { ...unknown, projectArn, modelVersionArn: null }];
}

function untilNow({ clock }: UsageServices, { from, to }: Period): Period {
  return { from, to: Math.min(to, clock.wallNow()) };
}

function partOf(services: UsageServices, version: IndexedVersion, period: Period): RegionUsage {
  const { arn, region, createdAt, training, metered, closed, open } = version;
  const intervals = open.length === 0 ? closed : [...closed, ...open.map((it) => asOfNow(services, arn, it))];
  const watch = watchOf(services, version.projectArn);
  const records = { createdAt, intervals, metered, training };
  return { region, sum: usageOfVersion(records, watch, period, services.clock.wallNow()) };
}

/** What is written down lags behind the last refresh by up to a minute. */
function asOfNow(
  { catalog }: UsageServices,
  arn: ModelVersionArn,
  { key, interval }: KeyedInterval,
): RunInterval {
  const run = runNow(catalog, interval.projectArn, arn);
  return run && keyOfInterval(arn, run.sinceAt) === key ? seenUntil(interval, run) : interval;
}

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

/** Twice as many as there are budgets: those of the month before go first. */
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
