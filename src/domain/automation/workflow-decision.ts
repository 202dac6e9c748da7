import type { ModelVersionArn } from '../arn.js';
import type { EpochMs } from '../model.js';
import type { ModelVersionStatus } from '../status.js';
import type { Decision } from './decision.js';
import { isEnded, KEPT_MS, type Workflow, type WorkflowStep } from './workflow.js';

/** Do a step or take it back, end the workflow, or take away the record of one that ended long ago. */
export type WorkflowAct =
  | { readonly kind: 'do' | 'undo'; readonly action: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'forget' };

/** The status of a version as last seen. Null: it is gone. Undefined: nothing is known of it yet. */
export type StatusOf = (arn: ModelVersionArn) => ModelVersionStatus | null | undefined;

/** Between two tries, where the catalog and AWS say different things of a version. */
const SHORTEST_PAUSE_MS = 500;

/** What a workflow asks for now. */
export function decideWorkflow(workflow: Workflow, statusOf: StatusOf, now: EpochMs): Decision<WorkflowAct> {
  const { state, endedAt, createdAt, steps } = workflow;
  if (isEnded(workflow)) return decideEnded((endedAt ?? createdAt) + KEPT_MS, now);
  const isForward = state === 'RUNNING';
  const step = isForward ? steps.find((it) => !isPassed(it)) : steps.findLast(({ hasActed }) => hasActed);
  if (!step) return { act: { kind: 'end' }, wakeAt: null, reason: `it has ended: ${workflow.endsAs}` };
  const { action, name } = step;
  const tryAt = hasMoved(step, statusOf) ? (step.waitedAt ?? 0) + SHORTEST_PAUSE_MS : step.retryAt;
  if (tryAt !== null && now < tryAt)
    return { act: null, wakeAt: tryAt, reason: `${name}: it is tried again then` };
  const kind = isForward ? 'do' : 'undo';
  return { act: { kind, action }, wakeAt: null, reason: `${name}${isForward ? '' : ': taken back'}` };
}

function decideEnded(forgetAt: EpochMs, now: EpochMs): Decision<WorkflowAct> {
  if (now < forgetAt) return { act: null, wakeAt: forgetAt, reason: 'it has ended' };
  return { act: { kind: 'forget' }, wakeAt: null, reason: 'it ended long ago' };
}

/** The workflow has passed it on its way forward. */
function isPassed({ state }: WorkflowStep): boolean {
  return state === 'DONE' || state === 'SKIPPED' || state === 'LEFT';
}

function hasMoved({ waitsFor }: WorkflowStep, statusOf: StatusOf): boolean {
  if (waitsFor === null) return false;
  const status = statusOf(waitsFor.arn);
  return status !== undefined && status !== waitsFor.status;
}
