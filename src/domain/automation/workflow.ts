import type { AccountRegion, ModelVersionArn, ProjectArn } from '../arn.js';
import type { EpochMs } from '../model.js';
import type { PlannedCall } from '../plan.js';
import type { ModelVersionStatus } from '../status.js';
import type { Author } from './author.js';
import type { Failure } from './failure.js';
import type { WorkflowState } from './workflow-state.js';

export type WorkflowKind = 'PROMOTION' | 'ROLL_OUT';
type WorkflowEnd = Exclude<WorkflowState, 'RUNNING' | 'UNDOING'>;
export type StepState =
  | 'PENDING'
  | 'RUNNING'
  | 'DONE'
  | 'SKIPPED'
  | 'FAILED'
  | 'UNDONE'
  | 'UNDO_FAILED'
  | 'LEFT';

/** Several calls as one durable change; the key of its record is its id. Instants are of the wall clock. */
export interface Workflow<Input = unknown> {
  readonly kind: WorkflowKind;
  readonly state: WorkflowState;
  readonly createdAt: EpochMs;
  readonly endedAt: EpochMs | null;
  readonly author: Author;
  /** What is promoted or rolled out. */
  readonly modelVersionArn: ModelVersionArn;
  /** Whose readers see the workflow: the destination's, or the alias's. */
  readonly project: WorkflowProject;
  /** The alias of that project that is moved. */
  readonly aliasName: string | null;
  /** What no other unfinished workflow may be about. */
  readonly targets: readonly string[];
  /** What only its kind knows. It survives JSON. */
  readonly input: Input;
  /** In order; taken back in the opposite order. */
  readonly steps: readonly WorkflowStep[];
  /** The copy, or the version that the alias names now. */
  readonly resultArn: ModelVersionArn | null;
  /** How it will end: what a cancel or a failure makes of it. */
  readonly endsAs: WorkflowEnd;
  readonly failure: WorkflowFailure | null;
}

export interface WorkflowProject extends AccountRegion {
  readonly projectName: string;
  /** Null: it is not made yet. */
  readonly arn: ProjectArn | null;
}

export interface WorkflowStep {
  /** To show. */
  readonly name: string;
  /** Which of its kind's actions it is; unique in its workflow. */
  readonly action: string;
  readonly state: StepState;
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  /** Tries, the present or next one included. */
  readonly attempts: number;
  readonly message: string | null;
  /** From its beginning on, the workflow cannot be cancelled, and tries until the step is done. */
  readonly isFinal: boolean;
  /** It only takes back what an earlier step has made, so it is tried until that is done. */
  readonly isTakingBack: boolean;
  /** Something may have been changed by it that was not taken back. */
  readonly hasActed: boolean;
  /** What it found and made, for later steps and for taking it back. It survives JSON. */
  readonly made: unknown;
  /** The calls that would take it back, for a dry run of a cancel. */
  readonly takeBack: readonly PlannedCall[];
  /** Failed tries in a row, forward or back. */
  readonly failures: number;
  /** No try before this; null: at any time. */
  readonly retryAt: EpochMs | null;
  /** When it was last tried, going forward. */
  readonly triedAt: EpochMs | null;
  /** When it last had to wait, forward or back. */
  readonly waitedAt: EpochMs | null;
  /** Since when what it made is not found any more; 0: it was deleted. Null: it is found, or nothing is known. */
  readonly goneAt: EpochMs | null;
  /** When the status of this version is another than this one, it is tried without waiting for `retryAt`. */
  readonly waitsFor: AwaitedStatus | null;
}

interface AwaitedStatus {
  readonly arn: ModelVersionArn;
  /** As last seen; null: it was gone. */
  readonly status: ModelVersionStatus | null;
}

interface WorkflowFailure extends Failure {
  /** When it is tried again; null: not by itself. */
  readonly retryAt: EpochMs | null;
}

/** How long a workflow is kept after its end. In milliseconds. */
export const KEPT_MS = 30 * 86_400_000;
/** Of those that have ended, no more are kept than this. */
export const MAX_KEPT = 1_000;
export const MAX_UNFINISHED = 1_000;

/** A step that nothing was done of yet. */
export function planStep(step: Pick<WorkflowStep, 'name' | 'action'> & Partial<WorkflowStep>): WorkflowStep {
  return {
    ...{ state: 'PENDING', startedAt: null, endedAt: null, attempts: 0, message: null },
    ...{ isFinal: false, isTakingBack: false },
    ...{
      hasActed: false,
      made: null,
      takeBack: [],
      failures: 0,
      retryAt: null,
      triedAt: null,
      waitedAt: null,
    },
    ...{ goneAt: null, waitsFor: null },
    ...step,
  };
}

/** A workflow that nothing was done of yet. */
export function planWorkflow<Input>(
  workflow: Omit<Workflow<Input>, 'state' | 'endedAt' | 'resultArn' | 'endsAs' | 'failure'> &
    Partial<Workflow<Input>>,
): Workflow<Input> {
  return {
    ...{ state: 'RUNNING', endedAt: null, resultArn: null, endsAs: 'SUCCEEDED', failure: null },
    ...workflow,
  };
}

/** Reads a record of this release or an earlier one. */
export function readWorkflow(value: unknown): Workflow {
  const workflow = planWorkflow(value as Workflow);
  return { ...workflow, steps: workflow.steps.map(planStep) };
}

export function isEnded({ state }: Pick<Workflow, 'state'>): boolean {
  return state !== 'RUNNING' && state !== 'UNDOING';
}

export function stepOf({ steps }: Workflow, action: string): WorkflowStep | undefined {
  return steps.find((it) => it.action === action);
}

/** What the step of this action has made; null: there is no such step, or it made nothing. */
export function madeBy<Made>(workflow: Workflow, action: string): Made | null {
  return (stepOf(workflow, action)?.made ?? null) as Made | null;
}
