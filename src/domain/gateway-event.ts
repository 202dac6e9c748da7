import type { ModelVersionArn, ProjectArn } from './arn.js';
import type { Failure } from './automation/failure.js';
import type { WorkflowState } from './automation/workflow-state.js';
import type { EpochMs } from './model.js';

/** Something that the log holds beside changes of status. Instants are of the wall clock. */
export interface GatewayEvent {
  /** Another one for each event: what is logged under it is not logged again. */
  readonly id: string;
  readonly kind:
    | 'ALIAS_MOVED'
    | 'WORKFLOW_CHANGED'
    | 'BUDGET_THRESHOLD_REACHED'
    | 'AUTOMATION_FAILED'
    | 'AUTOMATION_SKIPPED';
  readonly at: EpochMs;
  /** Shown to callers that may read all of it. */
  readonly scope: EventScope;
  /** The record that it is about, which may be gone by now. */
  readonly record: { readonly kind: string; readonly key: string };
  readonly modelVersionArn?: ModelVersionArn;
  readonly aliasChange?: AliasChange;
  readonly workflowState?: WorkflowState;
  readonly thresholdPercent?: number;
  readonly failure?: Failure & { readonly retryAt: EpochMs | null };
  /** In words; carries nothing that its readers may not see. */
  readonly message?: string;
}

/** All that is given must match; nothing given: everything. */
export interface EventScope {
  readonly accountId?: string;
  readonly region?: string;
  readonly projectArns?: readonly ProjectArn[];
}

/** One move of an alias, as its history has it too. */
export interface AliasChange {
  readonly at: EpochMs;
  readonly by: string;
  readonly previousModelVersionArn: ModelVersionArn | null;
  /** Null: the alias was deleted. */
  readonly modelVersionArn: ModelVersionArn | null;
  /** Of the workflow that moved it; null: a person did. */
  readonly workflowId: string | null;
}
