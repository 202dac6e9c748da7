import type { BoardWorkflowFragment } from '../generated.js';

export type Workflow = BoardWorkflowFragment;
export type Step = Workflow['steps'][number];

export const KIND_WORDS = { PROMOTION: 'promotion', ROLL_OUT: 'rollout' } as const;

/** How a state of a workflow or of a step is called, and what it means to a viewer, as the statuses of models do. */
export const STATES = {
  RUNNING: ['under way', 'moving'],
  UNDOING: ['taking back', 'moving'],
  SUCCEEDED: ['done', 'running'],
  FAILED: ['failed', 'failed'],
  CANCELLED: ['cancelled', 'resting'],
} as const satisfies Record<Workflow['state'], readonly [string, string]>;

export const STEP_STATES = {
  PENDING: ['to come', 'resting'],
  RUNNING: ['under way', 'moving'],
  DONE: ['done', 'running'],
  SKIPPED: ['was so already', 'running'],
  FAILED: ['failed', 'failed'],
  UNDONE: ['taken back', 'resting'],
  LEFT: ['left as it is', 'resting'],
  UNDO_FAILED: ['not taken back yet', 'failed'],
} as const satisfies Record<Step['state'], readonly [string, string]>;

/** Those that ended show for so long. */
const SHOWN_MS = 24 * 3_600_000;
/** And so many of them. */
const MOST_ENDED = 3;

/** Those that go on, and a few that ended lately, newest first. */
export function currentOf(workflows: readonly Workflow[], nowMs: number): readonly Workflow[] {
  const ended = workflows.filter((it) => it.endedAt !== null && nowMs - Date.parse(it.endedAt) < SHOWN_MS);
  const few = new Set(ended.slice(0, MOST_ENDED));
  return workflows.filter((it) => it.endedAt === null || few.has(it));
}

/** Those of a model: as what is brought somewhere, or as what came of it. */
export function workflowsOf(arn: string, workflows: readonly Workflow[]): readonly Workflow[] {
  return workflows.filter((it) => it.modelVersionArn === arn || it.result?.arn === arn);
}

/** Those that may cancel it are the ones that see its subject: it, and owners. */
export function mayCancel({ isCancellable, startedBy }: Workflow): boolean {
  return isCancellable && startedBy !== null;
}
