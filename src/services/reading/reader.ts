import type { Catalog } from '../../catalog/port.js';
import type { AccountRegion, ProjectArn } from '../../domain/arn.js';
import type { ModelVersion, Project } from '../../domain/model.js';
import type { CallContext } from '../../upstream/port.js';
import { Revalidation, type RevalidationOptions } from './revalidation.js';
import {
  ALL,
  type DatedEntry,
  validatedAtOf,
  type Wanted,
  wantedProjects,
  wantedVersions,
} from './wanted.js';

export interface ReaderOptions extends RevalidationOptions {
  /** Gets every project that is read: the poller refreshes those more often. */
  readonly onRead: (projectArn: ProjectArn) => void;
  /** The same of every list of projects. */
  readonly onListRead?: (at: AccountRegion) => void;
}

/**
 * Reads projects and versions from the catalog. What is nearly fresh is given at once and refreshed behind the reader.
 * What is older is refreshed once for all waiting readers, and the snapshot goes into the catalog. When AWS cannot be
 * reached, or does not answer within two seconds, the last known answer serves for a bounded time, and
 * `callContext.cost.stale` is set.
 */
export class Reader {
  private readonly catalog: Catalog;
  private readonly revalidation: Revalidation;

  constructor(private readonly options: ReaderOptions) {
    this.catalog = options.catalog;
    this.revalidation = new Revalidation(options);
  }

  /** What the catalog knows of it, null for none; undefined unless that may be given at once. Never waits. */
  freshProject(at: AccountRegion, name: string, callContext: CallContext): Project | null | undefined {
    const wanted = wantedProjects(this.catalog, at, [name]);
    return this.givenAtOnce(wanted, this.catalog.project(at, name), callContext)?.value;
  }

  /** As {@link freshProject}. */
  freshVersions(projectArn: ProjectArn, callContext: CallContext): readonly ModelVersion[] | undefined {
    const wanted = wantedVersions(this.catalog, projectArn, [ALL]);
    const known = this.givenAtOnce(wanted, this.catalog.versions(projectArn), callContext);
    if (known) this.options.onRead(projectArn);
    return known?.values;
  }

  /** As {@link freshProject}. */
  freshVersion(
    projectArn: ProjectArn,
    name: string,
    callContext: CallContext,
  ): ModelVersion | null | undefined {
    const wanted = wantedVersions(this.catalog, projectArn, [name]);
    const known = this.givenAtOnce(wanted, this.catalog.version(projectArn, name), callContext);
    if (known) this.options.onRead(projectArn);
    return known?.value;
  }

  async projects(at: AccountRegion, callContext: CallContext): Promise<readonly Project[]> {
    this.options.onListRead?.(at);
    await this.refreshed(wantedProjects(this.catalog, at, [ALL]), callContext);
    return this.catalog.projects(at)?.values ?? [];
  }

  /** One entry for each name, null where there is no such project. */
  async projectsByName(
    at: AccountRegion,
    names: readonly string[],
    callContext: CallContext,
  ): Promise<(Project | null)[]> {
    await this.refreshed(wantedProjects(this.catalog, at, names), callContext);
    return names.map((name) => this.catalog.project(at, name)?.value ?? null);
  }

  async versions(projectArn: ProjectArn, callContext: CallContext): Promise<readonly ModelVersion[]> {
    this.options.onRead(projectArn);
    await this.refreshed(wantedVersions(this.catalog, projectArn, [ALL]), callContext);
    return this.catalog.versions(projectArn)?.values ?? [];
  }

  /** One entry for each name, null where there is no such version, or no such project. */
  async versionsByName(
    projectArn: ProjectArn,
    names: readonly string[],
    callContext: CallContext,
  ): Promise<(ModelVersion | null)[]> {
    this.options.onRead(projectArn);
    await this.refreshed(wantedVersions(this.catalog, projectArn, names), callContext);
    return names.map((name) => this.catalog.version(projectArn, name)?.value ?? null);
  }

  /** Resolves when the catalog may answer. */
  private async refreshed(wanted: Wanted, callContext: CallContext): Promise<void> {
    await this.revalidation.ensureFresh(wanted, callContext);
    this.dependOn(wanted, callContext);
  }

  /** What is known of it, if that may be given at once; it is then counted as read. */
  private givenAtOnce<K extends DatedEntry>(
    wanted: Wanted,
    known: K,
    callContext: CallContext,
  ): NonNullable<K> | undefined {
    if (!this.revalidation.mayGiveAtOnce(wanted, callContext)) return undefined;
    callContext.cost.fromCatalog += 1;
    this.dependOn(wanted, callContext);
    return known as NonNullable<K>;
  }

  /** The revision is the same object until anything is observed that touches what was read. */
  private dependOn(wanted: Wanted, { cacheDependencies }: CallContext): void {
    if (!cacheDependencies) return;
    const { catalog } = this;
    const { target, key, names } = wanted;
    const revision = () =>
      target.kind === 'projects'
        ? catalog.projectsRevision(target.at)
        : catalog.versionsRevision(target.projectArn);
    if (target.kind === 'versions') cacheDependencies.projects.add(target.projectArn);
    const read = revision();
    const freshness = {
      validatedAt: validatedAtOf(wanted),
      maxAgeMs: this.options.readMaxAgeMs,
      staleWhileRevalidateMs: this.revalidation.givenAtOnceMs(wanted),
    };
    cacheDependencies.dependOn(key, freshness, () => revision() === read, names.length);
  }
}
