import type { Workflow } from '../../domain/automation/workflow.js';
import { afterCancel, isCancellable } from '../../domain/automation/workflow-progress.js';
import { GatewayError } from '../../domain/errors.js';
import type { StoredRecord } from '../../records/port.js';
import { projectNameOf, readable } from '../permissions.js';
import type { Session } from '../session.js';
import { progress } from '../workflow-records.js';
import { toNode, WORKFLOW_KIND, type WorkflowNode } from '../workflows.js';
import type { Change } from './one-change.js';

interface CancelledWorkflow {
  readonly workflow: WorkflowNode;
}

/** Steps that end at the same time. */
const MAX_CONFLICTS = 50;

/**
 * Lets a workflow take back what it has done. May be refused as NOT_FOUND, and as IN_USE once it has ended, or does what cannot
 * be taken back. It has happened if the workflow is cancelled.
 */
export function cancelWorkflow(id: string): Change<object, WorkflowNode, CancelledWorkflow> {
  return {
    check: () => {},
    async before(session) {
      refuseCancel(toNode(recordOf(session, id)).workflow);
      return {};
    },
    async foresee(session) {
      const { steps } = toNode(recordOf(session, id)).workflow;
      const acted = steps.filter(({ hasActed }) => hasActed);
      const calls = acted.toReversed().flatMap(({ takeBack }) => takeBack);
      return {
        calls: await readable(session.permissions, calls, ({ arn, ...at }) =>
          arn === null ? { ...at, projectName: '' } : projectNameOf(arn),
        ),
      };
    },
    send: (session) => cancel(session, id),
    async recognise(session) {
      const node = toNode(recordOf(session, id));
      return isCancelled(node.workflow) ? { sent: node } : 'not-done';
    },
    answer: async (_session, workflow) => ({ workflow }),
  };
}

async function cancel(session: Session, id: string): Promise<WorkflowNode> {
  const { records, clock } = session;
  for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
    const record = recordOf(session, id);
    const { workflow } = toNode(record);
    if (isCancelled(workflow)) return toNode(record);
    refuseCancel(workflow);
    const stored = await records.commit(progress(record, afterCancel(workflow), clock.wallNow()));
    if (stored?.[0]) return toNode(stored[0]);
  }
  throw new GatewayError('STORAGE_UNAVAILABLE', 'The workflow is changing all the time. Try again later.');
}

function recordOf({ records }: Session, id: string): StoredRecord {
  const record = records.get(WORKFLOW_KIND, id);
  if (record) return record;
  throw new GatewayError('NOT_FOUND', 'There is no such workflow.', { field: ['id'] });
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
