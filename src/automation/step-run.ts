import type { Workflow, WorkflowStep } from '../domain/automation/workflow.js';
import { automaticSession, changeAutomatically } from '../services/mutations/automatic-change.js';
import type { Services } from '../services/session.js';
import { WORKFLOW_KIND } from '../services/workflows.js';
import type { Turn } from './reconciler.js';
import type { StepRun } from './step-action.js';

interface Try {
  readonly id: string;
  readonly workflow: Workflow;
  readonly step: WorkflowStep;
  readonly direction: 'do' | 'undo';
  readonly isFirstTry: boolean;
  readonly turn: Turn;
}

/**
 * Forward, with the present rights of the one that started the workflow; back, with the gateway's own: what the workflow
 * has made is taken back whatever has become of its author.
 */
export function createStepRun(
  services: Services,
  { id, workflow, step, direction, isFirstTry, turn }: Try,
): StepRun {
  const subject = `automation:${WORKFLOW_KIND}/${id}`;
  const cause = turn.reason;
  const author = direction === 'do' ? workflow.author : null;
  return {
    ...{ id, workflow, step, isFirstTry, now: services.clock.wallNow(), fencingToken: turn.fencingToken },
    session: automaticSession(services, { subject, cause, author: null }),
    require: (action, project) =>
      automaticSession(services, { subject, cause, author }).permissions.require(action, project),
    change: ({ mutation, input, declare, isTakingBack = false }) =>
      changeAutomatically(services, {
        ...{ subject, cause, mutation, input, declare, author: isTakingBack ? null : author },
        idempotencyKey: `${subject}/${step.action}${direction === 'do' ? '' : '/undo'}`,
      }),
  };
}
