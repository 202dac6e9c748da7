import { type AccountRegion, accountRegionKey, type ProjectArn, projectArnParts } from '../../domain/arn.js';
import type { StatusChange } from '../../domain/event.js';
import type { EpochMs, ModelVersion, Project } from '../../domain/model.js';
import type { Observation, ProjectGone } from '../port.js';
import type { Sight } from './compare.js';
import { MemoryShelf, VersionShelf } from './memory-collection.js';
import { births, goneSince, isOver, noneLeft } from './project-lifetimes.js';
import { toChanges } from './status-changes.js';

/** All shelves, and how an observation of one reaches the others. */
export class Knowledge {
  /** By account and region. */
  readonly projects = new Map<string, MemoryShelf<Project>>();
  readonly versions = new Map<ProjectArn, VersionShelf>();

  /** Returns the status changes that it means. */
  learn(observation: Observation): StatusChange[] {
    switch (observation.kind) {
      case 'projects':
        return this.learnProjects(observation.at, look(observation.scope, observation.projects, observation));
      case 'project-answer':
        return this.learnProjects(observation.project, answer(observation.project, observation));
      case 'project-gone':
        return this.learnEnd(observation);
      case 'versions':
        return this.learnVersions(
          observation.projectArn,
          look(observation.scope, observation.versions, observation),
        );
      case 'version-answer':
        return this.learnVersions(observation.version.projectArn, answer(observation.version, observation));
      case 'attachments-changed':
        return []; // it holds none
    }
  }

  projectsOf(accountKey: string): MemoryShelf<Project> {
    const shelf = this.projects.get(accountKey) ?? new MemoryShelf<Project>();
    this.projects.set(accountKey, shelf);
    return shelf;
  }

  /** Lets go of what has been gone since before `time`. */
  forget(time: EpochMs): void {
    for (const shelf of this.projects.values()) shelf.forgetAbsentBefore(time);
    for (const [arn, shelf] of this.versions) {
      shelf.forgetAbsentBefore(time);
      if (shelf.endedAt !== null && shelf.endedAt < time && shelf.entries.size === 0)
        this.versions.delete(arn);
    }
  }

  private learnProjects(at: AccountRegion, sight: Sight<Project>): StatusChange[] {
    const key = accountRegionKey(at);
    const projects = this.projectsOf(key);
    for (const { arn, notYetAt } of births(projects.learn(sight))) this.shelfOf(arn).listedAt ??= notYetAt;
    return this.endVersions(key, projects);
  }

  /** Says nothing of the name: another project may live under it. */
  private learnEnd({ projectArn, startedAt }: ProjectGone): StatusChange[] {
    const parts = projectArnParts(projectArn);
    const entry = this.projects.get(accountRegionKey(parts))?.entries.get(parts.projectName);
    if (entry?.value?.arn === projectArn)
      return this.learnProjects(parts, look([parts.projectName], [], { startedAt }));
    return this.endShelf(this.shelfOf(projectArn), startedAt);
  }

  private learnVersions(projectArn: ProjectArn, sight: Sight<ModelVersion>): StatusChange[] {
    const shelf = this.versions.get(projectArn) ?? new VersionShelf(projectArn);
    if (isOver(goneSince(this.projects.get(shelf.accountKey), projectArn), sight)) return [];
    this.versions.set(projectArn, shelf);
    if (shelf.endedAt !== null && shelf.endedAt < sight.at) shelf.endedAt = null;
    return toChanges(shelf.learn(sight));
  }

  private endVersions(key: string, projects: MemoryShelf<Project>): StatusChange[] {
    const changes: StatusChange[] = [];
    for (const [arn, shelf] of this.versions) {
      const goneAt = shelf.accountKey === key ? goneSince(projects, arn) : null;
      if (goneAt !== null) changes.push(...this.endShelf(shelf, goneAt));
    }
    return changes;
  }

  private endShelf(shelf: VersionShelf, at: EpochMs): StatusChange[] {
    if (shelf.listedAt !== null && shelf.listedAt >= at) return []; // a list of its versions says that it lived on
    shelf.endedAt ??= at;
    return toChanges(shelf.learn(noneLeft(at)));
  }

  private shelfOf(projectArn: ProjectArn): VersionShelf {
    const shelf = this.versions.get(projectArn) ?? new VersionShelf(projectArn);
    this.versions.set(projectArn, shelf);
    return shelf;
  }
}

type Begun = Pick<Observation, 'startedAt'>;

function look<T>(scope: 'all' | readonly string[], values: readonly T[], { startedAt }: Begun): Sight<T> {
  return { scope, values, source: 'look', at: startedAt };
}

function answer<T extends { readonly name: string }>(value: T, { startedAt }: Begun): Sight<T> {
  return { scope: [value.name], values: [value], source: 'answer', at: startedAt };
}
