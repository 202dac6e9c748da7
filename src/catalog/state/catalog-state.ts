import {
  type AccountRegion,
  accountRegionKey,
  accountRegionOf,
  type ProjectArn,
  projectArnParts,
} from '../../domain/arn.js';
import type { StatusChange } from '../../domain/event.js';
import type { EpochMs, ModelVersion, Project } from '../../domain/model.js';
import type { Observation, ProjectGone } from '../../domain/observation.js';
import type { CollectionObservation } from './compare.js';
import { MemoryCollection, VersionCollection } from './memory-collection.js';
import { births, goneSince, isAfterEnd, noVersionsLeft } from './project-lifetimes.js';
import { toChanges } from './status-changes.js';

/** All collections, and how an observation of one reaches the others. */
export class CatalogState {
  /** By account and region. */
  readonly projects = new Map<string, MemoryCollection<Project>>();
  readonly versions = new Map<ProjectArn, VersionCollection>();

  /** Returns the status changes that it means. */
  apply(observation: Observation): StatusChange[] {
    switch (observation.kind) {
      case 'projects':
        return this.applyProjects(
          observation.at,
          fromSnapshot(observation.scope, observation.projects, observation),
        );
      case 'project-answer':
        return this.applyProjects(observation.project, fromAnswer(observation.project, observation));
      case 'project-gone':
        return this.applyProjectGone(observation);
      case 'versions':
        return this.applyVersions(
          observation.projectArn,
          fromSnapshot(observation.scope, observation.versions, observation),
        );
      case 'version-answer':
        return this.applyVersions(
          observation.version.projectArn,
          fromAnswer(observation.version, observation),
          observation.sentAt,
        );
      case 'attachments-changed':
        return []; // it holds none
    }
  }

  projectsOf(accountKey: string): MemoryCollection<Project> {
    const collection = this.projects.get(accountKey) ?? new MemoryCollection<Project>();
    this.projects.set(accountKey, collection);
    return collection;
  }

  /** Lets go of what has been gone since before `time`. */
  forget(time: EpochMs): void {
    for (const collection of this.projects.values()) collection.forgetAbsentBefore(time);
    for (const [arn, collection] of this.versions) {
      collection.forgetAbsentBefore(time);
      if (collection.endedAt !== null && collection.endedAt < time && collection.entries.size === 0)
        this.versions.delete(arn);
    }
  }

  private applyProjects(at: AccountRegion, observation: CollectionObservation<Project>): StatusChange[] {
    const key = accountRegionKey(at);
    const projects = this.projectsOf(key);
    for (const { arn, notYetAt } of births(projects.apply(observation)))
      this.versionsOf(arn).listedAt ??= notYetAt;
    return this.endVersions(key, projects);
  }

  /** Changes nothing under the name: another project may live under it. */
  private applyProjectGone({ projectArn, startedAt }: ProjectGone): StatusChange[] {
    const parts = projectArnParts(projectArn);
    const entry = this.projects.get(accountRegionKey(parts))?.entries.get(parts.projectName);
    if (entry?.value?.arn === projectArn)
      return this.applyProjects(parts, fromSnapshot([parts.projectName], [], { startedAt }));
    return this.endCollection(this.versionsOf(projectArn), startedAt);
  }

  private applyVersions(
    projectArn: ProjectArn,
    observation: CollectionObservation<ModelVersion>,
    sentAt?: EpochMs,
  ): StatusChange[] {
    const collection = this.versions.get(projectArn) ?? new VersionCollection(projectArn);
    if (isAfterEnd(goneSince(this.projects.get(collection.accountKey), projectArn), observation)) return [];
    this.versions.set(projectArn, collection);
    if (collection.endedAt !== null && collection.endedAt < observation.at) collection.endedAt = null;
    return toChanges(collection.apply(observation), sentAt);
  }

  private endVersions(key: string, projects: MemoryCollection<Project>): StatusChange[] {
    const changes: StatusChange[] = [];
    for (const [arn, collection] of this.versions) {
      const goneAt = collection.accountKey === key ? goneSince(projects, arn) : null;
      if (goneAt !== null) changes.push(...this.endCollection(collection, goneAt));
    }
    return changes;
  }

  private endCollection(collection: VersionCollection, at: EpochMs): StatusChange[] {
    if (collection.listedAt !== null && collection.listedAt >= at) return []; // a later list of its versions: it lived on
    collection.endedAt ??= at;
    return toChanges(collection.apply(noVersionsLeft(at)));
  }

  private versionsOf(projectArn: ProjectArn): VersionCollection {
    const collection = this.versions.get(projectArn) ?? new VersionCollection(projectArn);
    this.versions.set(projectArn, collection);
    return collection;
  }
}

type Begun = Pick<Observation, 'startedAt'>;

function fromSnapshot<T>(
  scope: 'all' | readonly string[],
  values: readonly T[],
  { startedAt }: Begun,
): CollectionObservation<T> {
  return { scope, values, source: 'look', at: startedAt };
}

function fromAnswer<T extends { readonly name: string }>(
  value: T,
  { startedAt }: Begun,
): CollectionObservation<T> {
  return { scope: [value.name], values: [value], source: 'answer', at: startedAt };
}

/** The account and region that an observation is about. */
export function accountOf(observation: Observation): string {
  switch (observation.kind) {
    case 'projects':
      return accountRegionKey(observation.at);
    case 'project-answer':
      return accountRegionKey(observation.project);
    case 'version-answer':
      return accountRegionKey(accountRegionOf(observation.version.projectArn));
    default:
      return accountRegionKey(accountRegionOf(observation.projectArn));
  }
}
