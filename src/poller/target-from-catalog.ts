import type { Catalog, Entry } from '../catalog/port.js';
import { type AccountRegion, type ProjectArn, projectArnParts } from '../domain/arn.js';
import type { EpochMs, ModelVersion, Project } from '../domain/model.js';
import { isInTransition } from '../domain/status.js';
import { IDLE_DISCOVERY_MS, type Interest, versionListMs, WATCHED_DISCOVERY_MS } from './intervals.js';
import type { Shelf } from './next-refresh.js';
import type { Memory } from './target-state.js';

/** What the catalog and the poller's memory together say of the versions of one project. */
export function toVersionShelf(
  catalog: Catalog,
  projectArn: ProjectArn,
  memory: Memory,
  interest: Interest,
): Shelf {
  const { size, hasRunning, moving } = digestOf(catalog, projectArn);
  return {
    ...toShelf(memory, catalog.versions(projectArn)?.validatedAt),
    listEveryMs: versionListMs(interest, hasRunning),
    isIdle: interest === 'none',
    size,
    moving: toSeen(moving, memory),
  };
}

/** What a plan needs of the versions of a project. */
interface Digest {
  readonly size: number;
  readonly hasRunning: boolean;
  readonly moving: readonly Moving[];
}

/** By edition: a plan goes through what was observed since the one before it, not through everything there is. */
const digests = new WeakMap<object, Digest>();
const EMPTY: Digest = { size: 0, hasRunning: false, moving: [] };

function digestOf(catalog: Catalog, projectArn: ProjectArn): Digest {
  const revision = catalog.versionsRevision(projectArn);
  if (!revision) return EMPTY;
  const digest = digests.get(revision) ?? toDigest(catalog.versionEntries(projectArn));
  digests.set(revision, digest);
  return digest;
}

function toDigest(living: readonly Entry<ModelVersion>[]): Digest {
  return {
    size: living.length,
    hasRunning: living.some(({ value }) => value?.status === 'RUNNING'),
    moving: toMoving(living, ({ status }) => isInTransition(status)),
  };
}

/** The same of the projects of an account and region. */
export function toProjectShelf(
  catalog: Catalog,
  at: AccountRegion,
  memory: Memory,
  isWatched: boolean,
): Shelf {
  const list = catalog.projects(at);
  const living = (list?.values ?? [])
    .map(({ name }) => catalog.project(at, name))
    .filter((it) => it !== undefined);
  return {
    ...toShelf(memory, list?.validatedAt),
    listEveryMs: isWatched ? WATCHED_DISCOVERY_MS : IDLE_DISCOVERY_MS,
    isIdle: !isWatched,
    size: living.length,
    moving: toSeen(toMoving(living, isComingOrGoing), memory),
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

/** While a list holds an answer that no look has confirmed, only the memory tells when all of it was last looked at. */
function toShelf(memory: Memory, validatedAt: EpochMs | undefined) {
  const { id, heardAt, jitter, woken, notBefore } = memory;
  const listedAt = Math.max(validatedAt ?? 0, memory.listedAt ?? 0) || null;
  return { id, heardAt, jitter, woken, notBefore, listedAt, inFlight: [...memory.inFlight] };
}

type Moving = Pick<Project | ModelVersion, 'name'> & Pick<Entry<unknown>, 'validatedAt'>;

/** Those that are worth a look of their own: on their way, or not confirmed yet. */
function toMoving<T extends Project | ModelVersion>(
  living: readonly Entry<T>[],
  isMoving: (value: T) => boolean,
): Moving[] {
  return living.flatMap(({ value, validatedAt }) => {
    const isWorthIt = value !== null && (validatedAt === 0 || isMoving(value));
    return isWorthIt ? [{ name: value.name, validatedAt }] : [];
  });
}

function toSeen(moving: readonly Moving[], { lookedAt }: Memory): Shelf['moving'] {
  return moving.map(({ name, validatedAt }) => ({ name, seenAt: validatedAt || lookedAt }));
}
