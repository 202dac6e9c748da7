// Made by npm run codegen from schema/schema.graphql, schema/examples and operations.graphql. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocument as DocumentNode } from './document.js';
import { gql } from './document.js';
/** What happens when a threshold is reached, beside an event, a line in the log and the metric. */
export type BudgetAction =
  /** Nothing but the event. */
  | 'NOTIFY'
  /** Starts are refused with BUDGET_EXCEEDED until the month ends or the budget is raised. */
  | 'REFUSE_STARTS'
  /** What runs in its scope is stopped once, and nothing in it is started by schedules or rollouts until the month ends or the budget is raised. */
  | 'STOP_MODELS';

/** All that is given must match; nothing given: everything. */
export type BudgetScopeInput = {
  /** Twelve digits; left out: every account. */
  accountId?: string | null | undefined;
  /** 1..100; left out: every project. */
  projectArns?: Array<string> | null | undefined;
  /** An AWS region; left out: every region. */
  region?: string | null | undefined;
};

/** A part of a budget, and what is to happen when it is spent: once a month. */
export type BudgetThresholdInput = {
  /** What is to happen then. */
  action: BudgetAction;
  /** More than 0, at most 1000. */
  percent: number;
};

/** The version to copy, and where to. */
export type CopyModelVersionInput = {
  /** A project in the source's region, of this or another account. */
  destinationProjectArn: string;
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** The id, alias or ARN of a KMS key to encrypt with. */
  kmsKeyId?: string | null | undefined;
  /** Where the copy's training results go. */
  outputConfig: OutputConfigInput;
  /** The version to copy. */
  sourceModelVersionArn: string;
  /** Found by the gateway from the version's ARN where the source account is configured; required otherwise. */
  sourceProjectArn?: string | null | undefined;
  /** At most 200. */
  tags?: Array<TagInput> | null | undefined;
  /** The copy's name, unique in the destination project. */
  versionName: string;
};

/** The version to train. */
export type CreateModelVersionInput = {
  /** 0..100, adapters only. */
  contentModerationConfidenceThreshold?: number | null | undefined;
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** The id, alias or ARN of a KMS key to encrypt with. */
  kmsKeyId?: string | null | undefined;
  /** Where training writes its results. */
  outputConfig: OutputConfigInput;
  /** The project to train it in. */
  projectArn: string;
  /** At most 200. */
  tags?: Array<TagInput> | null | undefined;
  /** With trainingData or not at all. */
  testingData?: TestingDataInput | null | undefined;
  /** Ground-truth manifests. With testingData or not at all; only for a project without datasets. */
  trainingData?: Array<S3ObjectInput> | null | undefined;
  /** 1 to 255 characters. */
  versionDescription?: string | null | undefined;
  /** 1 to 255 letters, digits, `_`, `.` or `-`; unique in the project. */
  versionName: string;
};

/** A new, empty project, and where to make it. */
export type CreateProjectInput = {
  /** Defaults to the gateway's first account and region. */
  accountId?: string | null | undefined;
  /** Whether AWS retrains adapters by itself. */
  autoUpdate?: boolean | null | undefined;
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** CUSTOM_LABELS unless given. */
  feature?: CustomizationFeature | null | undefined;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** 1 to 255 letters, digits, `_`, `.` or `-`. */
  projectName: string;
  /** Defaults to the account's first region. */
  region?: string | null | undefined;
  /** At most 200. */
  tags?: Array<TagInput> | null | undefined;
};

/** What a project customises. */
export type CustomizationFeature =
  /** Custom moderation: adapters, which cannot be started. */
  | 'CONTENT_MODERATION'
  /** Custom Labels: models that can be started and stopped. */
  | 'CUSTOM_LABELS'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** Which budget is to be deleted. */
export type DeleteBudgetInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** As it was put. */
  name: string;
  /** Of what is deleted: refused with REVISION_MISMATCH if it has changed since. Left out: whatever it is now. */
  revision?: string | null | undefined;
};

/** An alias to delete. The version that it names stays as it is. */
export type DeleteModelAliasInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** The name of the alias. */
  name: string;
  /** The project of the alias. */
  projectArn: string;
  /** Of what is deleted: refused with REVISION_MISMATCH if it has changed since. Left out: whatever it is now. */
  revision?: string | null | undefined;
};

/** The policy to take off its project. */
export type DeleteProjectPolicyInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** Which of the policies attached to the project. */
  policyName: string;
  /** Delete only this revision; the latest unless given. */
  policyRevisionId?: string | null | undefined;
  /** The project that it is attached to. */
  projectArn: string;
};

/** A schedule by its name. */
export type DeleteScheduleInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** Of the schedule to delete. */
  name: string;
  /** The project that it belongs to. */
  projectArn: string;
  /** Of what is deleted: refused with REVISION_MISMATCH if it has changed since. Left out: whatever it is now. */
  revision?: string | null | undefined;
};

/** What an event of the log tells. */
export type GatewayEventKind =
  /** An alias names another version, or is gone. */
  | 'ALIAS_MOVED'
  /** A schedule, stop or budget could not be acted on. */
  | 'AUTOMATION_FAILED'
  /** Something that was due was not done, for a reason that is no failure. */
  | 'AUTOMATION_SKIPPED'
  /** Only a position to resume from; requested by `bookmarks`. */
  | 'BOOKMARK'
  /** The spend of a budget has reached one of its thresholds. */
  | 'BUDGET_THRESHOLD_REACHED'
  /** Events were lost before this position: read your data again. */
  | 'GAP'
  /** The status of a model version has changed. */
  | 'STATUS_CHANGED'
  /** A workflow has begun, or come to another state. */
  | 'WORKFLOW_CHANGED';

/** Where a Lookout for Vision model is in its life. */
export type LookoutVisionModelStatus =
  /** Being deleted; then it is gone. */
  | 'DELETING'
  /** Running, and billed. */
  | 'HOSTED'
  /** Could not be started. */
  | 'HOSTING_FAILED'
  /** Being started: some minutes. */
  | 'STARTING_HOSTING'
  /** Being stopped; then TRAINED again. */
  | 'STOPPING_HOSTING'
  /** AWS is updating it. */
  | 'SYSTEM_UPDATING'
  /** Trained, and not hosted: also after it was stopped. */
  | 'TRAINED'
  /** Being trained, for an hour or so. */
  | 'TRAINING'
  /** Training ended in an error. */
  | 'TRAINING_FAILED'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** Which versions to list; all that is named must match. */
export type ModelVersionFilter = {
  /** Created later than this. */
  createdAfter?: string | null | undefined;
  /** Created earlier than this. */
  createdBefore?: string | null | undefined;
  /** What the name begins with. */
  namePrefix?: string | null | undefined;
  /** Exact names, 1..100. Described by name, not by listing the project, where that is fewer calls. */
  names?: Array<string> | null | undefined;
  /** Any of these statuses. */
  statuses?: Array<ModelVersionStatus> | null | undefined;
};

/** How to order a list of versions. */
export type ModelVersionOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What the versions are compared by. */
  field: ModelVersionOrderField;
};

/** What a list of model versions is ordered by. */
export type ModelVersionOrderField =
  /** When its training or copy began. */
  | 'CREATION_TIMESTAMP'
  /** The F1 score. Versions without an evaluation come last in either direction. */
  | 'F1_SCORE'
  /** The version name, by code point. */
  | 'NAME';

/** Where a model version is in its life. A deleted version has no status: it is gone. */
export type ModelVersionStatus =
  /** Copied, and ready to start. */
  | 'COPYING_COMPLETED'
  /** The copy ended in an error. */
  | 'COPYING_FAILED'
  /** Being copied from another version. */
  | 'COPYING_IN_PROGRESS'
  /** Being deleted; then it is gone. */
  | 'DELETING'
  /** An adapter that should be trained again. */
  | 'DEPRECATED'
  /** An adapter that is no longer used. */
  | 'EXPIRED'
  /** Could not be started, or failed while running. */
  | 'FAILED'
  /** Ready to detect labels, and billed for every inference unit and hour. */
  | 'RUNNING'
  /** Being started: some minutes. */
  | 'STARTING'
  /** Not running and not billed; can be started again. */
  | 'STOPPED'
  /** Being stopped: a minute or so. */
  | 'STOPPING'
  /** Trained, and ready to start. */
  | 'TRAINING_COMPLETED'
  /** Training ended in an error; `statusMessage` and `manifestSummary` say why. */
  | 'TRAINING_FAILED'
  /** Being trained: half an hour to a day. */
  | 'TRAINING_IN_PROGRESS'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** An amount in the currency of the configured prices. */
export type MoneyInput = {
  /** For example 250 or 12.5. */
  amount: string;
  /** ISO 4217; must be the currency of the configured prices. */
  currencyCode: string;
};

/** Which way a list runs. */
export type OrderDirection =
  /** Smallest, oldest or first in the alphabet first. */
  | 'ASC'
  /** Largest, newest or last first. */
  | 'DESC';

/** Where training or a copy writes its results. */
export type OutputConfigInput = {
  /** A bucket that the account may write to. */
  s3Bucket: string;
  /** What every key begins with. */
  s3KeyPrefix?: string | null | undefined;
};

/** Which projects to list; all that is named must match. */
export type ProjectFilter = {
  /** Only this account. */
  accountId?: string | null | undefined;
  /** Exact names, 1..100. */
  names?: Array<string> | null | undefined;
  /** Only this region. */
  region?: string | null | undefined;
};

/** Where a project is in its life. */
export type ProjectStatus =
  /** Ready for datasets and model versions. */
  | 'CREATED'
  /** AWS is creating it: a matter of seconds. */
  | 'CREATING'
  /** AWS is deleting it; then it is gone. */
  | 'DELETING'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** The version to promote, and where to. */
export type PromoteModelVersionInput = {
  /** Names the copy in the destination project once it is there. */
  aliasName?: string | null | undefined;
  /** Twelve digits; the source's account unless given. */
  destinationAccountId?: string | null | undefined;
  /** This, or `destinationProjectName` in `destinationAccountId` (default: the source's), in the source's region. */
  destinationProjectArn?: string | null | undefined;
  /** The project is made where it does not exist, if you may create it. */
  destinationProjectName?: string | null | undefined;
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** The id, alias or ARN of a KMS key to encrypt with. */
  kmsKeyId?: string | null | undefined;
  /** The version to copy, of a configured account and region. */
  modelVersionArn: string;
  /** Where the copy's training results go. */
  outputConfig: OutputConfigInput;
  /** At most 200, for the copy. */
  tags?: Array<TagInput> | null | undefined;
  /** The copy's name, unique in the destination project. */
  versionName: string;
};

/** The budget as it is to be. */
export type PutBudgetInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** For a calendar month: more than 0. */
  monthly: MoneyInput;
  /** Refused with ALREADY_EXISTS where the name is taken. */
  mustBeNew?: boolean;
  /** 1 to 64 letters, digits, spaces, `_`, `.` or `-`, beginning with a letter or digit. The same name replaces. */
  name: string;
  /** Of what is replaced: refused with REVISION_MISMATCH if it has changed since. Left out: whatever it is now. */
  revision?: string | null | undefined;
  /** What it counts; everything unless given. */
  scope?: BudgetScopeInput | null | undefined;
  /** 1..10, each percent with each action once. */
  thresholds: Array<BudgetThresholdInput>;
  /** An IANA name, for example Europe/Berlin. */
  timeZone?: string;
};

/** An alias to make or to move. */
export type PutModelAliasInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** Left out or null: as it is; false for a new one. Only owners may change it. */
  isProtected?: boolean | null | undefined;
  /** The version that it is to name. */
  modelVersionArn: string;
  /** Refused with ALREADY_EXISTS where the name is taken. */
  mustBeNew?: boolean;
  /** 1..63 of a-z, 0-9, `-`, beginning with a letter. */
  name: string;
  /** The project of the version. */
  projectArn: string;
  /** Of what is replaced: refused with REVISION_MISMATCH if it has changed since. Left out: whatever it is now. */
  revision?: string | null | undefined;
};

/** The policy to attach or replace. */
export type PutProjectPolicyInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** At most 2,000 characters as text. */
  policyDocument: Record<string, unknown> | string;
  /** 1 to 128 letters, digits, `_`, `.` or `-`. */
  policyName: string;
  /** The revision to replace. Leave it out to attach a new policy. */
  policyRevisionId?: string | null | undefined;
  /** The project to attach it to. */
  projectArn: string;
};

/** Exactly one of `modelVersionArn` and `aliasName`, of this project. */
export type PutScheduleInput = {
  /** It starts and stops what has this alias then. An alias that moves starts and stops nothing. */
  aliasName?: string | null | undefined;
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** False: it starts and stops nothing. */
  isEnabled?: boolean;
  /** Up to how many AWS may scale; none: no auto-scaling. */
  maxInferenceUnits?: number | null | undefined;
  /** To start the model with. Where several schedules want it, the larger number counts. */
  minInferenceUnits: number;
  /** The version that it starts and stops. */
  modelVersionArn?: string | null | undefined;
  /** Refused with ALREADY_EXISTS where the name is taken. */
  mustBeNew?: boolean;
  /** 1..63 of a-z, 0-9, "-", beginning with a letter. The same name replaces. */
  name: string;
  /** The project that it belongs to. */
  projectArn: string;
  /** Of what is replaced: refused with REVISION_MISMATCH if it has changed since. Left out: whatever it is now. */
  revision?: string | null | undefined;
  /** How long after its moment a start may still be made up; none: as long as its window is open. */
  startCatchupWindow?: string | null | undefined;
  /** An IANA name, for example Europe/Berlin; no offset. */
  timeZone: string;
  /** 1..20. Days of the start and times, for example `MON-FRI 08:30-18:00` or `SAT,SUN 22:00-02:00`; 24:00 as an end only. */
  windows: Array<string>;
};

/** What the version must reach. An unknown score passes no gate. */
export type RollOutGateInput = {
  /** How much F1 any label may lose against the version that the alias names now, 0..1. A new alias is not compared. */
  maxLabelF1Drop?: number | null | undefined;
  /** The least F1 score that is enough, 0..1. */
  minF1Score?: number | null | undefined;
};

/** The version, and the alias that is to name it. */
export type RollOutModelVersionInput = {
  /** An alias of the version's project; made where it does not exist. */
  aliasName: string;
  /** How long both run after the alias has moved. Default: not at all. */
  bake?: string | null | undefined;
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** Not compared unless given. */
  gate?: RollOutGateInput | null | undefined;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** Up to so many where it scales by itself. */
  maxInferenceUnits?: number | null | undefined;
  /** What it is started with. A version that runs already keeps its units. */
  minInferenceUnits: number;
  /** The version to roll out. */
  modelVersionArn: string;
  /** Whether the version that the alias named is stopped at the end, unless another alias, a window or a workflow uses it. */
  stopPrevious?: boolean;
};

/** A file in Amazon S3. */
export type S3ObjectInput = {
  /** A bucket that the account may read. */
  bucket: string;
  /** The key in the bucket. */
  name: string;
  /** The version of the file; the latest unless given. */
  version?: string | null | undefined;
};

/** What a schedule does at an edge. */
export type ScheduleAction =
  /** Start the model. */
  | 'START'
  /** Stop the model. */
  | 'STOP';

/** What came of something that was due. */
export type ScheduleOutcome =
  /** AWS accepted it. */
  | 'DONE'
  /** It was refused, and is not tried again. */
  | 'FAILED'
  /** It was not done while it could be made up. */
  | 'MISSED'
  /** It was so already, or another schedule wants it otherwise; `reason` says which. */
  | 'NOTHING_TO_DO'
  /** It failed, and is tried again. */
  | 'RETRYING';

/** What spend is grouped by. */
export type SpendGroup =
  /** An account in a region. */
  | 'ACCOUNT_REGION'
  /** A UTC day. Days without spend are there, too. */
  | 'DAY'
  /** Each version, also a deleted one. */
  | 'MODEL_VERSION'
  /** All versions of a project, also deleted ones. */
  | 'PROJECT';

/** What an event of a status subscription tells. */
export type StatusEventKind =
  /** Only a position to resume from; requested by `bookmarks`. */
  | 'BOOKMARK'
  /** A status has changed. */
  | 'CHANGED'
  /** How a version stands now; requested by `includeCurrent`. */
  | 'CURRENT'
  /** Changes were lost before this position: read your data again. */
  | 'GAP';

/** A label to keep on a new resource. */
export type TagInput = {
  /** 1 to 128 characters, not beginning with `aws:`. */
  key: string;
  /** At most 256 characters. */
  value: string;
};

/** What to test with. */
export type TestingDataInput = {
  /** True: AWS splits the training data 80/20 instead. */
  autoCreate?: boolean | null | undefined;
  /** Ground-truth manifests of images that training does not see. */
  manifests?: Array<S3ObjectInput> | null | undefined;
};

/** What answers behind the gateway. */
export type UpstreamKind =
  /** Amazon Web Services. */
  | 'AWS'
  /** The embedded emulator: nothing touches AWS and nothing is billed. */
  | 'EMULATOR';

/** How a usage is known. */
export type UsageBasis =
  /** The gateway did not see all of it, or the units of an auto-scaled model are not metered: at least this much. */
  | 'AT_LEAST'
  /** Read from AWS's own metric of inference units in service. */
  | 'METERED'
  /** Every start and stop in the period was seen within a poll interval; counted low, to the last refresh that showed it running. */
  | 'OBSERVED';

/** Why a mutation was refused, to branch on. */
export type UserErrorCode =
  /** The name is taken. */
  | 'ALREADY_EXISTS'
  /** A budget lets no more models start until its month ends or it is raised. */
  | 'BUDGET_EXCEEDED'
  /** The version does not pass the gate of a rollout. */
  | 'GATE_FAILED'
  /** The same idempotencyKey came before with other input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** The input is wrong; `message` says what was expected and `field` where. */
  | 'INVALID_INPUT'
  /** The resource's status does not allow this now (AWS: ResourceInUseException). */
  | 'IN_USE'
  /** The policy document breaks the grammar of project policies. */
  | 'MALFORMED_POLICY'
  /** What the mutation is about does not exist. */
  | 'NOT_FOUND'
  /** The policy has changed since that revision, or has none like it. */
  | 'POLICY_REVISION_MISMATCH'
  /** A protected alias names it, or the caller may not change what is protected. */
  | 'PROTECTED'
  /** AWS: LimitExceededException, ServiceQuotaExceededException. Never retried. */
  | 'QUOTA_EXCEEDED'
  /** Somebody changed it since the revision that was given. */
  | 'REVISION_MISMATCH';

/** All that is given must match. */
export type WorkflowFilter = {
  /** Of one of these kinds. */
  kinds?: Array<WorkflowKind> | null | undefined;
  /** Whose copy goes into one of these projects, or whose alias is one of theirs. */
  projectArns?: Array<string> | null | undefined;
  /** In one of these states. */
  states?: Array<WorkflowState> | null | undefined;
};

/** What a workflow does. */
export type WorkflowKind =
  /** Copies a version to where it is to be used: promoteModelVersion. */
  | 'PROMOTION'
  /** Puts a version behind an alias: rollOutModelVersion. */
  | 'ROLL_OUT';

/** How far a workflow is. */
export type WorkflowState =
  /** Somebody cancelled it. What it did is taken back, or its steps say why not. */
  | 'CANCELLED'
  /** It could not be done; `failure` says why. What it did is taken back, or its steps say why not. */
  | 'FAILED'
  /** It goes from step to step. */
  | 'RUNNING'
  /** All its steps are done. */
  | 'SUCCEEDED'
  /** It failed or was cancelled, and takes back what it did. */
  | 'UNDOING';

/** How far a step is. */
export type WorkflowStepState =
  /** It was changed as the step says. */
  | 'DONE'
  /** It could not be done. */
  | 'FAILED'
  /** Not taken back, because somebody changed it meanwhile or AWS has no way back; `message` says which. */
  | 'LEFT'
  /** Nothing of it was tried yet. */
  | 'PENDING'
  /** It is tried, or waits for AWS. */
  | 'RUNNING'
  /** It was so already. */
  | 'SKIPPED'
  /** Done, and taken back after a later step failed or somebody cancelled. */
  | 'UNDONE'
  /** It could not be taken back so far. It is tried again. */
  | 'UNDO_FAILED';

export type BurnRateQueryVariables = Exact<{ [key: string]: never; }>;


export type BurnRateQuery = { burnRate: { isCostComplete: boolean, hourly: { amount: string, currencyCode: string } | null, runningModelVersions: Array<{ id: string, arn: string, name: string, minInferenceUnits: number | null, runningSince: string | null, isRunningSinceExact: boolean | null, hourlyCost: { amount: string, currencyCode: string } | null, trainingCost: { amount: string, currencyCode: string } | null, project: { name: string } | null }> } };

export type CancelWorkflowMutationVariables = Exact<{
  id: string | number;
  dryRun?: boolean;
}>;


export type CancelWorkflowMutation = { cancelWorkflow: { workflow: { id: string, state: WorkflowState } | null, plan: { calls: Array<{ operation: string, arn: string | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type CompareModelsQueryVariables = Exact<{
  base: string;
  with: Array<string> | string;
}>;


export type CompareModelsQuery = { compareModelVersions: Array<{ f1ScoreChange: number | null, precisionChange: number | null, recallChange: number | null, macroF1ScoreChange: number | null, addedLabels: Array<string> | null, removedLabels: Array<string> | null, testSetsDiffer: boolean | null, modelVersion: { arn: string, name: string, evaluationResult: { f1Score: number | null } | null }, labels: Array<{ label: string, f1Score: number | null, baseF1Score: number | null, f1ScoreChange: number | null, precisionChange: number | null, recallChange: number | null }> | null, confusions: Array<{ groundTruthLabel: string, predictedLabel: string, value: number, baseValue: number, change: number }> | null } | null> };

export type CopyModelMutationVariables = Exact<{
  input: CopyModelVersionInput;
}>;


export type CopyModelMutation = { copyModelVersion: { cursor: string | null, modelVersion: { id: string, arn: string, name: string, status: ModelVersionStatus, sourceModelVersionArn: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type CreateProjectMutationVariables = Exact<{
  input: CreateProjectInput;
}>;


export type CreateProjectMutation = { createProject: { project: { id: string, arn: string, name: string, status: ProjectStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type DeleteAliasMutationVariables = Exact<{
  input: DeleteModelAliasInput;
}>;


export type DeleteAliasMutation = { deleteModelAlias: { name: string | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type DeleteBudgetMutationVariables = Exact<{
  input: DeleteBudgetInput;
}>;


export type DeleteBudgetMutation = { deleteBudget: { name: string | null, warnings: Array<{ code: string }>, plan: { calls: Array<{ operation: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type DeleteModelMutationVariables = Exact<{
  modelVersionArn: string;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteModelMutation = { deleteModelVersion: { modelVersionArn: string | null, status: ModelVersionStatus | null, cursor: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type DeletePolicyMutationVariables = Exact<{
  input: DeleteProjectPolicyInput;
}>;


export type DeletePolicyMutation = { deleteProjectPolicy: { policyName: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type DeleteProjectMutationVariables = Exact<{
  projectArn: string;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteProjectMutation = { deleteProject: { projectArn: string | null, status: ProjectStatus | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type DeleteScheduleMutationVariables = Exact<{
  input: DeleteScheduleInput;
}>;


export type DeleteScheduleMutation = { deleteSchedule: { name: string | null, plan: { calls: Array<{ operation: string }> } | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type FindModelsQueryVariables = Exact<{
  projectArn: string;
  filter?: ModelVersionFilter | null | undefined;
  orderBy?: ModelVersionOrder | null | undefined;
}>;


export type FindModelsQuery = { project: { id: string, name: string, modelVersions: { totalCount: number, nodes: Array<{ id: string, arn: string, name: string, status: ModelVersionStatus, evaluationResult: { f1Score: number | null } | null }> } } | null };

export type ForeseeStartMutationVariables = Exact<{
  modelVersionArn: string;
  minInferenceUnits?: number;
  maxInferenceUnits?: number | null | undefined;
}>;


export type ForeseeStartMutation = { startModelVersion: { plan: { calls: Array<{ operation: string, arn: string | null, accountId: string, region: string }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type GatewayStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type GatewayStatusQuery = { gateway: { version: string, upstream: UpstreamKind, accounts: Array<{ accountId: string, region: string }>, upstreamBudgets: Array<{ operation: string, accountId: string, region: string, limitPerSecond: number, available: number, throttledLastMinute: number }> } };

export type ListBudgetsQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type ListBudgetsQuery = { budgets: { totalCount: number, nodes: Array<{ id: string, name: string, timeZone: string, revision: string, updatedBy: string | null, scope: { accountId: string | null, region: string | null, projectArns: Array<string> | null }, monthly: { amount: string, currencyCode: string }, spent: { from: string, to: string, runningHours: number, inferenceUnitHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, inferenceCost: { amount: string } | null, trainingCost: { amount: string } | null, cost: { amount: string, currencyCode: string } | null }, forecast: { amount: string, currencyCode: string } | null, thresholds: Array<{ percent: number, action: BudgetAction, reachedAt: string | null }>, failure: { code: string, message: string, retryAt: string | null } | null }>, edges: Array<{ cursor: string, node: { name: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ListProjectsQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type ListProjectsQuery = { projects: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, arn: string, name: string, accountId: string, region: string, status: ProjectStatus, creationTimestamp: string, modelVersions: { totalCount: number, nodes: Array<{ id: string, arn: string, name: string, status: ModelVersionStatus, minInferenceUnits: number | null, maxInferenceUnits: number | null, evaluationResult: { f1Score: number | null } | null }> } }> } };

export type ListSchedulesQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type ListSchedulesQuery = { schedules: { totalCount: number, nodes: Array<{ id: string, name: string, projectArn: string, modelVersionArn: string | null, aliasName: string | null, windows: Array<string>, timeZone: string, minInferenceUnits: number, maxInferenceUnits: number | null, startCatchupWindow: string | null, isEnabled: boolean, revision: string, updatedBy: string | null, nextTransition: { at: string, kind: ScheduleAction } | null, modelVersion: { id: string, arn: string, status: ModelVersionStatus, stopAt: string | null } | null, lastRun: { at: string, kind: ScheduleAction, outcome: ScheduleOutcome, reason: string, failure: { code: string, message: string, awsRequestId: string | null, retryAt: string | null } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ListWorkflowsQueryVariables = Exact<{
  filter?: WorkflowFilter | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type ListWorkflowsQuery = { workflows: { totalCount: number, nodes: Array<{ id: string, kind: WorkflowKind, state: WorkflowState, createdAt: string, endedAt: string | null, startedBy: string | null, modelVersionArn: string, isCancellable: boolean, modelVersion: { id: string, name: string } | null, alias: { id: string, name: string } | null, result: { id: string, arn: string, status: ModelVersionStatus } | null, steps: Array<{ name: string, state: WorkflowStepState, startedAt: string | null, endedAt: string | null, attempts: number, message: string | null }>, failure: { code: string, message: string, awsRequestId: string | null, retryAt: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LookoutVisionModelQueryVariables = Exact<{
  projectName: string;
  modelVersion?: string;
}>;


export type LookoutVisionModelQuery = { lookoutVisionModel: { modelArn: string, modelVersion: string, status: LookoutVisionModelStatus, statusMessage: string | null, performance: { f1Score: number | null, recall: number | null, precision: number | null } | null } | null };

export type ModelUsageQueryVariables = Exact<{
  arn: string;
  from: string;
  to?: string | null | undefined;
}>;


export type ModelUsageQuery = { modelVersion: { name: string, usage: { from: string, to: string, runningHours: number, inferenceUnitHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, inferenceCost: { amount: string, currencyCode: string } | null, trainingCost: { amount: string, currencyCode: string } | null, cost: { amount: string, currencyCode: string } | null }, project: { name: string, usage: { runningHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null } } | null } | null };

export type PlanStopMutationVariables = Exact<{
  modelVersionArn: string;
  stopAt?: string | null | undefined;
  stopAfter?: string | null | undefined;
  remove?: boolean;
  idempotencyKey?: string | null | undefined;
}>;


export type PlanStopMutation = { setModelVersionStop: { modelVersion: { id: string, arn: string, status: ModelVersionStatus, stopAt: string | null, plannedStop: { at: string | null, after: string | null, setBy: string | null, failure: { code: string, message: string, awsRequestId: string | null, retryAt: string | null } | null } | null } | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type PromoteModelMutationVariables = Exact<{
  input: PromoteModelVersionInput;
}>;


export type PromoteModelMutation = { promoteModelVersion: { workflow: { id: string, state: WorkflowState } | null, plan: { calls: Array<{ operation: string, arn: string | null, accountId: string, region: string }> } | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type PutAliasMutationVariables = Exact<{
  input: PutModelAliasInput;
}>;


export type PutAliasMutation = { putModelAlias: { alias: { id: string, name: string, modelVersionArn: string, isProtected: boolean, revision: string } | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type PutBudgetMutationVariables = Exact<{
  input: PutBudgetInput;
}>;


export type PutBudgetMutation = { putBudget: { budget: { id: string, name: string, revision: string, thresholds: Array<{ percent: number, action: BudgetAction, reachedAt: string | null }> } | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }>, plan: { calls: Array<{ operation: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type PutPolicyMutationVariables = Exact<{
  input: PutProjectPolicyInput;
}>;


export type PutPolicyMutation = { putProjectPolicy: { projectPolicy: { id: string, policyName: string, policyRevisionId: string, policyDocument: Record<string, unknown> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type PutScheduleMutationVariables = Exact<{
  input: PutScheduleInput;
}>;


export type PutScheduleMutation = { putSchedule: { schedule: { id: string, name: string, projectArn: string, modelVersionArn: string | null, aliasName: string | null, windows: Array<string>, timeZone: string, minInferenceUnits: number, maxInferenceUnits: number | null, startCatchupWindow: string | null, isEnabled: boolean, revision: string, updatedBy: string | null, nextTransition: { at: string, kind: ScheduleAction } | null } | null, plan: { calls: Array<{ operation: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null } | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type RollOutModelMutationVariables = Exact<{
  input: RollOutModelVersionInput;
}>;


export type RollOutModelMutation = { rollOutModelVersion: { workflow: { id: string, state: WorkflowState, steps: Array<{ name: string, state: WorkflowStepState, message: string | null }> } | null, plan: { calls: Array<{ operation: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null } | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type ShowAliasQueryVariables = Exact<{
  projectArn: string;
  name: string;
}>;


export type ShowAliasQuery = { project: { alias: { id: string, name: string, isProtected: boolean, revision: string, updatedAt: string, updatedBy: string | null, modelVersion: { arn: string, name: string, status: ModelVersionStatus } | null, history: { nodes: Array<{ at: string, by: string | null, previousModelVersionArn: string | null, modelVersionArn: string | null }> } } | null } | null };

export type ShowModelQueryVariables = Exact<{
  arn: string;
}>;


export type ShowModelQuery = { eventCursor: string, modelVersion: { id: string, arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null, versionDescription: string | null, creationTimestamp: string, trainingEndTimestamp: string | null, billableTrainingTimeInSeconds: number | null, minInferenceUnits: number | null, maxInferenceUnits: number | null, observedAt: string, stopAt: string | null, kmsKeyId: string | null, feature: CustomizationFeature, plannedStop: { at: string | null, after: string | null, setBy: string | null, failure: { code: string, message: string, retryAt: string | null } | null } | null, tags: Array<{ key: string, value: string }>, project: { id: string, arn: string, name: string } | null, outputConfig: { s3Bucket: string | null, s3KeyPrefix: string | null } | null, evaluationResult: { f1Score: number | null, report: { precision: number | null, recall: number | null, labels: Array<{ label: string, f1Score: number | null, precision: number | null, recall: number | null }> } | null } | null, manifestSummary: { report: { training: { totalLines: number | null, validLines: number | null, invalidLines: number | null, errors: Array<{ code: string, message: string }> } | null } | null } | null, sourceModelVersion: { id: string, arn: string, name: string } | null, statusHistory: { nodes: Array<{ cursor: string, previousStatus: ModelVersionStatus | null, status: ModelVersionStatus | null, observedAt: string }> } } | null };

export type SpendQueryVariables = Exact<{
  from: string;
  to?: string | null | undefined;
  groupBy?: SpendGroup;
  accountId?: string | null | undefined;
  region?: string | null | undefined;
  projectArns?: Array<string> | string | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type SpendQuery = { spend: { totalCount: number, total: { runningHours: number, inferenceUnitHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, nodes: Array<{ accountId: string | null, region: string | null, projectArn: string | null, modelVersionArn: string | null, day: string | null, project: { name: string } | null, modelVersion: { name: string, status: ModelVersionStatus } | null, usage: { runningHours: number, inferenceUnitHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type SpendUsageFragment = { runningHours: number, inferenceUnitHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null };

export type StartModelMutationVariables = Exact<{
  modelVersionArn: string;
  minInferenceUnits?: number;
  maxInferenceUnits?: number | null | undefined;
  stopAfter?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type StartModelMutation = { startModelVersion: { cursor: string | null, modelVersion: { id: string, arn: string, name: string, status: ModelVersionStatus, minInferenceUnits: number | null, maxInferenceUnits: number | null, plannedStop: { at: string | null, after: string | null } | null } | null, warnings: Array<{ code: string, message: string, field: Array<string> | null }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type StopModelMutationVariables = Exact<{
  modelVersionArn: string;
  idempotencyKey?: string | null | undefined;
}>;


export type StopModelMutation = { stopModelVersion: { cursor: string | null, modelVersion: { id: string, arn: string, name: string, status: ModelVersionStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type TrainModelMutationVariables = Exact<{
  input: CreateModelVersionInput;
}>;


export type TrainModelMutation = { createModelVersion: { cursor: string | null, modelVersion: { id: string, arn: string, name: string, status: ModelVersionStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, awsRequestId: string | null }> } };

export type WatchEventsSubscriptionVariables = Exact<{
  kinds?: Array<GatewayEventKind> | GatewayEventKind | null | undefined;
  projectArns?: Array<string> | string | null | undefined;
  after?: string | null | undefined;
  bookmarks?: boolean;
}>;


export type WatchEventsSubscription = { events: { kind: GatewayEventKind, cursor: string, observedAt: string, modelVersionArn: string | null, message: string | null, thresholdPercent: number | null, workflowState: WorkflowState | null, schedule: { id: string, name: string } | null, statusChange: { previousStatus: ModelVersionStatus | null, status: ModelVersionStatus | null } | null, failure: { code: string, message: string, retryAt: string | null } | null, alias: { id: string, name: string } | null, aliasChange: { previousModelVersionArn: string | null, modelVersionArn: string | null, by: string | null } | null, budget: { name: string } | null, workflow: { id: string, kind: WorkflowKind, state: WorkflowState, modelVersionArn: string } | null } };

export type WatchStatusSubscriptionVariables = Exact<{
  projectArns?: Array<string> | string | null | undefined;
  modelVersionArns?: Array<string> | string | null | undefined;
  statuses?: Array<ModelVersionStatus> | ModelVersionStatus | null | undefined;
  after?: string | null | undefined;
  includeCurrent?: boolean;
  bookmarks?: boolean;
}>;


export type WatchStatusSubscription = { modelVersionStatusChanged: { kind: StatusEventKind, cursor: string, modelVersionArn: string | null, previousStatus: ModelVersionStatus | null, status: ModelVersionStatus | null, observedAt: string, modelVersion: { id: string, name: string, status: ModelVersionStatus, statusMessage: string | null } | null } };

export type EventCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type EventCursorQuery = { eventCursor: string };

export type ModelStateQueryVariables = Exact<{
  arn: string;
}>;


export type ModelStateQuery = { eventCursor: string, modelVersion: { arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null } | null };

export type FindModelQueryVariables = Exact<{
  projects: Array<string> | string;
  versions: Array<string> | string;
  accountId?: string | null | undefined;
  region?: string | null | undefined;
}>;


export type FindModelQuery = { projects: { nodes: Array<{ arn: string, modelVersions: { nodes: Array<{ arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null }> } }> } };

export type FindModelByAliasQueryVariables = Exact<{
  projects: Array<string> | string;
  alias: string;
  accountId?: string | null | undefined;
  region?: string | null | undefined;
}>;


export type FindModelByAliasQuery = { projects: { nodes: Array<{ alias: { modelVersionArn: string, modelVersion: { arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null } | null } | null }> } };

export type ProjectPageQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  filter?: ProjectFilter | null | undefined;
}>;


export type ProjectPageQuery = { projects: { nodes: Array<{ arn: string, name: string, accountId: string, region: string, status: ProjectStatus, creationTimestamp: string, running: { totalCount: number }, starting: { totalCount: number }, modelVersions: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ModelPageQueryVariables = Exact<{
  projectArn: string;
  first?: number;
  after?: string | null | undefined;
  filter?: ModelVersionFilter | null | undefined;
}>;


export type ModelPageQuery = { project: { modelVersions: { nodes: Array<{ arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null, creationTimestamp: string, minInferenceUnits: number | null, maxInferenceUnits: number | null, runningSince: string | null, isRunningSinceExact: boolean | null, hourlyCost: { amount: string, currencyCode: string } | null, evaluationResult: { f1Score: number | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PromotionPlacesQueryVariables = Exact<{
  modelVersionArn: string;
  accountId: string;
  region: string;
  projects: Array<string> | string;
}>;


export type PromotionPlacesQuery = { modelVersion: { outputConfig: { s3Bucket: string | null, s3KeyPrefix: string | null } | null } | null, projects: { nodes: Array<{ modelVersions: { nodes: Array<{ outputConfig: { s3Bucket: string | null, s3KeyPrefix: string | null } | null }> } }> } };

export type WorkflowStateQueryVariables = Exact<{
  id: string | number;
}>;


export type WorkflowStateQuery = { node:
    | { id: string, state: WorkflowState, steps: Array<{ name: string, state: WorkflowStepState, message: string | null }>, result: { arn: string, status: ModelVersionStatus } | null, failure: { code: string, message: string } | null }
    | Record<PropertyKey, never>
   | null };

export type PlannedStopQueryVariables = Exact<{
  arn: string;
}>;


export type PlannedStopQuery = { modelVersion: { plannedStop: { at: string | null, after: string | null } | null } | null };

export type EvaluationReportQueryVariables = Exact<{
  arn: string;
}>;


export type EvaluationReportQuery = { modelVersion: { evaluationResult: { report: { f1Score: number | null } | null } | null } | null };

export const SpendUsageFragmentDoc = /*#__PURE__*/ gql`
    fragment SpendUsage on Usage {
  runningHours
  inferenceUnitHours
  trainingHours
  cost {
    amount
    currencyCode
  }
  isCostComplete
  basis
}
    ` as unknown as DocumentNode<SpendUsageFragment, unknown>;
export const BurnRateDocument = /*#__PURE__*/ gql`
    query BurnRate {
  burnRate {
    hourly {
      amount
      currencyCode
    }
    isCostComplete
    runningModelVersions {
      id
      arn
      name
      minInferenceUnits
      runningSince
      isRunningSinceExact
      hourlyCost {
        amount
        currencyCode
      }
      trainingCost {
        amount
        currencyCode
      }
      project {
        name
      }
    }
  }
}
    ` as unknown as DocumentNode<BurnRateQuery, BurnRateQueryVariables>;
export const CancelWorkflowDocument = /*#__PURE__*/ gql`
    mutation CancelWorkflow($id: ID!, $dryRun: Boolean! = false) {
  cancelWorkflow(input: {id: $id, dryRun: $dryRun}) {
    workflow {
      id
      state
    }
    plan {
      calls {
        operation
        arn
      }
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<CancelWorkflowMutation, CancelWorkflowMutationVariables>;
export const CompareModelsDocument = /*#__PURE__*/ gql`
    query CompareModels($base: ModelVersionArn!, $with: [ModelVersionArn!]!) {
  compareModelVersions(base: $base, with: $with) {
    modelVersion {
      arn
      name
      evaluationResult {
        f1Score
      }
    }
    f1ScoreChange
    precisionChange
    recallChange
    macroF1ScoreChange
    labels {
      label
      f1Score
      baseF1Score
      f1ScoreChange
      precisionChange
      recallChange
    }
    addedLabels
    removedLabels
    confusions {
      groundTruthLabel
      predictedLabel
      value
      baseValue
      change
    }
    testSetsDiffer
  }
}
    ` as unknown as DocumentNode<CompareModelsQuery, CompareModelsQueryVariables>;
export const CopyModelDocument = /*#__PURE__*/ gql`
    mutation CopyModel($input: CopyModelVersionInput!) {
  copyModelVersion(input: $input) {
    modelVersion {
      id
      arn
      name
      status
      sourceModelVersionArn
    }
    cursor
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<CopyModelMutation, CopyModelMutationVariables>;
export const CreateProjectDocument = /*#__PURE__*/ gql`
    mutation CreateProject($input: CreateProjectInput!) {
  createProject(input: $input) {
    project {
      id
      arn
      name
      status
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<CreateProjectMutation, CreateProjectMutationVariables>;
export const DeleteAliasDocument = /*#__PURE__*/ gql`
    mutation DeleteAlias($input: DeleteModelAliasInput!) {
  deleteModelAlias(input: $input) {
    name
    warnings {
      code
      message
      field
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<DeleteAliasMutation, DeleteAliasMutationVariables>;
export const DeleteBudgetDocument = /*#__PURE__*/ gql`
    mutation DeleteBudget($input: DeleteBudgetInput!) {
  deleteBudget(input: $input) {
    name
    warnings {
      code
    }
    plan {
      calls {
        operation
      }
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<DeleteBudgetMutation, DeleteBudgetMutationVariables>;
export const DeleteModelDocument = /*#__PURE__*/ gql`
    mutation DeleteModel($modelVersionArn: ModelVersionArn!, $idempotencyKey: String) {
  deleteModelVersion(
    input: {modelVersionArn: $modelVersionArn, idempotencyKey: $idempotencyKey}
  ) {
    modelVersionArn
    status
    cursor
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<DeleteModelMutation, DeleteModelMutationVariables>;
export const DeletePolicyDocument = /*#__PURE__*/ gql`
    mutation DeletePolicy($input: DeleteProjectPolicyInput!) {
  deleteProjectPolicy(input: $input) {
    policyName
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<DeletePolicyMutation, DeletePolicyMutationVariables>;
export const DeleteProjectDocument = /*#__PURE__*/ gql`
    mutation DeleteProject($projectArn: ProjectArn!, $idempotencyKey: String) {
  deleteProject(input: {projectArn: $projectArn, idempotencyKey: $idempotencyKey}) {
    projectArn
    status
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<DeleteProjectMutation, DeleteProjectMutationVariables>;
export const DeleteScheduleDocument = /*#__PURE__*/ gql`
    mutation DeleteSchedule($input: DeleteScheduleInput!) {
  deleteSchedule(input: $input) {
    name
    plan {
      calls {
        operation
      }
    }
    warnings {
      code
      message
      field
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<DeleteScheduleMutation, DeleteScheduleMutationVariables>;
export const FindModelsDocument = /*#__PURE__*/ gql`
    query FindModels($projectArn: ProjectArn!, $filter: ModelVersionFilter, $orderBy: ModelVersionOrder = {field: F1_SCORE, direction: DESC}) {
  project(arn: $projectArn) {
    id
    name
    modelVersions(first: 20, filter: $filter, orderBy: $orderBy) {
      totalCount
      nodes {
        id
        arn
        name
        status
        evaluationResult {
          f1Score
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<FindModelsQuery, FindModelsQueryVariables>;
export const ForeseeStartDocument = /*#__PURE__*/ gql`
    mutation ForeseeStart($modelVersionArn: ModelVersionArn!, $minInferenceUnits: Int! = 1, $maxInferenceUnits: Int) {
  startModelVersion(
    input: {modelVersionArn: $modelVersionArn, minInferenceUnits: $minInferenceUnits, maxInferenceUnits: $maxInferenceUnits, dryRun: true}
  ) {
    plan {
      calls {
        operation
        arn
        accountId
        region
      }
      hourlyCostChange {
        amount
        currencyCode
      }
      warnings {
        code
        message
        field
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ` as unknown as DocumentNode<ForeseeStartMutation, ForeseeStartMutationVariables>;
export const GatewayStatusDocument = /*#__PURE__*/ gql`
    query GatewayStatus {
  gateway {
    version
    upstream
    accounts {
      accountId
      region
    }
    upstreamBudgets {
      operation
      accountId
      region
      limitPerSecond
      available
      throttledLastMinute
    }
  }
}
    ` as unknown as DocumentNode<GatewayStatusQuery, GatewayStatusQueryVariables>;
export const ListBudgetsDocument = /*#__PURE__*/ gql`
    query ListBudgets($first: Int! = 20, $after: String) {
  budgets(first: $first, after: $after) {
    nodes {
      id
      name
      scope {
        accountId
        region
        projectArns
      }
      monthly {
        amount
        currencyCode
      }
      timeZone
      spent {
        from
        to
        runningHours
        inferenceUnitHours
        trainingHours
        inferenceCost {
          amount
        }
        trainingCost {
          amount
        }
        cost {
          amount
          currencyCode
        }
        isCostComplete
        basis
      }
      forecast {
        amount
        currencyCode
      }
      thresholds {
        percent
        action
        reachedAt
      }
      failure {
        code
        message
        retryAt
      }
      revision
      updatedBy
    }
    edges {
      node {
        name
      }
      cursor
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    totalCount
  }
}
    ` as unknown as DocumentNode<ListBudgetsQuery, ListBudgetsQueryVariables>;
export const ListProjectsDocument = /*#__PURE__*/ gql`
    query ListProjects($first: Int! = 20, $after: String) {
  projects(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      arn
      name
      accountId
      region
      status
      creationTimestamp
      modelVersions(first: 50) {
        totalCount
        nodes {
          id
          arn
          name
          status
          minInferenceUnits
          maxInferenceUnits
          evaluationResult {
            f1Score
          }
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<ListProjectsQuery, ListProjectsQueryVariables>;
export const ListSchedulesDocument = /*#__PURE__*/ gql`
    query ListSchedules($first: Int! = 20, $after: String) {
  schedules(first: $first, after: $after) {
    nodes {
      id
      name
      projectArn
      modelVersionArn
      aliasName
      windows
      timeZone
      minInferenceUnits
      maxInferenceUnits
      startCatchupWindow
      isEnabled
      revision
      updatedBy
      nextTransition {
        at
        kind
      }
      modelVersion {
        id
        arn
        status
        stopAt
      }
      lastRun {
        at
        kind
        outcome
        reason
        failure {
          code
          message
          awsRequestId
          retryAt
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    ` as unknown as DocumentNode<ListSchedulesQuery, ListSchedulesQueryVariables>;
export const ListWorkflowsDocument = /*#__PURE__*/ gql`
    query ListWorkflows($filter: WorkflowFilter, $first: Int! = 20, $after: String) {
  workflows(filter: $filter, first: $first, after: $after) {
    nodes {
      id
      kind
      state
      createdAt
      endedAt
      startedBy
      modelVersionArn
      modelVersion {
        id
        name
      }
      alias {
        id
        name
      }
      result {
        id
        arn
        status
      }
      steps {
        name
        state
        startedAt
        endedAt
        attempts
        message
      }
      isCancellable
      failure {
        code
        message
        awsRequestId
        retryAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    ` as unknown as DocumentNode<ListWorkflowsQuery, ListWorkflowsQueryVariables>;
export const LookoutVisionModelDocument = /*#__PURE__*/ gql`
    query LookoutVisionModel($projectName: String!, $modelVersion: String! = "latest") {
  lookoutVisionModel(projectName: $projectName, modelVersion: $modelVersion) {
    modelArn
    modelVersion
    status
    statusMessage
    performance {
      f1Score
      recall
      precision
    }
  }
}
    ` as unknown as DocumentNode<LookoutVisionModelQuery, LookoutVisionModelQueryVariables>;
export const ModelUsageDocument = /*#__PURE__*/ gql`
    query ModelUsage($arn: ModelVersionArn!, $from: DateTime!, $to: DateTime) {
  modelVersion(arn: $arn) {
    name
    usage(from: $from, to: $to) {
      from
      to
      runningHours
      inferenceUnitHours
      trainingHours
      inferenceCost {
        amount
        currencyCode
      }
      trainingCost {
        amount
        currencyCode
      }
      cost {
        amount
        currencyCode
      }
      isCostComplete
      basis
    }
    project {
      name
      usage(from: $from, to: $to) {
        runningHours
        cost {
          amount
          currencyCode
        }
        isCostComplete
        basis
      }
    }
  }
}
    ` as unknown as DocumentNode<ModelUsageQuery, ModelUsageQueryVariables>;
export const PlanStopDocument = /*#__PURE__*/ gql`
    mutation PlanStop($modelVersionArn: ModelVersionArn!, $stopAt: DateTime, $stopAfter: Duration, $remove: Boolean! = false, $idempotencyKey: String) {
  setModelVersionStop(
    input: {modelVersionArn: $modelVersionArn, stopAt: $stopAt, stopAfter: $stopAfter, remove: $remove, idempotencyKey: $idempotencyKey}
  ) {
    modelVersion {
      id
      arn
      status
      stopAt
      plannedStop {
        at
        after
        setBy
        failure {
          code
          message
          awsRequestId
          retryAt
        }
      }
    }
    warnings {
      code
      message
      field
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<PlanStopMutation, PlanStopMutationVariables>;
export const PromoteModelDocument = /*#__PURE__*/ gql`
    mutation PromoteModel($input: PromoteModelVersionInput!) {
  promoteModelVersion(input: $input) {
    workflow {
      id
      state
    }
    plan {
      calls {
        operation
        arn
        accountId
        region
      }
    }
    warnings {
      code
      message
      field
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<PromoteModelMutation, PromoteModelMutationVariables>;
export const PutAliasDocument = /*#__PURE__*/ gql`
    mutation PutAlias($input: PutModelAliasInput!) {
  putModelAlias(input: $input) {
    alias {
      id
      name
      modelVersionArn
      isProtected
      revision
    }
    warnings {
      code
      message
      field
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<PutAliasMutation, PutAliasMutationVariables>;
export const PutBudgetDocument = /*#__PURE__*/ gql`
    mutation PutBudget($input: PutBudgetInput!) {
  putBudget(input: $input) {
    budget {
      id
      name
      revision
      thresholds {
        percent
        action
        reachedAt
      }
    }
    warnings {
      code
      message
      field
    }
    plan {
      calls {
        operation
      }
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<PutBudgetMutation, PutBudgetMutationVariables>;
export const PutPolicyDocument = /*#__PURE__*/ gql`
    mutation PutPolicy($input: PutProjectPolicyInput!) {
  putProjectPolicy(input: $input) {
    projectPolicy {
      id
      policyName
      policyRevisionId
      policyDocument
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<PutPolicyMutation, PutPolicyMutationVariables>;
export const PutScheduleDocument = /*#__PURE__*/ gql`
    mutation PutSchedule($input: PutScheduleInput!) {
  putSchedule(input: $input) {
    schedule {
      id
      name
      projectArn
      modelVersionArn
      aliasName
      windows
      timeZone
      minInferenceUnits
      maxInferenceUnits
      startCatchupWindow
      isEnabled
      revision
      updatedBy
      nextTransition {
        at
        kind
      }
    }
    plan {
      calls {
        operation
        arn
      }
      hourlyCostChange {
        amount
        currencyCode
      }
    }
    warnings {
      code
      message
      field
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<PutScheduleMutation, PutScheduleMutationVariables>;
export const RollOutModelDocument = /*#__PURE__*/ gql`
    mutation RollOutModel($input: RollOutModelVersionInput!) {
  rollOutModelVersion(input: $input) {
    workflow {
      id
      state
      steps {
        name
        state
        message
      }
    }
    plan {
      calls {
        operation
        arn
      }
      hourlyCostChange {
        amount
        currencyCode
      }
    }
    warnings {
      code
      message
      field
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<RollOutModelMutation, RollOutModelMutationVariables>;
export const ShowAliasDocument = /*#__PURE__*/ gql`
    query ShowAlias($projectArn: ProjectArn!, $name: String!) {
  project(arn: $projectArn) {
    alias(name: $name) {
      id
      name
      isProtected
      revision
      updatedAt
      updatedBy
      modelVersion {
        arn
        name
        status
      }
      history(first: 10) {
        nodes {
          at
          by
          previousModelVersionArn
          modelVersionArn
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<ShowAliasQuery, ShowAliasQueryVariables>;
export const ShowModelDocument = /*#__PURE__*/ gql`
    query ShowModel($arn: ModelVersionArn!) {
  eventCursor
  modelVersion(arn: $arn) {
    id
    arn
    name
    status
    statusMessage
    versionDescription
    creationTimestamp
    trainingEndTimestamp
    billableTrainingTimeInSeconds
    minInferenceUnits
    maxInferenceUnits
    observedAt
    stopAt
    plannedStop {
      at
      after
      setBy
      failure {
        code
        message
        retryAt
      }
    }
    kmsKeyId
    feature
    tags {
      key
      value
    }
    project {
      id
      arn
      name
    }
    outputConfig {
      s3Bucket
      s3KeyPrefix
    }
    evaluationResult {
      f1Score
      report {
        precision
        recall
        labels {
          label
          f1Score
          precision
          recall
        }
      }
    }
    manifestSummary {
      report {
        training {
          totalLines
          validLines
          invalidLines
          errors {
            code
            message
          }
        }
      }
    }
    sourceModelVersion {
      id
      arn
      name
    }
    statusHistory(first: 10) {
      nodes {
        cursor
        previousStatus
        status
        observedAt
      }
    }
  }
}
    ` as unknown as DocumentNode<ShowModelQuery, ShowModelQueryVariables>;
export const SpendDocument = /*#__PURE__*/ gql`
    query Spend($from: DateTime!, $to: DateTime, $groupBy: SpendGroup! = PROJECT, $accountId: String, $region: String, $projectArns: [ProjectArn!], $first: Int! = 20, $after: String) {
  spend(
    from: $from
    to: $to
    groupBy: $groupBy
    accountId: $accountId
    region: $region
    projectArns: $projectArns
    first: $first
    after: $after
  ) {
    totalCount
    total {
      ...SpendUsage
    }
    nodes {
      accountId
      region
      projectArn
      project {
        name
      }
      modelVersionArn
      modelVersion {
        name
        status
      }
      day
      usage {
        ...SpendUsage
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    ${SpendUsageFragmentDoc}` as unknown as DocumentNode<SpendQuery, SpendQueryVariables>;
export const StartModelDocument = /*#__PURE__*/ gql`
    mutation StartModel($modelVersionArn: ModelVersionArn!, $minInferenceUnits: Int! = 1, $maxInferenceUnits: Int, $stopAfter: Duration, $idempotencyKey: String) {
  startModelVersion(
    input: {modelVersionArn: $modelVersionArn, minInferenceUnits: $minInferenceUnits, maxInferenceUnits: $maxInferenceUnits, stopAfter: $stopAfter, idempotencyKey: $idempotencyKey}
  ) {
    modelVersion {
      id
      arn
      name
      status
      minInferenceUnits
      maxInferenceUnits
      plannedStop {
        at
        after
      }
    }
    cursor
    warnings {
      code
      message
      field
    }
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<StartModelMutation, StartModelMutationVariables>;
export const StopModelDocument = /*#__PURE__*/ gql`
    mutation StopModel($modelVersionArn: ModelVersionArn!, $idempotencyKey: String) {
  stopModelVersion(
    input: {modelVersionArn: $modelVersionArn, idempotencyKey: $idempotencyKey}
  ) {
    modelVersion {
      id
      arn
      name
      status
    }
    cursor
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<StopModelMutation, StopModelMutationVariables>;
export const TrainModelDocument = /*#__PURE__*/ gql`
    mutation TrainModel($input: CreateModelVersionInput!) {
  createModelVersion(input: $input) {
    modelVersion {
      id
      arn
      name
      status
    }
    cursor
    userErrors {
      code
      message
      field
      awsRequestId
    }
  }
}
    ` as unknown as DocumentNode<TrainModelMutation, TrainModelMutationVariables>;
export const WatchEventsDocument = /*#__PURE__*/ gql`
    subscription WatchEvents($kinds: [GatewayEventKind!], $projectArns: [ProjectArn!], $after: String, $bookmarks: Boolean! = false) {
  events(
    kinds: $kinds
    projectArns: $projectArns
    after: $after
    bookmarks: $bookmarks
  ) {
    kind
    cursor
    observedAt
    modelVersionArn
    message
    schedule {
      id
      name
    }
    statusChange {
      previousStatus
      status
    }
    failure {
      code
      message
      retryAt
    }
    alias {
      id
      name
    }
    aliasChange {
      previousModelVersionArn
      modelVersionArn
      by
    }
    thresholdPercent
    budget {
      name
    }
    workflow {
      id
      kind
      state
      modelVersionArn
    }
    workflowState
  }
}
    ` as unknown as DocumentNode<WatchEventsSubscription, WatchEventsSubscriptionVariables>;
export const WatchStatusDocument = /*#__PURE__*/ gql`
    subscription WatchStatus($projectArns: [ProjectArn!], $modelVersionArns: [ModelVersionArn!], $statuses: [ModelVersionStatus!], $after: String, $includeCurrent: Boolean! = false, $bookmarks: Boolean! = false) {
  modelVersionStatusChanged(
    projectArns: $projectArns
    modelVersionArns: $modelVersionArns
    statuses: $statuses
    after: $after
    includeCurrent: $includeCurrent
    bookmarks: $bookmarks
  ) {
    kind
    cursor
    modelVersionArn
    previousStatus
    status
    observedAt
    modelVersion {
      id
      name
      status
      statusMessage
    }
  }
}
    ` as unknown as DocumentNode<WatchStatusSubscription, WatchStatusSubscriptionVariables>;
export const EventCursorDocument = /*#__PURE__*/ gql`
    query EventCursor {
  eventCursor
}
    ` as unknown as DocumentNode<EventCursorQuery, EventCursorQueryVariables>;
export const ModelStateDocument = /*#__PURE__*/ gql`
    query ModelState($arn: ModelVersionArn!) {
  eventCursor
  modelVersion(arn: $arn) {
    arn
    name
    status
    statusMessage
  }
}
    ` as unknown as DocumentNode<ModelStateQuery, ModelStateQueryVariables>;
export const FindModelDocument = /*#__PURE__*/ gql`
    query FindModel($projects: [String!]!, $versions: [String!]!, $accountId: String, $region: String) {
  projects(
    first: 100
    filter: {names: $projects, accountId: $accountId, region: $region}
  ) {
    nodes {
      arn
      modelVersions(first: 1, filter: {names: $versions}) {
        nodes {
          arn
          name
          status
          statusMessage
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<FindModelQuery, FindModelQueryVariables>;
export const FindModelByAliasDocument = /*#__PURE__*/ gql`
    query FindModelByAlias($projects: [String!]!, $alias: String!, $accountId: String, $region: String) {
  projects(
    first: 100
    filter: {names: $projects, accountId: $accountId, region: $region}
  ) {
    nodes {
      alias(name: $alias) {
        modelVersionArn
        modelVersion {
          arn
          name
          status
          statusMessage
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<FindModelByAliasQuery, FindModelByAliasQueryVariables>;
export const ProjectPageDocument = /*#__PURE__*/ gql`
    query ProjectPage($first: Int! = 100, $after: String, $filter: ProjectFilter) {
  projects(first: $first, after: $after, filter: $filter) {
    nodes {
      arn
      name
      accountId
      region
      status
      creationTimestamp
      running: modelVersions(first: 1, filter: {statuses: [RUNNING]}) {
        totalCount
      }
      starting: modelVersions(first: 1, filter: {statuses: [STARTING]}) {
        totalCount
      }
      modelVersions(first: 1) {
        totalCount
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    ` as unknown as DocumentNode<ProjectPageQuery, ProjectPageQueryVariables>;
export const ModelPageDocument = /*#__PURE__*/ gql`
    query ModelPage($projectArn: ProjectArn!, $first: Int! = 50, $after: String, $filter: ModelVersionFilter) {
  project(arn: $projectArn) {
    modelVersions(first: $first, after: $after, filter: $filter) {
      nodes {
        arn
        name
        status
        statusMessage
        creationTimestamp
        minInferenceUnits
        maxInferenceUnits
        runningSince
        isRunningSinceExact
        hourlyCost {
          amount
          currencyCode
        }
        evaluationResult {
          f1Score
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    ` as unknown as DocumentNode<ModelPageQuery, ModelPageQueryVariables>;
export const PromotionPlacesDocument = /*#__PURE__*/ gql`
    query PromotionPlaces($modelVersionArn: ModelVersionArn!, $accountId: String!, $region: String!, $projects: [String!]!) {
  modelVersion(arn: $modelVersionArn) {
    outputConfig {
      s3Bucket
      s3KeyPrefix
    }
  }
  projects(
    first: 1
    filter: {accountId: $accountId, region: $region, names: $projects}
  ) {
    nodes {
      modelVersions(first: 1) {
        nodes {
          outputConfig {
            s3Bucket
            s3KeyPrefix
          }
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<PromotionPlacesQuery, PromotionPlacesQueryVariables>;
export const WorkflowStateDocument = /*#__PURE__*/ gql`
    query WorkflowState($id: ID!) {
  node(id: $id) {
    ... on Workflow {
      id
      state
      steps {
        name
        state
        message
      }
      result {
        arn
        status
      }
      failure {
        code
        message
      }
    }
  }
}
    ` as unknown as DocumentNode<WorkflowStateQuery, WorkflowStateQueryVariables>;
export const PlannedStopDocument = /*#__PURE__*/ gql`
    query PlannedStop($arn: ModelVersionArn!) {
  modelVersion(arn: $arn) {
    plannedStop {
      at
      after
    }
  }
}
    ` as unknown as DocumentNode<PlannedStopQuery, PlannedStopQueryVariables>;
export const EvaluationReportDocument = /*#__PURE__*/ gql`
    query EvaluationReport($arn: ModelVersionArn!) {
  modelVersion(arn: $arn) {
    evaluationResult {
      report {
        f1Score
      }
    }
  }
}
    ` as unknown as DocumentNode<EvaluationReportQuery, EvaluationReportQueryVariables>;