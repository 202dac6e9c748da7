import type { Workflow } from '../../domain/automation/workflow.js';
import { afterCancel, isCancellable } from '../../domain/automation/workflow-progress.js';
import { GatewayError } from '../../domain/errors.js';
import { findNode } from '../global-ids.js';
import type { Session } from '../session.js';
import { progress, toNode, WORKFLOW_KIND, type WorkflowNode } from '../workflows.js';
import type { Change } from './one-change.js';

interface CancelledWorkflow {
  readonly workflow: WorkflowNode;
}

/** Steps that end at the same time. */
const MAX_CONFLICTS = 50;

/**
 * Lets a workflow take back what it has done. May be refused as NOT_FOUND, and as IN_USE once it has ended, or does what cannot
 * be taken back. It has happened if the workflow is cancelled.
 * @param id - as clients have it
 */
export function cancelWorkflow(id: string): Change<object, WorkflowNode, CancelledWorkflow> {
  return {
    check: () => {},
    async before(session) {
      refuseCancel((await nodeOf(session, id)).workflow);
      return {};
    },
    async foresee(session) {
      const { steps } = (await nodeOf(session, id)).workflow;
      const acted = steps.filter(({ hasActed }) => hasActed);
      return { calls: acted.toReversed().flatMap(({ takeBack }) => takeBack) };
    },
    async send(session) {
      const { records, clock } = session;
      const { id: key } = await nodeOf(session, id);
      for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
        const record = records.get(WORKFLOW_KIND, key);
        if (!record) throw gone();
        const { workflow } = toNode(record);
        if (isCancelled(workflow)) return toNode(record);
        refuseCancel(workflow);
        const stored = await records.commit(progress(record, afterCancel(workflow), clock.wallNow()));
        if (stored?.[0]) return toNode(stored[0]);
      }
      throw new GatewayError(
        'STORAGE_UNAVAILABLE',
        'The workflow is changing all the time. Try again later.',
      );
    },
    async recognise(session) {
      const node = await nodeOf(session, id);
      return isCancelled(node.workflow) ? { sent: node } : 'not-done';
    },
    answer: async (_session, workflow) => ({ workflow }),
  };
}

async function nodeOf(session: Session, id: string): Promise<WorkflowNode> {
  const node = await findNode(session, id);
  if (node?.kind !== 'Workflow') throw gone();
  return node;
}

function isCancelled({ endsAs }: Workflow): boolean {
  return endsAs === 'CANCELLED';
}

/** To cancel it twice is as good as once. */
function refuseCancel(workflow: Workflow): void {
  const { state, endsAs } = workflow;
  if (isCancellable(workflow) || (state === 'UNDOING' && endsAs === 'CANCELLED')) return;
  const why = state === 'RUNNING' ? 'it does what cannot be taken back' : `it is ${state}`;
  throw new GatewayError('IN_USE', `id: the workflow cannot be cancelled any more: ${why}.`, {
    field: ['id'],
  });
}

function gone(): GatewayError {
  return new GatewayError('NOT_FOUND', 'There is no such workflow.', { field: ['id'] });
}
