import type { AccountRegion, ProjectArn } from '../../domain/arn.js';
import type { ModelVersion, Project } from '../../domain/model.js';
import type { CallContext } from '../../upstream/port.js';
import { createRevalidation, type RevalidationOptions } from './revalidation.js';
import {
  ALL,
  type DatedEntry,
  validatedAtOf,
  type Wanted,
  wantedProjects,
  wantedVersions,
} from './wanted.js';

/**
 * Reads projects and versions from the catalog. What is nearly fresh is given at once and refreshed behind the reader.
 * What is older is refreshed once for all waiting readers, and the snapshot goes into the catalog. When AWS cannot be
 * reached, or does not answer within two seconds, the last known answer serves for a bounded time, and
 * `callContext.cost.stale` is set.
 */
export interface Reader {
  /** What the catalog knows of it, null for none; undefined unless that may be given at once. Never waits. */
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

export interface ReaderOptions extends RevalidationOptions {
  /** Gets every project that is read: the poller refreshes those more often. */
  readonly onRead: (projectArn: ProjectArn) => void;
  /** The same of every list of projects. */
  readonly onListRead?: (at: AccountRegion) => void;
}

export function createReader(options: ReaderOptions): Reader {
  const { catalog, readMaxAgeMs, onRead, onListRead = () => {} } = options;
  const { ensureFresh, mayGiveAtOnce, givenAtOnceMs } = createRevalidation(options);

  /** The revision is the same object until anything is observed that touches what was read. */
  function dependOn(wanted: Wanted, { cacheDependencies }: CallContext): void {
    if (!cacheDependencies) return;
    const { target, key, names } = wanted;
    const revision = () =>
      target.kind === 'projects'
        ? catalog.projectsRevision(target.at)
        : catalog.versionsRevision(target.projectArn);
    if (target.kind === 'versions') cacheDependencies.projects.add(target.projectArn);
    const read = revision();
    const freshness = {
      validatedAt: validatedAtOf(wanted),
      maxAgeMs: readMaxAgeMs,
      staleWhileRevalidateMs: givenAtOnceMs(wanted),
    };
    cacheDependencies.dependOn(key, freshness, () => revision() === read, names.length);
  }

  /** What is known of it, if that may be given at once; it is then counted as read. */
  function givenAtOnce<K extends DatedEntry>(
    wanted: Wanted,
    known: K,
    callContext: CallContext,
  ): NonNullable<K> | undefined {
    if (!mayGiveAtOnce(wanted, callContext)) return undefined;
    callContext.cost.fromCatalog += 1;
    dependOn(wanted, callContext);
    return known as NonNullable<K>;
  }

  return {
    freshProject(at, name, callContext) {
      const wanted = wantedProjects(catalog, at, [name]);
      return givenAtOnce(wanted, catalog.project(at, name), callContext)?.value;
    },

    freshVersions(projectArn, callContext) {
      const wanted = wantedVersions(catalog, projectArn, [ALL]);
      const known = givenAtOnce(wanted, catalog.versions(projectArn), callContext);
      if (known) onRead(projectArn);
      return known?.values;
    },

    freshVersion(projectArn, name, callContext) {
      const wanted = wantedVersions(catalog, projectArn, [name]);
      const known = givenAtOnce(wanted, catalog.version(projectArn, name), callContext);
      if (known) onRead(projectArn);
      return known?.value;
    },

    async projects(at, callContext) {
      onListRead(at);
      const wanted = wantedProjects(catalog, at, [ALL]);
      await ensureFresh(wanted, callContext);
      dependOn(wanted, callContext);
      return catalog.projects(at)?.values ?? [];
    },

    async projectsByName(at, names, callContext) {
      const wanted = wantedProjects(catalog, at, names);
      await ensureFresh(wanted, callContext);
      dependOn(wanted, callContext);
      return names.map((name) => catalog.project(at, name)?.value ?? null);
    },

    async versions(projectArn, callContext) {
      onRead(projectArn);
      const wanted = wantedVersions(catalog, projectArn, [ALL]);
      await ensureFresh(wanted, callContext);
      dependOn(wanted, callContext);
      return catalog.versions(projectArn)?.values ?? [];
    },

    async versionsByName(projectArn, names, callContext) {
      onRead(projectArn);
      const wanted = wantedVersions(catalog, projectArn, names);
      await ensureFresh(wanted, callContext);
      dependOn(wanted, callContext);
      return names.map((name) => catalog.version(projectArn, name)?.value ?? null);
    },
  };
}
