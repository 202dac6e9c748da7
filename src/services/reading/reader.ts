import type { Catalog, Entry, EntryList } from '../../catalog/port.js';
import type { Clock } from '../../clock.js';
import { type AccountRegion, accountRegionKey, type ProjectArn } from '../../domain/arn.js';
import { GatewayError, isOutage } from '../../domain/errors.js';
import type { EpochMs, ModelVersion, Project } from '../../domain/model.js';
import { createRefresh, type RefreshTarget } from '../../refresh/refresh.js';
import { noRefreshLock, type RefreshLock } from '../../refresh/refresh-lock.js';
import type { CallContext, Upstream } from '../../upstream/port.js';
import { isDoneWithin, STALE_PATIENCE_MS } from './patience.js';

/**
 * Reads projects and versions from the catalog while it is fresh enough. What is stale is refreshed once for all
 * waiting readers, and the snapshot goes into the catalog. When AWS cannot be reached, or does not answer within two
 * seconds, the last known answer serves for a bounded time, and `callContext.cost.stale` is set.
 */
export interface Reader {
  /** What the catalog knows of it, null for none; undefined unless that is fresh enough. Never waits. */
  freshProject(at: AccountRegion, name: string, callContext: CallContext): Project | null | undefined;
  /** As {@link freshProject}. */
  freshVersions(projectArn: ProjectArn, callContext: CallContext): readonly ModelVersion[] | undefined;
  /** As {@link freshProject}. */
  freshVersion(
    projectArn: ProjectArn,
    name: string,
    callContext: CallContext,
  ): ModelVersion | null | undefined;
  projects(at: AccountRegion, callContext: CallContext): Promise<readonly Project[]>;
  /** One entry for each name, null where there is no such project. */
  projectsByName(
    at: AccountRegion,
    names: readonly string[],
    callContext: CallContext,
  ): Promise<(Project | null)[]>;
  versions(projectArn: ProjectArn, callContext: CallContext): Promise<readonly ModelVersion[]>;
  /** One entry for each name, null where there is no such version, or no such project. */
  versionsByName(
    projectArn: ProjectArn,
    names: readonly string[],
    callContext: CallContext,
  ): Promise<(ModelVersion | null)[]>;
}

export interface ReaderOptions {
  readonly upstream: Upstream;
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** How old an answer from the catalog may be. */
  readonly readMaxAgeMs: number;
  /** How old an answer may be when AWS cannot be reached. */
  readonly staleIfErrorMs: number;
  /** Default: this instance is alone. */
  readonly refreshLock?: RefreshLock;
  /** Gets every project that is read: the poller refreshes those more often. */
  readonly onRead: (projectArn: ProjectArn) => void;
}

/** A refresh that began before a mutation's answer does not count; the next one does. */
const MAX_ROUNDS = 3;
/** Stands for a whole list among names: no project or version can be called so. */
const ALL = '*';

type DatedEntry = Entry<unknown> | EntryList<unknown> | undefined;

export function createReader(options: ReaderOptions): Reader {
  const { catalog, clock, readMaxAgeMs, staleIfErrorMs, refreshLock = noRefreshLock, onRead } = options;
  const refresh = createRefresh(options);

  /** Until all `names` are fresh. An outage, or an AWS that hangs, is no failure where old answers will do. */
  async function ensureFresh({ names, known, ...parent }: Wanted, callContext: CallContext): Promise<void> {
    const now = clock.now();
    const needsRevalidation = (name: string) => !isValidatedSince(known(name), now - readMaxAgeMs);
    const isUsable = (name: string) => isUsableSince(known(name), now - staleIfErrorMs);
    const stale = names.filter(needsRevalidation);
    callContext.cost.fromCatalog += names.length - stale.length;
    if (stale.length === 0) return;
    const refreshed = refreshAll({ names: stale, known, ...parent }, needsRevalidation, callContext);
    try {
      // A mutation must not act on a stale answer: it waits.
      if (callContext.priority === 'mutation' || !stale.every(isUsable)) return await refreshed;
      if (await isDoneWithin(clock, STALE_PATIENCE_MS, refreshed)) return;
    } catch (error) {
      if (!isOutage(error) || !stale.filter(needsRevalidation).every(isUsable)) throw error;
    }
    callContext.cost.stale = true;
  }

  async function refreshAll(
    { target, key, names, known }: Wanted,
    needsRevalidation: (name: string) => boolean,
    callContext: CallContext,
  ): Promise<void> {
    let stale = names;
    for (let round = 0; stale.length > 0 && round < MAX_ROUNDS; round++) {
      const reason = stale.some((it) => !known(it)) ? 'not-known' : 'too-old';
      await refreshLock.refresh(key, stale, needsRevalidation, (mine) =>
        refresh(target, mine.includes(ALL) ? 'all' : mine, { ...callContext, reason }),
      );
      stale = stale.filter(needsRevalidation);
    }
    if (stale.length > 0) throw new GatewayError('UPSTREAM_UNAVAILABLE', 'AWS did not answer in time.');
  }

  /**
   * @param validatedAt - of the oldest part of what was read
   * @param revision - the same object until anything is observed that touches what was read
   */
  function dependOn(
    { cacheDependencies }: CallContext,
    dependency: string,
    validatedAt: EpochMs,
    revision: () => object | undefined,
    count: number,
  ): void {
    if (!cacheDependencies) return;
    const read = revision();
    cacheDependencies.dependOn(dependency, validatedAt + readMaxAgeMs, () => revision() === read, count);
  }

  function dependOnProjects(callContext: CallContext, at: AccountRegion, validatedAt: EpochMs, count = 1) {
    dependOn(callContext, accountRegionKey(at), validatedAt, () => catalog.projectsRevision(at), count);
  }

  function dependOnVersions(callContext: CallContext, arn: ProjectArn, validatedAt: EpochMs, count = 1) {
    callContext.cacheDependencies?.projects.add(arn);
    dependOn(callContext, arn, validatedAt, () => catalog.versionsRevision(arn), count);
  }

  /** What is fresh enough is counted as read. */
  function fresh<K extends DatedEntry>(known: K, callContext: CallContext): NonNullable<K> | undefined {
    if (!isValidatedSince(known, clock.now() - readMaxAgeMs)) return undefined;
    callContext.cost.fromCatalog += 1;
    return known as NonNullable<K>;
  }

  return {
    freshProject(at, name, callContext) {
      const known = fresh(catalog.project(at, name), callContext);
      if (known) dependOnProjects(callContext, at, known.validatedAt);
      return known?.value;
    },

    freshVersions(projectArn, callContext) {
      const known = fresh(catalog.versions(projectArn), callContext);
      if (known) onRead(projectArn);
      if (known) dependOnVersions(callContext, projectArn, known.validatedAt);
      return known?.values;
    },

    freshVersion(projectArn, name, callContext) {
      const known = fresh(catalog.version(projectArn, name), callContext);
      if (known) onRead(projectArn);
      if (known) dependOnVersions(callContext, projectArn, known.validatedAt);
      return known?.value;
    },

    async projects(at, callContext) {
      const known = () => catalog.projects(at);
      await ensureFresh({ ...projectsOf(at), names: [ALL], known }, callContext);
      dependOnProjects(callContext, at, validatedAtOf([ALL], known));
      return known()?.values ?? [];
    },

    async projectsByName(at, names, callContext) {
      const known = (name: string) => catalog.project(at, name);
      await ensureFresh({ ...projectsOf(at), names, known }, callContext);
      dependOnProjects(callContext, at, validatedAtOf(names, known), names.length);
      return names.map((name) => known(name)?.value ?? null);
    },

    async versions(projectArn, callContext) {
      onRead(projectArn);
      const known = () => catalog.versions(projectArn);
      await ensureFresh({ ...versionsOf(projectArn), names: [ALL], known }, callContext);
      dependOnVersions(callContext, projectArn, validatedAtOf([ALL], known));
      return known()?.values ?? [];
    },

    async versionsByName(projectArn, names, callContext) {
      onRead(projectArn);
      const known = (name: string) => catalog.version(projectArn, name);
      await ensureFresh({ ...versionsOf(projectArn), names, known }, callContext);
      dependOnVersions(callContext, projectArn, validatedAtOf(names, known), names.length);
      return names.map((name) => known(name)?.value ?? null);
    },
  };
}

/** What a reader wants to be fresh. */
interface Wanted {
  readonly target: RefreshTarget;
  /** Of the target, the same on every instance. */
  readonly key: string;
  /** `[ALL]`, or single ones. */
  readonly names: readonly string[];
  readonly known: (name: string) => DatedEntry;
}

function projectsOf(at: AccountRegion): Pick<Wanted, 'target' | 'key'> {
  return { target: { kind: 'projects', at }, key: accountRegionKey(at) };
}

function versionsOf(projectArn: ProjectArn): Pick<Wanted, 'target' | 'key'> {
  return { target: { kind: 'versions', projectArn }, key: projectArn };
}

/** Of the one that was validated first. */
function validatedAtOf(names: readonly string[], known: (name: string) => DatedEntry): EpochMs {
  return Math.min(...names.map((name) => known(name)?.validatedAt ?? 0));
}

function isValidatedSince(known: DatedEntry, earliest: EpochMs): boolean {
  return known !== undefined && known.validatedAt >= earliest;
}

/** A mutation's answer that no refresh has validated yet (`validatedAt` 0) counts as a refresh. */
function isUsableSince(known: DatedEntry, earliest: EpochMs): boolean {
  return known !== undefined && (known.validatedAt === 0 || known.validatedAt >= earliest);
}
