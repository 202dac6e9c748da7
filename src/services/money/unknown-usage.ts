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
  const { watched, versions } = usageIndexOf(services.records);
  if (modelVersionArns)
    return modelVersionArns
      .filter((it) => !versions.has(it))
      .map((it) => unknownOfVersion(services, it, scope, period));
  const arns = (projectArns ?? [...watched.keys()]).filter((it) => isAt(scope, accountRegionOf(it)));
  const projects = arns.map((it) => unknownOfProject(services, it, projectArnParts(it).createdMs, period));
  return projectArns
    ? projects
    : [...projects, ...unlistedParts(services, scope, services.upstream.accounts)];
}

/** Of accounts and regions whose projects were never listed. */
export function unlistedParts(
  { catalog }: Pick<UsageServices, 'catalog'>,
  scope: UsageScope,
  accounts: readonly AccountRegion[],
): RegionUsage[] {
  const unlisted = accounts.filter((it) => isAt(scope, it) && !catalog.projects(it));
  return unlisted.map((it) => unknownPart(it, 'AT_LEAST'));
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

/** @param createdAt - nothing ran before that */
export function unknownOfProject(
  services: UsageServices,
  projectArn: ProjectArn,
  createdAt: EpochMs,
  { from, to }: Period,
): RegionUsage {
  const alive = { from: Math.max(from, createdAt), to };
  // AWS's metric is read of all its versions: what is not known of others is not known by a gap in the gateway's own view.
  const isMetered = [...(usageIndexOf(services.records).versionsOf.get(projectArn) ?? [])].some(
    ({ metered }) => metered.length > 0,
  );
  const watch = watchOf(services, projectArn);
  const isKnown = watch !== null && !isUnwatchedIn(watch.watched, watch.seenAt, alive);
  const basis = isKnown ? 'OBSERVED' : 'AT_LEAST';
  return unknownPart(accountRegionOf(projectArn), alive.to > alive.from && !isMetered ? basis : null);
}

function unknownPart({ region }: Pick<AccountRegion, 'region'>, basis: UsageBasis | null): RegionUsage {
  return { region, sum: { runningMs: 0, unitMs: 0, trainingMs: 0, basis } };
}
