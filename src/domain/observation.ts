import type { AccountRegion, ProjectArn } from './arn.js';
import type { EpochMs, ModelVersion, Project } from './model.js';

/**
 * What was learnt from AWS. `startedAt` is when the request began, for a snapshot; when the answer arrived, for an
 * answer to a mutation. An observation with an older `startedAt` than the stored one changes nothing. Within the same
 * millisecond an answer beats a snapshot unless that shows the same status, a later answer an earlier one, and of two
 * snapshots the first stays.
 */
export type Observation =
  | ProjectsSnapshot
  | VersionsSnapshot
  | ProjectGone
  | VersionAnswer
  | ProjectAnswer
  | AttachmentsChanged;

/** A complete snapshot of projects: one that `scope` covers and `projects` lacks does not exist. */
interface ProjectsSnapshot {
  readonly kind: 'projects';
  readonly at: AccountRegion;
  /** 'all', or the project names that were described. */
  readonly scope: 'all' | readonly string[];
  readonly projects: readonly Project[];
  readonly startedAt: EpochMs;
}

/** A complete snapshot of versions of one project: one that `scope` covers and `versions` lacks does not exist. */
export interface VersionsSnapshot {
  readonly kind: 'versions';
  readonly projectArn: ProjectArn;
  /** 'all', or the version names that were described. */
  readonly scope: 'all' | readonly string[];
  readonly versions: readonly ModelVersion[];
  readonly startedAt: EpochMs;
}

/** AWS answered that this project does not exist; so none of its versions does. */
export interface ProjectGone {
  readonly kind: 'project-gone';
  readonly projectArn: ProjectArn;
  readonly startedAt: EpochMs;
}

/** A mutation's answer about a version. True, but not the whole of it: the next read refreshes it. */
export interface VersionAnswer {
  readonly kind: 'version-answer';
  readonly version: ModelVersion;
  readonly startedAt: EpochMs;
  /** When the mutation was sent; left out where it was a describe that showed what came of it. */
  readonly sentAt?: EpochMs;
}

/** A mutation's answer about a project. */
interface ProjectAnswer {
  readonly kind: 'project-answer';
  readonly project: Project;
  readonly startedAt: EpochMs;
}

/**
 * A mutation has changed tags or policies of a project, which the catalog does not hold: caches of them are to forget.
 */
interface AttachmentsChanged {
  readonly kind: 'attachments-changed';
  readonly projectArn: ProjectArn;
  readonly startedAt: EpochMs;
}
