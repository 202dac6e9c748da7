import type { ModelVersionArn } from '../arn.js';
import type { ErrorCode } from '../errors.js';
import type { EpochMs } from '../model.js';
import type { PlannedCall } from '../plan.js';
import type { Failure } from './failure.js';
import type { Workflow, WorkflowProject, WorkflowStep } from './workflow.js';

/** What came of one try to do a step. */
export type Done =
  | {
      readonly kind: 'done';
      readonly made?: unknown;
      readonly message?: string;
      readonly takeBack?: readonly PlannedCall[];
      readonly more?: Found;
    }
  /** It was so already: nothing was changed, and nothing is to be taken back. */
  | { readonly kind: 'skipped'; readonly made?: unknown; readonly message: string; readonly more?: Found }
  /** Somebody else has changed it meanwhile: it stays as it is, and the workflow goes on. */
  | { readonly kind: 'left'; readonly message: string }
  /** No try more would help. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | Waiting;

/** What came of one try to take a step back. */
export type Undone =
  | { readonly kind: 'undone'; readonly message?: string }
  /** There is nothing that could be taken back: the step's state stays. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'left'; readonly message: string }
  | Waiting;

interface Waiting {
  readonly kind: 'wait';
  readonly untilAt: EpochMs;
  readonly message: string;
  readonly waitsFor?: WorkflowStep['waitsFor'];
  /** Since when what was made is not found. Default: it is. */
  readonly goneAt?: EpochMs;
  /** Default: what was made so far. */
  readonly made?: unknown;
  readonly takeBack?: readonly PlannedCall[];
}

/** What the workflow learns from a step. */
interface Found {
  readonly project?: WorkflowProject;
  readonly resultArn?: ModelVersionArn;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Errors that end by themselves. */
const PASSING: readonly ErrorCode[] = [
  'UPSTREAM_THROTTLED',
  'UPSTREAM_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
];
/** Errors that may pass: so many tries in a row, with growing pauses, take about ten minutes. */
const DOUBTFUL: readonly ErrorCode[] = ['OUTCOME_UNKNOWN', 'UPSTREAM_FAILED'];
const DOUBTFUL_TRIES = 15;

/** The record before the first try of a step: from now on it may have changed something. */
export function afterBegin(workflow: Workflow, action: string, now: EpochMs): Workflow {
  return withStep(workflow, action, () => ({
    ...{ state: 'RUNNING', startedAt: now, attempts: 1, hasActed: true },
  }));
}

export function afterDone(workflow: Workflow, action: string, done: Done, now: EpochMs): Workflow {
  if (done.kind === 'failed') return failed(workflow, action, done.failure, now);
  const failure = workflow.state === 'UNDOING' ? workflow.failure : null;
  if (done.kind === 'wait') {
    const waited = { ...waiting(workflow, action, done, now), failure };
    // Cancelled during the try: what it would have waited for is taken back at once.
    if (workflow.state !== 'UNDOING') return waited;
    return withStep(waited, action, () => ({ retryAt: null, waitsFor: null }));
  }
  const more = done.kind === 'left' ? {} : done.more;
  const moved = withStep(workflow, action, (step) => ({
    ...{ endedAt: now, message: done.message ?? null },
    ...{ failures: 0, retryAt: null, waitsFor: null, hasActed: done.kind === 'done' },
    ...(done.kind !== 'left' && { made: done.made ?? step.made }),
    ...(done.kind === 'done' && { takeBack: done.takeBack ?? step.takeBack }),
    state: ({ done: 'DONE', skipped: 'SKIPPED', left: 'LEFT' } as const)[done.kind],
  }));
  return { ...moved, ...more, failure };
}

export function afterUndone(workflow: Workflow, action: string, undone: Undone, now: EpochMs): Workflow {
  if (undone.kind === 'wait') return waiting(workflow, action, undone, now);
  return withStep(workflow, action, (step) => ({
    ...{ hasActed: false, retryAt: null, waitsFor: null, failures: 0 },
    ...(undone.kind !== 'kept' && { endedAt: now, message: undone.message ?? step.message }),
    state: stateUndone(step, undone.kind),
  }));
}

/** The step whose failure ended the workflow stays FAILED, unless something of it is left. */
function stateUndone({ state }: WorkflowStep, kind: 'undone' | 'kept' | 'left') {
  if (kind === 'left') return 'LEFT';
  if (kind === 'kept' && state === 'RUNNING') return 'UNDONE';
  return kind === 'kept' || state === 'FAILED' ? state : 'UNDONE';
}

/** A try to do a step has failed: it is tried again, or all that was done is taken back. */
export function afterFailure(workflow: Workflow, action: string, failure: Failure, now: EpochMs): Workflow {
  const step = workflow.steps.find((it) => it.action === action);
  const failures = (step?.failures ?? 0) + 1;
  const isTried = step?.isFinal || step?.isTakingBack || !isTerminal(failure.code, failures);
  if (workflow.state === 'UNDOING' || !isTried) return failed(workflow, action, failure, now);
  const { message } = failure;
  const retryAt = now + pauseMs(failures);
  const retried = withStep(workflow, action, ({ attempts }) => ({
    ...{ attempts: attempts + 1, failures, retryAt, triedAt: now, message, waitsFor: null },
  }));
  return { ...retried, failure: { ...failure, retryAt } };
}

/** It may have been cancelled during the try: then that is what ends it. */
function failed(workflow: Workflow, action: string, failure: Failure, now: EpochMs): Workflow {
  const { message } = failure;
  const stopped = withStep(workflow, action, () => ({
    ...{ state: 'FAILED', endedAt: now, message, failures: 0, retryAt: null, waitsFor: null },
  }));
  if (workflow.state === 'UNDOING') return stopped;
  return { ...stopped, state: 'UNDOING', endsAs: 'FAILED', failure: { ...failure, retryAt: null } };
}

function isTerminal(code: ErrorCode, failures: number): boolean {
  return !PASSING.includes(code) && !(DOUBTFUL.includes(code) && failures < DOUBTFUL_TRIES);
}

/** A try to take a step back has failed: it is tried until it succeeds. */
export function afterUndoFailure(
  workflow: Workflow,
  action: string,
  message: string,
  now: EpochMs,
): Workflow {
  return withStep(workflow, action, ({ failures }) => ({
    ...{ state: 'UNDO_FAILED', message, waitsFor: null },
    ...{ failures: failures + 1, retryAt: now + pauseMs(failures + 1) },
  }));
}

export function afterEnd(workflow: Workflow, now: EpochMs): Workflow {
  const resultArn = workflow.endsAs === 'SUCCEEDED' ? workflow.resultArn : null;
  return { ...workflow, state: workflow.endsAs, endedAt: now, resultArn };
}

export function isCancellable({ state, steps }: Workflow): boolean {
  return state === 'RUNNING' && !steps.some(({ isFinal, startedAt }) => isFinal && startedAt !== null);
}

/** What was done so far is taken back from now on. */
export function afterCancel(workflow: Workflow): Workflow {
  const steps = workflow.steps.map((it) => ({ ...it, failures: 0, retryAt: null, waitsFor: null }));
  return { ...workflow, steps, state: 'UNDOING', endsAs: 'CANCELLED', failure: null };
}

function waiting(workflow: Workflow, action: string, wait: Waiting, now: EpochMs): Workflow {
  const { untilAt: retryAt, message, goneAt = null, waitsFor = null } = wait;
  const isForward = workflow.state === 'RUNNING';
  return withStep(workflow, action, ({ made, takeBack, triedAt }) => ({
    triedAt: isForward ? now : triedAt,
    ...{ retryAt, waitedAt: now, message, goneAt, waitsFor, failures: 0 },
    ...{ made: wait.made ?? made, takeBack: wait.takeBack ?? takeBack },
  }));
}

function pauseMs(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
}

function withStep(
  workflow: Workflow,
  action: string,
  change: (step: WorkflowStep) => Partial<WorkflowStep>,
): Workflow {
  const steps = workflow.steps.map((it) => (it.action === action ? { ...it, ...change(it) } : it));
  return { ...workflow, steps };
}
