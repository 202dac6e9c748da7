import type { Catalog, Entry, EntryList } from '../../catalog/port.js';
import { type AccountRegion, accountRegionKey, type ProjectArn } from '../../domain/arn.js';
import type { EpochMs, ModelVersion, Project } from '../../domain/model.js';
import { isInTransition } from '../../domain/status.js';
import type { RefreshTarget } from '../../refresh/refresh.js';

/** Stands for a whole list among names: no project or version can be called so. */
export const ALL = '*';

export type DatedEntry = Entry<unknown> | EntryList<unknown> | undefined;

/** What a reader wants to be fresh. */
export interface Wanted {
  readonly target: RefreshTarget;
  /** Of the target, the same on every instance. */
  readonly key: string;
  /** `[ALL]`, or single ones. */
  readonly names: readonly string[];
  readonly known: (name: string) => DatedEntry;
  /** When what is on its way to another status was last validated, of `name` or of all; Infinity if nothing is. */
  readonly transitionsValidatedAt: (name: string) => EpochMs;
}

export function wantedProjects(catalog: Catalog, at: AccountRegion, names: readonly string[]): Wanted {
  const entry = (name: string) => catalog.project(at, name);
  return {
    target: { kind: 'projects', at },
    key: accountRegionKey(at),
    names,
    known: (name) => (name === ALL ? catalog.projects(at) : entry(name)),
    transitionsValidatedAt(name) {
      const listed = name === ALL ? (catalog.projects(at)?.values ?? []).filter(isComingOrGoing) : [];
      return oldestOf(name === ALL ? listed.map((it) => entry(it.name)) : [entry(name)], isComingOrGoing);
    },
  };
}

export function wantedVersions(catalog: Catalog, projectArn: ProjectArn, names: readonly string[]): Wanted {
  return {
    target: { kind: 'versions', projectArn },
    key: projectArn,
    names,
    known: (name) => (name === ALL ? catalog.versions(projectArn) : catalog.version(projectArn, name)),
    transitionsValidatedAt: (name) =>
      name === ALL
        ? oldestVersionInTransition(catalog, projectArn)
        : oldestOf([catalog.version(projectArn, name)], isOnItsWay),
  };
}

/** By revision: what nothing touched is not looked through again. */
const oldestByRevision = new WeakMap<object, EpochMs>();

function oldestVersionInTransition(catalog: Catalog, projectArn: ProjectArn): EpochMs {
  const revision = catalog.versionsRevision(projectArn);
  if (!revision) return Number.POSITIVE_INFINITY;
  const oldest = oldestByRevision.get(revision) ?? oldestOf(catalog.versionEntries(projectArn), isOnItsWay);
  oldestByRevision.set(revision, oldest);
  return oldest;
}

function oldestOf<T>(entries: readonly (Entry<T> | undefined)[], moves: (value: T) => boolean): EpochMs {
  let oldest = Number.POSITIVE_INFINITY;
  for (const it of entries) if (it?.value && moves(it.value)) oldest = Math.min(oldest, it.validatedAt);
  return oldest;
}

function isOnItsWay({ status }: ModelVersion): boolean {
  return isInTransition(status);
}

function isComingOrGoing({ status }: Project): boolean {
  return status === 'CREATING' || status === 'DELETING';
}

/** Of the one that was validated first. */
export function validatedAtOf({ names, known }: Wanted): EpochMs {
  return Math.min(...names.map((name) => known(name)?.validatedAt ?? 0));
}

export function isValidatedSince(known: DatedEntry, earliest: EpochMs): boolean {
  return known !== undefined && known.validatedAt >= earliest;
}

/** A mutation's answer that no refresh has validated yet (`validatedAt` 0) is as good as a refresh. */
export function isUsableSince(known: DatedEntry, earliest: EpochMs): boolean {
  return known !== undefined && (known.validatedAt === 0 || known.validatedAt >= earliest);
}
