import { toWallTime } from '../../clock.js';
import {
  type AccountRegion,
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
  projectArnParts,
} from '../../domain/arn.js';
import type { EpochMs } from '../../domain/model.js';
import type { Period } from '../../domain/money/period.js';
import type { RegionUsage } from '../../domain/money/usage.js';
import type { UsageBasis } from '../../domain/money/usage-basis.js';
import type { Watch } from '../../domain/money/version-usage.js';
import { isUnwatchedIn } from '../../domain/money/watched.js';
import { sightingOf } from './sightings.js';
import { usageIndexOf } from './usage-index.js';
import { isAt, type UsageScope, type UsageServices } from './usage-scope.js';

/** What may have run that nothing was written down of: no hours, only how well it is known that there were none. */
export function unknownParts(services: UsageServices, scope: UsageScope, period: Period): RegionUsage[] {
  const { modelVersionArns, projectArns } = scope;
  if (modelVersionArns) return modelVersionArns.map((it) => unknownOfVersion(services, it, scope, period));
  const { watched } = usageIndexOf(services.records);
  const arns = (projectArns ?? [...watched.keys()]).filter((it) => isAt(scope, accountRegionOf(it)));
  const projects = arns.map((it) => unknownOfProject(services, it, projectArnParts(it).createdMs, period));
  const unlisted = services.upstream.accounts.filter(
    (it) => isAt(scope, it) && !services.catalog.projects(it),
  );
  const accounts = projectArns ? [] : unlisted.map((it) => unknownPart(it, 'AT_LEAST'));
  return [...projects, ...accounts];
}

/** Null: nothing is written down of the project. */
export function watchOf({ records, catalog, clock }: UsageServices, projectArn: ProjectArn): Watch | null {
  const watched = usageIndexOf(records).watched.get(projectArn);
  if (!watched) return null;
  const seenAt = sightingOf(catalog, projectArn);
  return { watched, seenAt: seenAt && toWallTime(clock, seenAt) };
}

function unknownOfVersion(
  services: UsageServices,
  arn: ModelVersionArn,
  { projectArns }: UsageScope,
  period: Period,
): RegionUsage {
  const parts = modelVersionArnParts(arn);
  const projectArn =
    projectArns?.find((it) => projectArnParts(it).projectName === parts.projectName) ??
    services.catalog.project(parts, parts.projectName)?.value?.arn;
  if (projectArn) return unknownOfProject(services, projectArn, parts.createdMs, period);
  return unknownPart(parts, 'AT_LEAST');
}

function unknownOfProject(
  services: UsageServices,
  projectArn: ProjectArn,
  createdAt: EpochMs,
  { from, to }: Period,
): RegionUsage {
  const alive = { from: Math.max(from, createdAt), to };
  const watch = watchOf(services, projectArn);
  const isKnown = watch !== null && !isUnwatchedIn(watch.watched, watch.seenAt, alive);
  const basis = isKnown ? 'OBSERVED' : 'AT_LEAST';
  return unknownPart(accountRegionOf(projectArn), alive.to > alive.from ? basis : null);
}

function unknownPart({ region }: Pick<AccountRegion, 'region'>, basis: UsageBasis | null): RegionUsage {
  return { region, sum: { runningMs: 0, unitMs: 0, trainingMs: 0, basis } };
}
