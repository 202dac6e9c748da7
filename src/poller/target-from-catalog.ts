import type { Catalog, Entry } from '../catalog/port.js';
import { type AccountRegion, type ProjectArn, projectArnParts } from '../domain/arn.js';
import type { EpochMs, ModelVersion, Project } from '../domain/model.js';
import { isInTransition } from '../domain/status.js';
import { discoveryMs, type InterestLevel, versionListMs } from './intervals.js';
import type { PollTarget } from './next-refresh.js';
import type { TargetState } from './target-state.js';

/** What the catalog and the target's state together hold about the versions of one project. */
export function toVersionsTarget(
  catalog: Catalog,
  projectArn: ProjectArn,
  state: TargetState,
  level: InterestLevel,
): PollTarget {
  const { size, hasRunning, inTransition } = digestOf(catalog, projectArn);
  return {
    ...toTarget(state, catalog.versions(projectArn)?.validatedAt),
    listEveryMs: versionListMs(level, hasRunning),
    isIdle: level === 'none',
    size,
    inTransition: toSeen(inTransition, state),
  };
}

/** What a plan needs of the versions of a project. */
interface Digest {
  readonly size: number;
  readonly hasRunning: boolean;
  readonly inTransition: readonly NameInTransition[];
}

/** Cached by revision: a plan reads what was observed since the plan before it, not everything. */
const digests = new WeakMap<object, Digest>();
const EMPTY: Digest = { size: 0, hasRunning: false, inTransition: [] };

function digestOf(catalog: Catalog, projectArn: ProjectArn): Digest {
  const revision = catalog.versionsRevision(projectArn);
  if (!revision) return EMPTY;
  const digest = digests.get(revision) ?? toDigest(catalog.versionEntries(projectArn));
  digests.set(revision, digest);
  return digest;
}

function toDigest(existing: readonly Entry<ModelVersion>[]): Digest {
  return {
    size: existing.length,
    hasRunning: existing.some(({ value }) => value?.status === 'RUNNING'),
    inTransition: toNamesInTransition(existing, ({ status }) => isInTransition(status)),
  };
}

/** The same of the projects of an account and region. */
export function toProjectsTarget(
  catalog: Catalog,
  at: AccountRegion,
  state: TargetState,
  { isWatched, isRead }: { readonly isWatched: boolean; readonly isRead: boolean },
): PollTarget {
  const list = catalog.projects(at);
  const existing = (list?.values ?? [])
    .map(({ name }) => catalog.project(at, name))
    .filter((it) => it !== undefined);
  return {
    ...toTarget(state, list?.validatedAt),
    listEveryMs: discoveryMs(isWatched, isRead),
    isIdle: !isWatched && !isRead,
    size: existing.length,
    inTransition: toSeen(toNamesInTransition(existing, isComingOrGoing), state),
  };
}

/** False once the catalog knows that it is gone; but one that has a living version is newer than that knowledge. */
export function isAlive(catalog: Catalog, projectArn: ProjectArn): boolean {
  const parts = projectArnParts(projectArn);
  const known = catalog.project(parts, parts.projectName);
  if (known === undefined || known.value?.arn === projectArn) return true;
  return catalog.versionEntries(projectArn).length > 0;
}

function isComingOrGoing({ status }: Project): boolean {
  return status === 'CREATING' || status === 'DELETING';
}

/** While a list holds an answer that no refresh has validated, only the target's state knows its last full refresh. */
function toTarget(state: TargetState, validatedAt: EpochMs | undefined) {
  const { id, heardAt, jitter, invalidated, notBefore } = state;
  const listedAt = Math.max(validatedAt ?? 0, state.listedAt ?? 0) || null;
  return { id, heardAt, jitter, invalidated, notBefore, listedAt, inFlight: [...state.inFlight] };
}

type NameInTransition = Pick<Project | ModelVersion, 'name'> & Pick<Entry<unknown>, 'validatedAt'>;

/** Versions that need a refresh of their own: in transition, or not validated yet. */
function toNamesInTransition<T extends Project | ModelVersion>(
  existing: readonly Entry<T>[],
  isInTransitionOf: (value: T) => boolean,
): NameInTransition[] {
  return existing.flatMap(({ value, validatedAt }) => {
    const isWorthIt = value !== null && (validatedAt === 0 || isInTransitionOf(value));
    return isWorthIt ? [{ name: value.name, validatedAt }] : [];
  });
}

function toSeen(
  inTransition: readonly NameInTransition[],
  { refreshedAt }: TargetState,
): PollTarget['inTransition'] {
  return inTransition.map(({ name, validatedAt }) => ({ name, seenAt: validatedAt || refreshedAt }));
}
