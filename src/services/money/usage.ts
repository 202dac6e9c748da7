import { type ModelVersionArn, type ProjectArn, projectArnParts } from '../../domain/arn.js';
import type { EpochMs } from '../../domain/model.js';
import type { Period } from '../../domain/money/period.js';
import { keyOfInterval, type RunInterval, seenUntil } from '../../domain/money/run-interval.js';
import { type RegionUsage, toUsage, type Usage } from '../../domain/money/usage.js';
import { usageOfVersion } from '../../domain/money/version-usage.js';

import { type GivenPeriod, toPeriod } from './period.js';
import { runNow } from './sightings.js';
import { unknownOfProject, unknownParts, watchOf } from './unknown-usage.js';
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
  const versions = versionsIn(services, scope).map((it) => partOf(services, it, period));
  return [...versions, ...unknownParts(services, scope, untilNow(services, period))];
}

/** Those of which something is written down. */
export function versionsIn({ records }: UsageServices, scope: UsageScope): IndexedVersion[] {
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

/** What a version used in the period. */
export function partOf(services: UsageServices, version: IndexedVersion, period: Period): RegionUsage {
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
