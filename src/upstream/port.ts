import type { AccountRegion, ModelVersionArn, ProjectArn } from '../domain/arn.js';
import type { Budget } from '../domain/budget.js';
import type { CacheDependencies } from '../domain/cache-dependencies.js';
import type {
  InferenceUnits,
  ModelVersionCopy,
  NewModelVersion,
  NewProject,
  NewProjectPolicy,
} from '../domain/change-inputs.js';
import type { GatewayError } from '../domain/errors.js';
import type { EvaluationReport } from '../domain/evaluation-report.js';
import type { FreshnessDemand } from '../domain/freshness.js';
import type { ManifestImages, ManifestReport } from '../domain/manifest.js';
import type {
  EpochMs,
  LookoutVisionModel,
  ModelVersion,
  Project,
  ProjectPolicy,
  S3Object,
  Tag,
} from '../domain/model.js';
import type { UnitPoint } from '../domain/money/metered.js';
import type { Period } from '../domain/money/period.js';
import type { OperationCost } from '../domain/operation-cost.js';
import type { ModelVersionStatus, ProjectStatus } from '../domain/status.js';

/** The order of calls when a rate is short: mutations, then requests of readers, then the poller. */
export type Priority = 'mutation' | 'interactive' | 'poller';

/**
 * Why AWS is called. A mutation: to change something, to find out whether a change with a lost answer happened, or to
 * foresee what a change would do. A read: the catalog has nothing, or something stale. The poller: a version was just
 * changed here, is on its way to another status, or a list is due.
 */
export type Reason =
  | 'change'
  | 'lost-reply'
  | 'dry-run'
  | 'not-known'
  | 'too-old'
  | 'invalidated'
  | 'inTransition'
  | 'list'
  | 'idle';

/** The caller of AWS: one for each GraphQL request, and one for each refresh of the poller. */
export interface CallContext {
  readonly priority: Priority;
  /** After this nobody waits for the answer any more. Epoch milliseconds. */
  readonly deadlineAt: EpochMs;
  /** Stands in the log beside every call to AWS. */
  readonly requestId: string;
  /** Counts what the request cost; shown to the caller. */
  readonly cost: OperationCost;
  /** The caller's subject, where there are several; absent for the poller. */
  readonly subject?: string | undefined;
  /** Gets every call that AWS answered, for the audit. */
  readonly answeredCalls?: AnsweredCall[];
  /** Default: `change`. */
  readonly reason?: Reason;
  /** Where it stands in a trace (W3C traceparent); absent while there are no traces. */
  readonly traceparent?: string | undefined;
  /** How old the answer may be, where the request says so. */
  readonly freshness?: FreshnessDemand | undefined;
  /** Over once the operation has waited in vain for an answer newer than the one at hand. Absent: it never is. */
  readonly patience?: { isOver: boolean } | undefined;
  /** Collects what the answer depends on; absent where the answer is not cached. */
  readonly cacheDependencies?: CacheDependencies;
}

interface AnsweredCall {
  readonly operation: string;
  /** Null where AWS gave none. */
  readonly awsRequestId: string | null;
}

/** What AWS answered, and when the first request for it began: later changes may be missing from it. */
export interface Snapshot<T> {
  readonly values: readonly T[];
  readonly startedAt: EpochMs;
}

/** An account and region behind the gateway. */
interface ServedAccount extends AccountRegion {
  /** Of the role that the gateway assumes there; absent: it uses its own credentials. */
  readonly roleArn?: string;
}

/**
 * What the gateway needs of AWS. Every method rejects with `GatewayError` only; an account or region that is not
 * configured is INVALID_INPUT, and no call is made.
 */
export interface Upstream {
  /** The accounts and regions behind this gateway; the first is the default. Never empty. */
  readonly accounts: readonly ServedAccount[];

  /** Names that do not exist are left out. Any number of names; tens of them share a call. */
  describeProjects(
    at: AccountRegion,
    names: readonly string[],
    callContext: CallContext,
  ): Promise<Snapshot<Project>>;
  listProjects(at: AccountRegion, callContext: CallContext): Promise<Snapshot<Project>>;

  /**
   * Names that do not exist are left out. Any number of names; those wanted within a few milliseconds share calls of
   * up to ten, or pages of 100 where these are fewer. Null: the project does not exist.
   */
  describeModelVersions(
    projectArn: ProjectArn,
    names: readonly string[],
    callContext: CallContext,
  ): Promise<Snapshot<ModelVersion> | null>;
  /** Every version of the project, newest first. Null: the project does not exist. */
  listModelVersions(projectArn: ProjectArn, callContext: CallContext): Promise<Snapshot<ModelVersion> | null>;

  /** Null: the project does not exist. */
  listProjectPolicies(
    projectArn: ProjectArn,
    callContext: CallContext,
  ): Promise<readonly ProjectPolicy[] | null>;
  listTags(arn: ProjectArn | ModelVersionArn, callContext: CallContext): Promise<readonly Tag[]>;

  createProject(at: AccountRegion, input: NewProject, callContext: CallContext): Promise<ProjectArn>;
  deleteProject(projectArn: ProjectArn, callContext: CallContext): Promise<ProjectStatus>;
  createModelVersion(
    projectArn: ProjectArn,
    input: NewModelVersion,
    callContext: CallContext,
  ): Promise<ModelVersionArn>;
  startModelVersion(
    arn: ModelVersionArn,
    units: InferenceUnits,
    callContext: CallContext,
  ): Promise<ModelVersionStatus>;
  stopModelVersion(arn: ModelVersionArn, callContext: CallContext): Promise<ModelVersionStatus>;
  /** Sent to the destination project's account. */
  copyModelVersion(input: ModelVersionCopy, callContext: CallContext): Promise<ModelVersionArn>;
  deleteModelVersion(arn: ModelVersionArn, callContext: CallContext): Promise<ModelVersionStatus>;
  /** Answers the new revision id. */
  putProjectPolicy(
    projectArn: ProjectArn,
    input: NewProjectPolicy,
    callContext: CallContext,
  ): Promise<string>;
  deleteProjectPolicy(
    projectArn: ProjectArn,
    policyName: string,
    policyRevisionId: string | null,
    callContext: CallContext,
  ): Promise<void>;

  /**
   * CloudWatch's metric InServiceInferenceUnits by the minute, for each version in their order; a minute without a point had none.
   * Null: CloudWatch could not tell. By names: a version that was made again continues the series of the one before.
   */
  readInferenceUnits(
    at: AccountRegion,
    versions: readonly VersionName[],
    period: Period,
    callContext: CallContext,
  ): Promise<readonly (readonly UnitPoint[] | null)[]>;

  /** Null: it does not exist. */
  describeLookoutVisionModel(
    at: AccountRegion,
    projectName: string,
    modelVersion: string,
    callContext: CallContext,
  ): Promise<LookoutVisionModel | null>;

  /** The evaluation summary that a description points to, read from S3 with the account's credentials. */
  readEvaluationReport(
    at: AccountRegion,
    file: S3Object,
    callContext: CallContext,
  ): Promise<EvaluationReport>;
  readManifestReport(at: AccountRegion, file: S3Object, callContext: CallContext): Promise<ManifestReport>;
  /** Of a manifest of training or test images, as training wrote it to S3. */
  readManifestImages(at: AccountRegion, file: S3Object, callContext: CallContext): Promise<ManifestImages>;

  /** One for each operation with a rate. @param at - only those of this account and region; default: of all */
  budgets(at?: AccountRegion): readonly Budget[];
  close(): void;
}

/** A version by the names that CloudWatch knows it by. */
export interface VersionName {
  readonly projectName: string;
  readonly versionName: string;
}

/** One call to AWS that has ended. */
export interface Call extends AccountRegion {
  /** AWS's name of it. */
  readonly operation: string;
  /** The callers that waited for it; the first pays. Never empty. */
  readonly callers: readonly CallContext[];
  /** How many names it requested; undefined for a call that takes none. */
  readonly names: number | undefined;
  /** From 1. */
  readonly attempt: number;
  /** From being wanted, or the attempt before, to being sent. */
  readonly waitedMs: number;
  readonly startedAt: EpochMs;
  readonly durationMs: number;
  readonly awsRequestId: string | undefined;
  /** Null: answered. */
  readonly error: GatewayError | null;
}
