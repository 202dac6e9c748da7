import { type ProjectArn, projectArnParts } from '../../domain/arn.js';
import type { EpochMs, ModelVersion, Project } from '../../domain/model.js';
import { type Collection, entryOf } from './collection.js';
import type { CollectionObservation, EntryChange } from './compare.js';

/** The time since which the project is known to be gone; null if it lives for all that is known. */
export function goneSince(projects: Collection<Project> | undefined, arn: ProjectArn): EpochMs | null {
  const entry = projects && entryOf(projects, projectArnParts(arn).projectName);
  return entry !== undefined && entry.value?.arn !== arn ? entry.at : null;
}

/** True for an observation of versions that the end of their project has made history. A tie goes as in `compare`. */
export function isAfterEnd(
  goneAt: EpochMs | null,
  { at, source }: CollectionObservation<ModelVersion>,
): boolean {
  return goneAt !== null && (goneAt > at || (goneAt === at && source === 'look'));
}

/** What the end of a project means for its versions. */
export function noVersionsLeft(at: EpochMs): CollectionObservation<ModelVersion> {
  return { scope: 'all', values: [], source: 'look', at };
}

/**
 * Projects that came into being between two observations. One that was not there at some time had no versions then: so
 * that is its baseline, and all versions that it ever has are changes, also those made before their first snapshot.
 */
export function births(
  entryChanges: readonly EntryChange<Project>[],
): { arn: ProjectArn; notYetAt: EpochMs }[] {
  return entryChanges.flatMap(({ before, after }) => {
    const isBirth = after.value !== null && before !== undefined && before.value?.arn !== after.value.arn;
    return isBirth ? [{ arn: after.value.arn, notYetAt: before.at }] : [];
  });
}
