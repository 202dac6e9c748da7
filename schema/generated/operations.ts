// Made by npm run codegen from schema/schema.graphql and schema/examples. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export const SpendUsageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SpendUsage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Usage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runningHours"}},{"kind":"Field","name":{"kind":"Name","value":"inferenceUnitHours"}},{"kind":"Field","name":{"kind":"Name","value":"trainingHours"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isCostComplete"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}}]} as unknown as DocumentNode<SpendUsageFragment, unknown>;
export const BurnRateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BurnRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"burnRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hourly"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isCostComplete"}},{"kind":"Field","name":{"kind":"Name","value":"runningModelVersions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"minInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"runningSince"}},{"kind":"Field","name":{"kind":"Name","value":"isRunningSinceExact"}},{"kind":"Field","name":{"kind":"Name","value":"hourlyCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"trainingCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BurnRateQuery, BurnRateQueryVariables>;
export const CancelWorkflowDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelWorkflow"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelWorkflow"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"dryRun"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workflow"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<CancelWorkflowMutation, CancelWorkflowMutationVariables>;
export const CompareModelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CompareModels"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"base"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"with"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"compareModelVersions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"base"},"value":{"kind":"Variable","name":{"kind":"Name","value":"base"}}},{"kind":"Argument","name":{"kind":"Name","value":"with"},"value":{"kind":"Variable","name":{"kind":"Name","value":"with"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"evaluationResult"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"f1Score"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"f1ScoreChange"}},{"kind":"Field","name":{"kind":"Name","value":"precisionChange"}},{"kind":"Field","name":{"kind":"Name","value":"recallChange"}},{"kind":"Field","name":{"kind":"Name","value":"macroF1ScoreChange"}},{"kind":"Field","name":{"kind":"Name","value":"labels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"f1Score"}},{"kind":"Field","name":{"kind":"Name","value":"baseF1Score"}},{"kind":"Field","name":{"kind":"Name","value":"f1ScoreChange"}},{"kind":"Field","name":{"kind":"Name","value":"precisionChange"}},{"kind":"Field","name":{"kind":"Name","value":"recallChange"}}]}},{"kind":"Field","name":{"kind":"Name","value":"addedLabels"}},{"kind":"Field","name":{"kind":"Name","value":"removedLabels"}},{"kind":"Field","name":{"kind":"Name","value":"confusions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groundTruthLabel"}},{"kind":"Field","name":{"kind":"Name","value":"predictedLabel"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"baseValue"}},{"kind":"Field","name":{"kind":"Name","value":"change"}}]}},{"kind":"Field","name":{"kind":"Name","value":"testSetsDiffer"}}]}}]}}]} as unknown as DocumentNode<CompareModelsQuery, CompareModelsQueryVariables>;
export const CopyModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CopyModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CopyModelVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"copyModelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"sourceModelVersionArn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<CopyModelMutation, CopyModelMutationVariables>;
export const CreateProjectDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateProject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateProjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<CreateProjectMutation, CreateProjectMutationVariables>;
export const DeleteAliasDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteAlias"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteModelAliasInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteModelAlias"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteAliasMutation, DeleteAliasMutationVariables>;
export const DeleteBudgetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteBudget"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteBudgetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteBudget"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteBudgetMutation, DeleteBudgetMutationVariables>;
export const DeleteModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteModelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"modelVersionArn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteModelMutation, DeleteModelMutationVariables>;
export const DeletePolicyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeletePolicy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteProjectPolicyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteProjectPolicy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"policyName"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<DeletePolicyMutation, DeletePolicyMutationVariables>;
export const DeleteProjectDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteProject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectArn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"projectArn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectArn"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"projectArn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteProjectMutation, DeleteProjectMutationVariables>;
export const DeleteScheduleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteSchedule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteScheduleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteSchedule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteScheduleMutation, DeleteScheduleMutationVariables>;
export const FindModelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindModels"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectArn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionOrder"}},"defaultValue":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"F1_SCORE"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"arn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectArn"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"evaluationResult"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"f1Score"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<FindModelsQuery, FindModelsQueryVariables>;
export const ForeseeStartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ForeseeStart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"minInferenceUnits"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"1"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxInferenceUnits"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startModelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"modelVersionArn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"minInferenceUnits"},"value":{"kind":"Variable","name":{"kind":"Name","value":"minInferenceUnits"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"maxInferenceUnits"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxInferenceUnits"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"dryRun"},"value":{"kind":"BooleanValue","value":true}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"region"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hourlyCostChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<ForeseeStartMutation, ForeseeStartMutationVariables>;
export const GatewayStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GatewayStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gateway"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"upstream"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"region"}}]}},{"kind":"Field","name":{"kind":"Name","value":"upstreamBudgets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"limitPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"throttledLastMinute"}}]}}]}}]}}]} as unknown as DocumentNode<GatewayStatusQuery, GatewayStatusQueryVariables>;
export const ListBudgetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListBudgets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"budgets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"scope"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"projectArns"}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthly"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"spent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"runningHours"}},{"kind":"Field","name":{"kind":"Name","value":"inferenceUnitHours"}},{"kind":"Field","name":{"kind":"Name","value":"trainingHours"}},{"kind":"Field","name":{"kind":"Name","value":"inferenceCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"trainingCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isCostComplete"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}},{"kind":"Field","name":{"kind":"Name","value":"forecast"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"thresholds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"reachedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<ListBudgetsQuery, ListBudgetsQueryVariables>;
export const ListProjectsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListProjects"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"projects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"creationTimestamp"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"minInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"maxInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"evaluationResult"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"f1Score"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ListProjectsQuery, ListProjectsQueryVariables>;
export const ListSchedulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListSchedules"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schedules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"projectArn"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"aliasName"}},{"kind":"Field","name":{"kind":"Name","value":"windows"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"minInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"maxInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"startCatchupWindow"}},{"kind":"Field","name":{"kind":"Name","value":"isEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}},{"kind":"Field","name":{"kind":"Name","value":"nextTransition"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"stopAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastRun"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<ListSchedulesQuery, ListSchedulesQueryVariables>;
export const ListWorkflowsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListWorkflows"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WorkflowFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workflows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedBy"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"alias"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isCancellable"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<ListWorkflowsQuery, ListWorkflowsQueryVariables>;
export const LookoutVisionModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LookoutVisionModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectName"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"modelVersion"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"defaultValue":{"kind":"StringValue","value":"latest","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lookoutVisionModel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"projectName"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectName"}}},{"kind":"Argument","name":{"kind":"Name","value":"modelVersion"},"value":{"kind":"Variable","name":{"kind":"Name","value":"modelVersion"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelArn"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersion"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusMessage"}},{"kind":"Field","name":{"kind":"Name","value":"performance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"f1Score"}},{"kind":"Field","name":{"kind":"Name","value":"recall"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}}]}}]}}]}}]} as unknown as DocumentNode<LookoutVisionModelQuery, LookoutVisionModelQueryVariables>;
export const ModelUsageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ModelUsage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"arn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"arn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"arn"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"runningHours"}},{"kind":"Field","name":{"kind":"Name","value":"inferenceUnitHours"}},{"kind":"Field","name":{"kind":"Name","value":"trainingHours"}},{"kind":"Field","name":{"kind":"Name","value":"inferenceCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"trainingCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isCostComplete"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runningHours"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isCostComplete"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ModelUsageQuery, ModelUsageQueryVariables>;
export const PlanStopDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PlanStop"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"stopAt"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"stopAfter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Duration"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"remove"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setModelVersionStop"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"modelVersionArn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"stopAt"},"value":{"kind":"Variable","name":{"kind":"Name","value":"stopAt"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"stopAfter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"stopAfter"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"remove"},"value":{"kind":"Variable","name":{"kind":"Name","value":"remove"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"stopAt"}},{"kind":"Field","name":{"kind":"Name","value":"plannedStop"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"setBy"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<PlanStopMutation, PlanStopMutationVariables>;
export const PromoteModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PromoteModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PromoteModelVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"promoteModelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workflow"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"region"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<PromoteModelMutation, PromoteModelMutationVariables>;
export const PutAliasDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PutAlias"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PutModelAliasInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"putModelAlias"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alias"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"isProtected"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<PutAliasMutation, PutAliasMutationVariables>;
export const PutBudgetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PutBudget"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PutBudgetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"putBudget"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"thresholds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"reachedAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<PutBudgetMutation, PutBudgetMutationVariables>;
export const PutPolicyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PutPolicy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PutProjectPolicyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"putProjectPolicy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"projectPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"policyName"}},{"kind":"Field","name":{"kind":"Name","value":"policyRevisionId"}},{"kind":"Field","name":{"kind":"Name","value":"policyDocument"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<PutPolicyMutation, PutPolicyMutationVariables>;
export const PutScheduleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PutSchedule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PutScheduleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"putSchedule"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schedule"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"projectArn"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"aliasName"}},{"kind":"Field","name":{"kind":"Name","value":"windows"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"minInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"maxInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"startCatchupWindow"}},{"kind":"Field","name":{"kind":"Name","value":"isEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}},{"kind":"Field","name":{"kind":"Name","value":"nextTransition"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hourlyCostChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<PutScheduleMutation, PutScheduleMutationVariables>;
export const RollOutModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RollOutModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RollOutModelVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rollOutModelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workflow"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hourlyCostChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<RollOutModelMutation, RollOutModelMutationVariables>;
export const ShowAliasDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ShowAlias"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectArn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"arn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectArn"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alias"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isProtected"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"history"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"previousModelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ShowAliasQuery, ShowAliasQueryVariables>;
export const ShowModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ShowModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"arn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventCursor"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"arn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"arn"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusMessage"}},{"kind":"Field","name":{"kind":"Name","value":"versionDescription"}},{"kind":"Field","name":{"kind":"Name","value":"creationTimestamp"}},{"kind":"Field","name":{"kind":"Name","value":"trainingEndTimestamp"}},{"kind":"Field","name":{"kind":"Name","value":"billableTrainingTimeInSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"minInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"maxInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"stopAt"}},{"kind":"Field","name":{"kind":"Name","value":"plannedStop"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"setBy"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"kmsKeyId"}},{"kind":"Field","name":{"kind":"Name","value":"feature"}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outputConfig"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"s3Bucket"}},{"kind":"Field","name":{"kind":"Name","value":"s3KeyPrefix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"evaluationResult"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"f1Score"}},{"kind":"Field","name":{"kind":"Name","value":"report"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"recall"}},{"kind":"Field","name":{"kind":"Name","value":"labels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"f1Score"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}},{"kind":"Field","name":{"kind":"Name","value":"recall"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"manifestSummary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"report"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"training"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalLines"}},{"kind":"Field","name":{"kind":"Name","value":"validLines"}},{"kind":"Field","name":{"kind":"Name","value":"invalidLines"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourceModelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statusHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"previousStatus"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ShowModelQuery, ShowModelQueryVariables>;
export const SpendDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Spend"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SpendGroup"}}},"defaultValue":{"kind":"EnumValue","value":"PROJECT"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"region"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectArns"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectArn"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"spend"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"accountId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}}},{"kind":"Argument","name":{"kind":"Name","value":"region"},"value":{"kind":"Variable","name":{"kind":"Name","value":"region"}}},{"kind":"Argument","name":{"kind":"Name","value":"projectArns"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectArns"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SpendUsage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"projectArn"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"day"}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SpendUsage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SpendUsage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Usage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runningHours"}},{"kind":"Field","name":{"kind":"Name","value":"inferenceUnitHours"}},{"kind":"Field","name":{"kind":"Name","value":"trainingHours"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currencyCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isCostComplete"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}}]} as unknown as DocumentNode<SpendQuery, SpendQueryVariables>;
export const StartModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"minInferenceUnits"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"1"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxInferenceUnits"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"stopAfter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Duration"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startModelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"modelVersionArn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"minInferenceUnits"},"value":{"kind":"Variable","name":{"kind":"Name","value":"minInferenceUnits"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"maxInferenceUnits"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxInferenceUnits"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"stopAfter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"stopAfter"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"minInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"maxInferenceUnits"}},{"kind":"Field","name":{"kind":"Name","value":"plannedStop"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<StartModelMutation, StartModelMutationVariables>;
export const StopModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StopModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stopModelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"modelVersionArn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArn"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<StopModelMutation, StopModelMutationVariables>;
export const TrainModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TrainModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateModelVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createModelVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arn"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"awsRequestId"}}]}}]}}]}}]} as unknown as DocumentNode<TrainModelMutation, TrainModelMutationVariables>;
export const WatchEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"WatchEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GatewayEventKind"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectArns"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectArn"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bookmarks"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kinds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}}},{"kind":"Argument","name":{"kind":"Name","value":"projectArns"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectArns"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"bookmarks"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bookmarks"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"schedule"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statusChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previousStatus"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"alias"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"aliasChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previousModelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"thresholdPercent"}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"workflow"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"workflowState"}}]}}]}}]} as unknown as DocumentNode<WatchEventsSubscription, WatchEventsSubscriptionVariables>;
export const WatchStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"WatchStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"projectArns"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProjectArn"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArns"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionArn"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"statuses"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModelVersionStatus"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"includeCurrent"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bookmarks"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelVersionStatusChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"projectArns"},"value":{"kind":"Variable","name":{"kind":"Name","value":"projectArns"}}},{"kind":"Argument","name":{"kind":"Name","value":"modelVersionArns"},"value":{"kind":"Variable","name":{"kind":"Name","value":"modelVersionArns"}}},{"kind":"Argument","name":{"kind":"Name","value":"statuses"},"value":{"kind":"Variable","name":{"kind":"Name","value":"statuses"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"includeCurrent"},"value":{"kind":"Variable","name":{"kind":"Name","value":"includeCurrent"}}},{"kind":"Argument","name":{"kind":"Name","value":"bookmarks"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bookmarks"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersionArn"}},{"kind":"Field","name":{"kind":"Name","value":"previousStatus"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"modelVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusMessage"}}]}}]}}]}}]} as unknown as DocumentNode<WatchStatusSubscription, WatchStatusSubscriptionVariables>;