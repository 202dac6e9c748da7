import type { Catalog } from '../../catalog/port.js';
import {
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
  projectArnParts,
} from '../../domain/arn.js';
import type { EpochMs, ModelVersion, Run } from '../../domain/model.js';
import { runOf } from '../../domain/status.js';

/** When the versions of a project were all refreshed last; null: not since they are known. */
export function sightingOf(
  catalog: Pick<Catalog, 'versions' | 'versionEntries'>,
  projectArn: ProjectArn,
): EpochMs | null {
  const list = catalog.versions(projectArn);
  if (!list) return null;
  if (list.validatedAt > 0) return list.validatedAt;
  const entries = catalog.versionEntries(projectArn); // one of them is a mutation's answer, which shows as much
  return Math.min(...entries.map(({ value, validatedAt }) => validatedAt || (value?.observedAt ?? 0)));
}

/** When the project was found to be gone; null: it is there, as far as known. */
export function endOf(catalog: Pick<Catalog, 'project'>, projectArn: ProjectArn): EpochMs | null {
  const parts = projectArnParts(projectArn);
  const known = catalog.project(parts, parts.projectName);
  return known && known.value?.arn !== projectArn ? known.validatedAt : null;
}

/** A run that is under way. */
export interface SeenRun extends Run {
  readonly version: ModelVersion;
  /** When it was last confirmed. */
  readonly seenAt: EpochMs;
}

/** Null: it does not run, as far as known. */
export function runNow(
  catalog: Pick<Catalog, 'version'>,
  projectArn: ProjectArn,
  arn: ModelVersionArn,
): SeenRun | null {
  const entry = catalog.version(projectArn, modelVersionArnParts(arn).versionName);
  return entry?.value?.arn === arn ? toSeenRun(entry.value, entry.validatedAt) : null;
}

/** All that runs in a project. */
export function runsIn(catalog: Pick<Catalog, 'versionEntries'>, projectArn: ProjectArn): SeenRun[] {
  return catalog
    .versionEntries(projectArn)
    .map(({ value, validatedAt }) => value && toSeenRun(value, validatedAt))
    .filter((it) => it !== null);
}

function toSeenRun(version: ModelVersion, validatedAt: EpochMs): SeenRun | null {
  const run = runOf(version);
  return run && { ...run, version, seenAt: Math.max(run.sinceAt, validatedAt || version.observedAt) };
}
