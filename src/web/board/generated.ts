// Made by npm run codegen from schema/schema.graphql and operations.graphql. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocument as DocumentNode } from '../../client/document.js';
import { gql } from '../../client/document.js';
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

/** Which workflow is to take back what it has done. */
export type CancelWorkflowInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** One that has not ended. */
  id: string | number;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
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

/** Where training or a copy writes its results. */
export type OutputConfigInput = {
  /** A bucket that the account may write to. */
  s3Bucket: string;
  /** What every key begins with. */
  s3KeyPrefix?: string | null | undefined;
};

/** What can be done in a project besides reading it. */
export type ProjectAction =
  /** Copy model versions into it or out of it: copyModelVersion. */
  | 'COPY'
  /** Train model versions: createModelVersion. */
  | 'CREATE'
  /** Delete it or its model versions: deleteProject, deleteModelVersion. */
  | 'DELETE'
  /** Change its policies: putProjectPolicy, deleteProjectPolicy. */
  | 'POLICY'
  /** Start its model versions: startModelVersion. */
  | 'START'
  /** Stop its model versions: stopModelVersion. */
  | 'STOP';

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

/** Exactly one of `stopAt`, `stopAfter` (from now) and `remove`. */
export type SetModelVersionStopInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** The version: it must be STARTING or RUNNING. */
  modelVersionArn: string;
  /** Takes the planned stop away. Not possible where the gateway has a MAX_STOP_AFTER. */
  remove?: boolean;
  /** Counted from now. */
  stopAfter?: string | null | undefined;
  /** In the future. */
  stopAt?: string | null | undefined;
};

/** The version to start. A running model is billed until it is stopped. */
export type StartModelVersionInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** At least minInferenceUnits. Without it the model does not auto-scale. */
  maxInferenceUnits?: number | null | undefined;
  /** 1 or more. */
  minInferenceUnits: number;
  /** The version to start, as AWS has trained or copied it. */
  modelVersionArn: string;
  /** The gateway stops it this long after it began to run, also if the gateway was restarted meanwhile. */
  stopAfter?: string | null | undefined;
};

/** Which model to stop; with that its billing ends. */
export type StopModelVersionInput = {
  /** True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored. */
  dryRun?: boolean;
  /** At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again. */
  idempotencyKey?: string | null | undefined;
  /** The version to stop: running, or about to. */
  modelVersionArn: string;
};

/** A label to keep on a new resource. */
export type TagInput = {
  /** 1 to 128 characters, not beginning with `aws:`. */
  key: string;
  /** At most 256 characters. */
  value: string;
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

export type BoardAliasesQueryVariables = Exact<{
  arn: string;
}>;


export type BoardAliasesQuery = { project: { aliases: Array<{ name: string, modelVersionArn: string, isProtected: boolean, revision: string }> } | null };

export type BoardMoveAliasMutationVariables = Exact<{
  input: PutModelAliasInput;
}>;


export type BoardMoveAliasMutation = { putModelAlias: { plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, warnings: Array<{ message: string }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardBudgetsQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardBudgetsQuery = { budgets: { nodes: Array<{ name: string, timeZone: string, revision: string, updatedBy: string | null, monthly: { amount: string, currencyCode: string }, spent: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, forecast: { amount: string, currencyCode: string } | null, thresholds: Array<{ percent: number, action: BudgetAction, reachedAt: string | null }>, scope: { accountId: string | null, region: string | null, projectArns: Array<string> | null } }> } };

export type BoardPutBudgetMutationVariables = Exact<{
  input: PutBudgetInput;
}>;


export type BoardPutBudgetMutation = { putBudget: { plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, warnings: Array<{ message: string }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardDeleteBudgetMutationVariables = Exact<{
  input: DeleteBudgetInput;
}>;


export type BoardDeleteBudgetMutation = { deleteBudget: { plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, warnings: Array<{ message: string }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardMoneyFragment = { amount: string, currencyCode: string };

export type BoardModelFragment = { arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null, feature: CustomizationFeature, creationTimestamp: string, trainingEndTimestamp: string | null, billableTrainingTimeInSeconds: number | null, sourceModelVersionArn: string | null, observedAt: string, minInferenceUnits: number | null, maxInferenceUnits: number | null, runningSince: string | null, isRunningSinceExact: boolean | null, stopAt: string | null, hourlyCost: { amount: string, currencyCode: string } | null, aliases: Array<{ name: string, isProtected: boolean }>, evaluationResult: { f1Score: number | null } | null };

export type BoardProjectFragment = { arn: string, name: string, accountId: string, region: string, status: ProjectStatus, creationTimestamp: string, viewerMay: Array<ProjectAction>, all: { totalCount: number } };

export type BoardGatewayQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardGatewayQuery = { eventCursor: string, gateway: { upstream: UpstreamKind, version: string, accounts: Array<{ accountId: string, region: string }> } };

export type BoardOverviewQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BoardOverviewQuery = { projects: { nodes: Array<{ arn: string, name: string, accountId: string, region: string, status: ProjectStatus, creationTimestamp: string, viewerMay: Array<ProjectAction>, moving: { nodes: Array<{ arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null, feature: CustomizationFeature, creationTimestamp: string, trainingEndTimestamp: string | null, billableTrainingTimeInSeconds: number | null, sourceModelVersionArn: string | null, observedAt: string, minInferenceUnits: number | null, maxInferenceUnits: number | null, runningSince: string | null, isRunningSinceExact: boolean | null, stopAt: string | null, hourlyCost: { amount: string, currencyCode: string } | null, aliases: Array<{ name: string, isProtected: boolean }>, evaluationResult: { f1Score: number | null } | null }> }, all: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BoardProjectModelsQueryVariables = Exact<{
  arn: string;
  after?: string | null | undefined;
}>;


export type BoardProjectModelsQuery = { project: { arn: string, name: string, accountId: string, region: string, status: ProjectStatus, creationTimestamp: string, viewerMay: Array<ProjectAction>, modelVersions: { nodes: Array<{ arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null, feature: CustomizationFeature, creationTimestamp: string, trainingEndTimestamp: string | null, billableTrainingTimeInSeconds: number | null, sourceModelVersionArn: string | null, observedAt: string, minInferenceUnits: number | null, maxInferenceUnits: number | null, runningSince: string | null, isRunningSinceExact: boolean | null, stopAt: string | null, hourlyCost: { amount: string, currencyCode: string } | null, aliases: Array<{ name: string, isProtected: boolean }>, evaluationResult: { f1Score: number | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, all: { totalCount: number } } | null };

export type BoardSearchQueryVariables = Exact<{
  namePrefix: string;
  after?: string | null | undefined;
}>;


export type BoardSearchQuery = { projects: { nodes: Array<{ modelVersions: { nodes: Array<{ arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null, feature: CustomizationFeature, creationTimestamp: string, trainingEndTimestamp: string | null, billableTrainingTimeInSeconds: number | null, sourceModelVersionArn: string | null, observedAt: string, minInferenceUnits: number | null, maxInferenceUnits: number | null, runningSince: string | null, isRunningSinceExact: boolean | null, stopAt: string | null, hourlyCost: { amount: string, currencyCode: string } | null, aliases: Array<{ name: string, isProtected: boolean }>, evaluationResult: { f1Score: number | null } | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BoardModelsQueryVariables = Exact<{
  arns: Array<string> | string;
}>;


export type BoardModelsQuery = { modelVersions: Array<{ arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null, feature: CustomizationFeature, creationTimestamp: string, trainingEndTimestamp: string | null, billableTrainingTimeInSeconds: number | null, sourceModelVersionArn: string | null, observedAt: string, minInferenceUnits: number | null, maxInferenceUnits: number | null, runningSince: string | null, isRunningSinceExact: boolean | null, stopAt: string | null, hourlyCost: { amount: string, currencyCode: string } | null, aliases: Array<{ name: string, isProtected: boolean }>, evaluationResult: { f1Score: number | null } | null } | null> };

export type BoardChangeFragment = { cursor: string, previousStatus: ModelVersionStatus | null, status: ModelVersionStatus | null, observedAt: string };

export type BoardHistoriesQueryVariables = Exact<{
  arns: Array<string> | string;
}>;


export type BoardHistoriesQuery = { modelVersions: Array<{ arn: string, statusHistory: { nodes: Array<{ cursor: string, previousStatus: ModelVersionStatus | null, status: ModelVersionStatus | null, observedAt: string }> }, project: { modelVersions: { nodes: Array<{ arn: string, creationTimestamp: string, trainingEndTimestamp: string | null, sourceModelVersionArn: string | null }> } } | null } | null> };

export type BoardFilesFragment = { bucket: string | null, name: string | null };

export type BoardModelPageQueryVariables = Exact<{
  arn: string;
}>;


export type BoardModelPageQuery = { modelVersion: { versionDescription: string | null, kmsKeyId: string | null, arn: string, name: string, status: ModelVersionStatus, statusMessage: string | null, feature: CustomizationFeature, creationTimestamp: string, trainingEndTimestamp: string | null, billableTrainingTimeInSeconds: number | null, sourceModelVersionArn: string | null, observedAt: string, minInferenceUnits: number | null, maxInferenceUnits: number | null, runningSince: string | null, isRunningSinceExact: boolean | null, stopAt: string | null, trainingCost: { amount: string, currencyCode: string } | null, plannedStop: { at: string | null, after: string | null, setBy: string | null, failure: { message: string, retryAt: string | null } | null } | null, outputConfig: { s3Bucket: string | null, s3KeyPrefix: string | null } | null, trainingDataResult: { input: Array<{ bucket: string | null, name: string | null }>, output: Array<{ bucket: string | null, name: string | null }> } | null, testingDataResult: { autoCreate: boolean | null, input: Array<{ bucket: string | null, name: string | null }>, output: Array<{ bucket: string | null, name: string | null }> } | null, tags: Array<{ key: string, value: string }>, project: { arn: string, name: string, accountId: string, region: string, viewerMay: Array<ProjectAction>, policies: { nodes: Array<{ policyName: string, lastUpdatedTimestamp: string | null }> } } | null, copies: { totalCount: number, nodes: Array<{ arn: string, status: ModelVersionStatus }> }, statusHistory: { nodes: Array<{ cursor: string, previousStatus: ModelVersionStatus | null, status: ModelVersionStatus | null, observedAt: string }> }, hourlyCost: { amount: string, currencyCode: string } | null, aliases: Array<{ name: string, isProtected: boolean }>, evaluationResult: { f1Score: number | null } | null } | null };

export type BoardEvaluationQueryVariables = Exact<{
  arn: string;
}>;


export type BoardEvaluationQuery = { modelVersion: { evaluationResult: { report: { f1Score: number | null, precision: number | null, recall: number | null, numberOfTestingImages: number | null, numberOfTrainingImages: number | null, labels: Array<{ label: string, f1Score: number | null, precision: number | null, recall: number | null, threshold: number | null, numberOfTestingImages: number | null }>, confusionMatrix: Array<{ groundTruthLabel: string, predictedLabel: string, value: number }> } | null } | null } | null };

export type BoardManifestQueryVariables = Exact<{
  arn: string;
}>;


export type BoardManifestQuery = { modelVersion: { manifestSummary: { report: { errors: Array<{ code: string, message: string }>, training: { totalLines: number | null, ignoredLines: number | null, invalidLines: number | null } | null, testing: { totalLines: number | null, ignoredLines: number | null, invalidLines: number | null } | null } | null } | null } | null };

export type BoardForeseenFragment = { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> };

export type BoardStartMutationVariables = Exact<{
  input: StartModelVersionInput;
}>;


export type BoardStartMutation = { startModelVersion: { modelVersion: { status: ModelVersionStatus } | null, plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, warnings: Array<{ message: string }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardStopMutationVariables = Exact<{
  input: StopModelVersionInput;
}>;


export type BoardStopMutation = { stopModelVersion: { modelVersion: { status: ModelVersionStatus } | null, plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardPlanStopMutationVariables = Exact<{
  input: SetModelVersionStopInput;
}>;


export type BoardPlanStopMutation = { setModelVersionStop: { plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, warnings: Array<{ message: string }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardScheduleFragment = { name: string, projectArn: string, aliasName: string | null, windows: Array<string>, timeZone: string, minInferenceUnits: number, maxInferenceUnits: number | null, startCatchupWindow: string | null, isEnabled: boolean, revision: string, updatedBy: string | null, nextTransition: { at: string, kind: ScheduleAction } | null, lastRun: { at: string, kind: ScheduleAction, outcome: ScheduleOutcome, reason: string, failure: { message: string } | null } | null };

export type BoardSchedulesQueryVariables = Exact<{
  arn: string;
}>;


export type BoardSchedulesQuery = { modelVersion: { project: { arn: string, schedules: { nodes: Array<{ name: string }> } } | null, schedules: Array<{ name: string, projectArn: string, aliasName: string | null, windows: Array<string>, timeZone: string, minInferenceUnits: number, maxInferenceUnits: number | null, startCatchupWindow: string | null, isEnabled: boolean, revision: string, updatedBy: string | null, nextTransition: { at: string, kind: ScheduleAction } | null, lastRun: { at: string, kind: ScheduleAction, outcome: ScheduleOutcome, reason: string, failure: { message: string } | null } | null }> } | null };

export type BoardPutScheduleMutationVariables = Exact<{
  input: PutScheduleInput;
}>;


export type BoardPutScheduleMutation = { putSchedule: { plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, warnings: Array<{ message: string }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardDeleteScheduleMutationVariables = Exact<{
  input: DeleteScheduleInput;
}>;


export type BoardDeleteScheduleMutation = { deleteSchedule: { plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, warnings: Array<{ message: string }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardSpendQueryVariables = Exact<{
  from: string;
}>;


export type BoardSpendQuery = { spend: { total: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null } } };

export type BoardUsageFragment = { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null };

export type BoardUsageByDayQueryVariables = Exact<{
  arn: string;
  d0: string;
  d1: string;
  d2: string;
  d3: string;
  d4: string;
  d5: string;
  d6: string;
  d7: string;
  d8: string;
  d9: string;
  d10: string;
  d11: string;
  d12: string;
  d13: string;
}>;


export type BoardUsageByDayQuery = { modelVersion: { all: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day0: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day1: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day2: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day3: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day4: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day5: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day6: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day7: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day8: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day9: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day10: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day11: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day12: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null }, day13: { runningHours: number, trainingHours: number, isCostComplete: boolean, basis: UsageBasis, cost: { amount: string, currencyCode: string } | null } } | null };

export type BoardWorkflowFragment = { id: string, kind: WorkflowKind, state: WorkflowState, createdAt: string, endedAt: string | null, startedBy: string | null, modelVersionArn: string, isCancellable: boolean, alias: { name: string } | null, result: { arn: string } | null, steps: Array<{ name: string, state: WorkflowStepState, startedAt: string | null, endedAt: string | null, message: string | null }>, failure: { message: string, retryAt: string | null } | null };

export type BoardWorkflowsQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardWorkflowsQuery = { workflows: { nodes: Array<{ id: string, kind: WorkflowKind, state: WorkflowState, createdAt: string, endedAt: string | null, startedBy: string | null, modelVersionArn: string, isCancellable: boolean, alias: { name: string } | null, result: { arn: string } | null, steps: Array<{ name: string, state: WorkflowStepState, startedAt: string | null, endedAt: string | null, message: string | null }>, failure: { message: string, retryAt: string | null } | null }> } };

export type BoardPlacesQueryVariables = Exact<{
  accountId: string;
  region: string;
  projects: Array<string> | string;
}>;


export type BoardPlacesQuery = { projects: { nodes: Array<{ modelVersions: { nodes: Array<{ outputConfig: { s3Bucket: string | null, s3KeyPrefix: string | null } | null }> } }> } };

export type BoardRollOutMutationVariables = Exact<{
  input: RollOutModelVersionInput;
}>;


export type BoardRollOutMutation = { rollOutModelVersion: { plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, warnings: Array<{ message: string }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardPromoteMutationVariables = Exact<{
  input: PromoteModelVersionInput;
}>;


export type BoardPromoteMutation = { promoteModelVersion: { plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, warnings: Array<{ message: string }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type BoardCancelWorkflowMutationVariables = Exact<{
  input: CancelWorkflowInput;
}>;


export type BoardCancelWorkflowMutation = { cancelWorkflow: { plan: { calls: Array<{ operation: string, accountId: string, arn: string | null }>, hourlyCostChange: { amount: string, currencyCode: string } | null, warnings: Array<{ message: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export const BoardMoneyFragmentDoc = /*#__PURE__*/ gql`
    fragment BoardMoney on Money {
  amount
  currencyCode
}
    ` as unknown as DocumentNode<BoardMoneyFragment, unknown>;
export const BoardModelFragmentDoc = /*#__PURE__*/ gql`
    fragment BoardModel on ModelVersion {
  arn
  name
  status
  statusMessage
  feature
  creationTimestamp
  trainingEndTimestamp
  billableTrainingTimeInSeconds
  sourceModelVersionArn
  observedAt
  minInferenceUnits
  maxInferenceUnits
  runningSince
  isRunningSinceExact
  hourlyCost {
    ...BoardMoney
  }
  stopAt
  aliases {
    name
    isProtected
  }
  evaluationResult {
    f1Score
  }
}
    ` as unknown as DocumentNode<BoardModelFragment, unknown>;
export const BoardProjectFragmentDoc = /*#__PURE__*/ gql`
    fragment BoardProject on Project {
  arn
  name
  accountId
  region
  status
  creationTimestamp
  viewerMay
  all: modelVersions(first: 1) {
    totalCount
  }
}
    ` as unknown as DocumentNode<BoardProjectFragment, unknown>;
export const BoardChangeFragmentDoc = /*#__PURE__*/ gql`
    fragment BoardChange on ModelVersionStatusEvent {
  cursor
  previousStatus
  status
  observedAt
}
    ` as unknown as DocumentNode<BoardChangeFragment, unknown>;
export const BoardFilesFragmentDoc = /*#__PURE__*/ gql`
    fragment BoardFiles on S3Object {
  bucket
  name
}
    ` as unknown as DocumentNode<BoardFilesFragment, unknown>;
export const BoardForeseenFragmentDoc = /*#__PURE__*/ gql`
    fragment BoardForeseen on Plan {
  calls {
    operation
    accountId
    arn
  }
  hourlyCostChange {
    ...BoardMoney
  }
  warnings {
    message
  }
}
    ` as unknown as DocumentNode<BoardForeseenFragment, unknown>;
export const BoardScheduleFragmentDoc = /*#__PURE__*/ gql`
    fragment BoardSchedule on Schedule {
  name
  projectArn
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
  lastRun {
    at
    kind
    outcome
    reason
    failure {
      message
    }
  }
}
    ` as unknown as DocumentNode<BoardScheduleFragment, unknown>;
export const BoardUsageFragmentDoc = /*#__PURE__*/ gql`
    fragment BoardUsage on Usage {
  runningHours
  trainingHours
  cost {
    ...BoardMoney
  }
  isCostComplete
  basis
}
    ` as unknown as DocumentNode<BoardUsageFragment, unknown>;
export const BoardWorkflowFragmentDoc = /*#__PURE__*/ gql`
    fragment BoardWorkflow on Workflow {
  id
  kind
  state
  createdAt
  endedAt
  startedBy
  modelVersionArn
  isCancellable
  alias {
    name
  }
  result {
    arn
  }
  steps {
    name
    state
    startedAt
    endedAt
    message
  }
  failure {
    message
    retryAt
  }
}
    ` as unknown as DocumentNode<BoardWorkflowFragment, unknown>;
export const BoardAliasesDocument = /*#__PURE__*/ gql`
    query BoardAliases($arn: ProjectArn!) {
  project(arn: $arn) {
    aliases {
      name
      modelVersionArn
      isProtected
      revision
    }
  }
}
    ` as unknown as DocumentNode<BoardAliasesQuery, BoardAliasesQueryVariables>;
export const BoardMoveAliasDocument = /*#__PURE__*/ gql`
    mutation BoardMoveAlias($input: PutModelAliasInput!) {
  putModelAlias(input: $input) {
    plan {
      ...BoardForeseen
    }
    warnings {
      message
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardMoveAliasMutation, BoardMoveAliasMutationVariables>;
export const BoardBudgetsDocument = /*#__PURE__*/ gql`
    query BoardBudgets {
  budgets(first: 100) {
    nodes {
      name
      monthly {
        ...BoardMoney
      }
      spent {
        ...BoardUsage
      }
      forecast {
        ...BoardMoney
      }
      thresholds {
        percent
        action
        reachedAt
      }
      scope {
        accountId
        region
        projectArns
      }
      timeZone
      revision
      updatedBy
    }
  }
}
    ${BoardMoneyFragmentDoc}
${BoardUsageFragmentDoc}` as unknown as DocumentNode<BoardBudgetsQuery, BoardBudgetsQueryVariables>;
export const BoardPutBudgetDocument = /*#__PURE__*/ gql`
    mutation BoardPutBudget($input: PutBudgetInput!) {
  putBudget(input: $input) {
    plan {
      ...BoardForeseen
    }
    warnings {
      message
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardPutBudgetMutation, BoardPutBudgetMutationVariables>;
export const BoardDeleteBudgetDocument = /*#__PURE__*/ gql`
    mutation BoardDeleteBudget($input: DeleteBudgetInput!) {
  deleteBudget(input: $input) {
    plan {
      ...BoardForeseen
    }
    warnings {
      message
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardDeleteBudgetMutation, BoardDeleteBudgetMutationVariables>;
export const BoardGatewayDocument = /*#__PURE__*/ gql`
    query BoardGateway {
  eventCursor
  gateway {
    upstream
    version
    accounts {
      accountId
      region
    }
  }
}
    ` as unknown as DocumentNode<BoardGatewayQuery, BoardGatewayQueryVariables>;
export const BoardOverviewDocument = /*#__PURE__*/ gql`
    query BoardOverview($first: Int!, $after: String) {
  projects(first: $first, after: $after) {
    nodes {
      ...BoardProject
      moving: modelVersions(
        first: 20
        filter: {statuses: [STARTING, RUNNING, STOPPING, TRAINING_IN_PROGRESS, COPYING_IN_PROGRESS, DELETING, FAILED, TRAINING_FAILED, COPYING_FAILED]}
      ) {
        nodes {
          ...BoardModel
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    ${BoardProjectFragmentDoc}
${BoardModelFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardOverviewQuery, BoardOverviewQueryVariables>;
export const BoardProjectModelsDocument = /*#__PURE__*/ gql`
    query BoardProjectModels($arn: ProjectArn!, $after: String) {
  project(arn: $arn) {
    ...BoardProject
    modelVersions(first: 100, after: $after) {
      nodes {
        ...BoardModel
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    ${BoardProjectFragmentDoc}
${BoardModelFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardProjectModelsQuery, BoardProjectModelsQueryVariables>;
export const BoardSearchDocument = /*#__PURE__*/ gql`
    query BoardSearch($namePrefix: String!, $after: String) {
  projects(first: 50, after: $after) {
    nodes {
      modelVersions(first: 20, filter: {namePrefix: $namePrefix}) {
        nodes {
          ...BoardModel
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    ${BoardModelFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardSearchQuery, BoardSearchQueryVariables>;
export const BoardModelsDocument = /*#__PURE__*/ gql`
    query BoardModels($arns: [ModelVersionArn!]!) {
  modelVersions(arns: $arns) {
    ...BoardModel
  }
}
    ${BoardModelFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardModelsQuery, BoardModelsQueryVariables>;
export const BoardHistoriesDocument = /*#__PURE__*/ gql`
    query BoardHistories($arns: [ModelVersionArn!]!) {
  modelVersions(arns: $arns) {
    arn
    statusHistory(first: 10) {
      nodes {
        ...BoardChange
      }
    }
    project {
      modelVersions(
        first: 10
        filter: {statuses: [TRAINING_COMPLETED, RUNNING, STOPPED]}
      ) {
        nodes {
          arn
          creationTimestamp
          trainingEndTimestamp
          sourceModelVersionArn
        }
      }
    }
  }
}
    ${BoardChangeFragmentDoc}` as unknown as DocumentNode<BoardHistoriesQuery, BoardHistoriesQueryVariables>;
export const BoardModelPageDocument = /*#__PURE__*/ gql`
    query BoardModelPage($arn: ModelVersionArn!) {
  modelVersion(arn: $arn) {
    ...BoardModel
    versionDescription
    kmsKeyId
    trainingCost {
      ...BoardMoney
    }
    plannedStop {
      at
      after
      setBy
      failure {
        message
        retryAt
      }
    }
    outputConfig {
      s3Bucket
      s3KeyPrefix
    }
    trainingDataResult {
      input {
        ...BoardFiles
      }
      output {
        ...BoardFiles
      }
    }
    testingDataResult {
      autoCreate
      input {
        ...BoardFiles
      }
      output {
        ...BoardFiles
      }
    }
    tags {
      key
      value
    }
    project {
      arn
      name
      accountId
      region
      viewerMay
      policies(first: 20) {
        nodes {
          policyName
          lastUpdatedTimestamp
        }
      }
    }
    copies(first: 20) {
      nodes {
        arn
        status
      }
      totalCount
    }
    statusHistory(first: 50) {
      nodes {
        ...BoardChange
      }
    }
  }
}
    ${BoardModelFragmentDoc}
${BoardMoneyFragmentDoc}
${BoardFilesFragmentDoc}
${BoardChangeFragmentDoc}` as unknown as DocumentNode<BoardModelPageQuery, BoardModelPageQueryVariables>;
export const BoardEvaluationDocument = /*#__PURE__*/ gql`
    query BoardEvaluation($arn: ModelVersionArn!) {
  modelVersion(arn: $arn) {
    evaluationResult {
      report {
        f1Score
        precision
        recall
        numberOfTestingImages
        numberOfTrainingImages
        labels {
          label
          f1Score
          precision
          recall
          threshold
          numberOfTestingImages
        }
        confusionMatrix {
          groundTruthLabel
          predictedLabel
          value
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<BoardEvaluationQuery, BoardEvaluationQueryVariables>;
export const BoardManifestDocument = /*#__PURE__*/ gql`
    query BoardManifest($arn: ModelVersionArn!) {
  modelVersion(arn: $arn) {
    manifestSummary {
      report {
        errors {
          code
          message
        }
        training {
          totalLines
          ignoredLines
          invalidLines
        }
        testing {
          totalLines
          ignoredLines
          invalidLines
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<BoardManifestQuery, BoardManifestQueryVariables>;
export const BoardStartDocument = /*#__PURE__*/ gql`
    mutation BoardStart($input: StartModelVersionInput!) {
  startModelVersion(input: $input) {
    modelVersion {
      status
    }
    plan {
      ...BoardForeseen
    }
    warnings {
      message
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardStartMutation, BoardStartMutationVariables>;
export const BoardStopDocument = /*#__PURE__*/ gql`
    mutation BoardStop($input: StopModelVersionInput!) {
  stopModelVersion(input: $input) {
    modelVersion {
      status
    }
    plan {
      ...BoardForeseen
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardStopMutation, BoardStopMutationVariables>;
export const BoardPlanStopDocument = /*#__PURE__*/ gql`
    mutation BoardPlanStop($input: SetModelVersionStopInput!) {
  setModelVersionStop(input: $input) {
    plan {
      ...BoardForeseen
    }
    warnings {
      message
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardPlanStopMutation, BoardPlanStopMutationVariables>;
export const BoardSchedulesDocument = /*#__PURE__*/ gql`
    query BoardSchedules($arn: ModelVersionArn!) {
  modelVersion(arn: $arn) {
    project {
      arn
      schedules(first: 50) {
        nodes {
          name
        }
      }
    }
    schedules {
      ...BoardSchedule
    }
  }
}
    ${BoardScheduleFragmentDoc}` as unknown as DocumentNode<BoardSchedulesQuery, BoardSchedulesQueryVariables>;
export const BoardPutScheduleDocument = /*#__PURE__*/ gql`
    mutation BoardPutSchedule($input: PutScheduleInput!) {
  putSchedule(input: $input) {
    plan {
      ...BoardForeseen
    }
    warnings {
      message
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardPutScheduleMutation, BoardPutScheduleMutationVariables>;
export const BoardDeleteScheduleDocument = /*#__PURE__*/ gql`
    mutation BoardDeleteSchedule($input: DeleteScheduleInput!) {
  deleteSchedule(input: $input) {
    plan {
      ...BoardForeseen
    }
    warnings {
      message
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardDeleteScheduleMutation, BoardDeleteScheduleMutationVariables>;
export const BoardSpendDocument = /*#__PURE__*/ gql`
    query BoardSpend($from: DateTime!) {
  spend(from: $from, groupBy: ACCOUNT_REGION, first: 1) {
    total {
      ...BoardUsage
    }
  }
}
    ${BoardUsageFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardSpendQuery, BoardSpendQueryVariables>;
export const BoardUsageByDayDocument = /*#__PURE__*/ gql`
    query BoardUsageByDay($arn: ModelVersionArn!, $d0: DateTime!, $d1: DateTime!, $d2: DateTime!, $d3: DateTime!, $d4: DateTime!, $d5: DateTime!, $d6: DateTime!, $d7: DateTime!, $d8: DateTime!, $d9: DateTime!, $d10: DateTime!, $d11: DateTime!, $d12: DateTime!, $d13: DateTime!) {
  modelVersion(arn: $arn) {
    all: usage(from: $d0) {
      ...BoardUsage
    }
    day0: usage(from: $d0, to: $d1) {
      ...BoardUsage
    }
    day1: usage(from: $d1, to: $d2) {
      ...BoardUsage
    }
    day2: usage(from: $d2, to: $d3) {
      ...BoardUsage
    }
    day3: usage(from: $d3, to: $d4) {
      ...BoardUsage
    }
    day4: usage(from: $d4, to: $d5) {
      ...BoardUsage
    }
    day5: usage(from: $d5, to: $d6) {
      ...BoardUsage
    }
    day6: usage(from: $d6, to: $d7) {
      ...BoardUsage
    }
    day7: usage(from: $d7, to: $d8) {
      ...BoardUsage
    }
    day8: usage(from: $d8, to: $d9) {
      ...BoardUsage
    }
    day9: usage(from: $d9, to: $d10) {
      ...BoardUsage
    }
    day10: usage(from: $d10, to: $d11) {
      ...BoardUsage
    }
    day11: usage(from: $d11, to: $d12) {
      ...BoardUsage
    }
    day12: usage(from: $d12, to: $d13) {
      ...BoardUsage
    }
    day13: usage(from: $d13) {
      ...BoardUsage
    }
  }
}
    ${BoardUsageFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardUsageByDayQuery, BoardUsageByDayQueryVariables>;
export const BoardWorkflowsDocument = /*#__PURE__*/ gql`
    query BoardWorkflows {
  workflows(first: 50) {
    nodes {
      ...BoardWorkflow
    }
  }
}
    ${BoardWorkflowFragmentDoc}` as unknown as DocumentNode<BoardWorkflowsQuery, BoardWorkflowsQueryVariables>;
export const BoardPlacesDocument = /*#__PURE__*/ gql`
    query BoardPlaces($accountId: String!, $region: String!, $projects: [String!]!) {
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
    ` as unknown as DocumentNode<BoardPlacesQuery, BoardPlacesQueryVariables>;
export const BoardRollOutDocument = /*#__PURE__*/ gql`
    mutation BoardRollOut($input: RollOutModelVersionInput!) {
  rollOutModelVersion(input: $input) {
    plan {
      ...BoardForeseen
    }
    warnings {
      message
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardRollOutMutation, BoardRollOutMutationVariables>;
export const BoardPromoteDocument = /*#__PURE__*/ gql`
    mutation BoardPromote($input: PromoteModelVersionInput!) {
  promoteModelVersion(input: $input) {
    plan {
      ...BoardForeseen
    }
    warnings {
      message
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardPromoteMutation, BoardPromoteMutationVariables>;
export const BoardCancelWorkflowDocument = /*#__PURE__*/ gql`
    mutation BoardCancelWorkflow($input: CancelWorkflowInput!) {
  cancelWorkflow(input: $input) {
    plan {
      ...BoardForeseen
    }
    userErrors {
      code
      message
      field
    }
  }
}
    ${BoardForeseenFragmentDoc}
${BoardMoneyFragmentDoc}` as unknown as DocumentNode<BoardCancelWorkflowMutation, BoardCancelWorkflowMutationVariables>;