import type { Turn } from '../../../src/automation/reconciler.js';
import type { StepAction } from '../../../src/automation/step-action.js';
import { WorkflowReconciler } from '../../../src/automation/workflow-reconciler.js';
import type { ModelVersionArn } from '../../../src/domain/arn.js';
import {
  planStep,
  planWorkflow,
  readWorkflow,
  type Workflow,
} from '../../../src/domain/automation/workflow.js';
import { silentLog } from '../../../src/log.js';
import type { StoredRecord } from '../../../src/records/port.js';
import type { Services } from '../../../src/services/session.js';
import { WORKFLOW_KIND } from '../../../src/services/workflows.js';
import { type AutomationStage, createAutomationStage } from '../../support/automation-stage.js';

const FOREIGN = 'arn:aws:kms:us-east-1:999988887777:key/1';
const ID = 'w1';

let stage: AutomationStage;
beforeEach(() => {
  stage = createAutomationStage();
});
afterEach(() => stage.close());

async function begin(): Promise<void> {
  const { accountId, region, name: projectName, arn } = stage.project;
  const value = planWorkflow({
    ...{ kind: 'PROMOTION', createdAt: stage.clock.wallNow(), aliasName: null, targets: [], input: {} },
    ...{ author: { subject: 'ann', groups: [], grants: [] }, modelVersionArn: '' as ModelVersionArn },
    project: { accountId, region, projectName, arn },
    steps: [planStep({ action: 'copy', name: 'copy' })],
  });
  await stage.services.records.commit([{ kind: WORKFLOW_KIND, key: ID, value }]);
}

const recordOf = () => stage.services.records.get(WORKFLOW_KIND, ID) as StoredRecord<Workflow>;

/** Everything that is due at this moment. */
async function reconcile(copy: StepAction, more: Partial<Services> = {}): Promise<Workflow> {
  const services = { ...stage.services, ...more };
  const load = async () => ({ copy });
  const reconciler = new WorkflowReconciler({
    ...{ services, log: silentLog, onAct: () => {}, kinds: { PROMOTION: load } },
  });
  for (;;) {
    const { act, reason } = reconciler.decide(recordOf(), services.clock.wallNow());
    if (act === null) return readWorkflow(recordOf().value);
    const turn: Turn = { reason, fencingToken: 1 };
    await reconciler.act(recordOf(), act, turn);
  }
}

it('what AWS says of a failure is told without ARNs: readers of the destination may not read the source', async () => {
  await begin();
  const failure = {
    code: 'UPSTREAM_FAILED',
    message: `No access to ${FOREIGN}.`,
    awsRequestId: null,
  } as const;
  const ended = await reconcile({ do: async () => ({ kind: 'failed', failure }) });
  const message = 'No access to a resource';
  expect(ended).toMatchObject({ state: 'FAILED', failure: { message }, steps: [{ message }] });
});

it('nothing is done while the gateway is read-only, and the first try afterwards is the first', async () => {
  await begin();
  const tries: boolean[] = [];
  const copy: StepAction = {
    async do({ isFirstTry }) {
      tries.push(isFirstTry);
      return { kind: 'done' };
    },
  };
  const guardRails = { ...stage.services.guardRails, isReadOnly: async () => true };
  const [step] = (await reconcile(copy, { guardRails })).steps;
  expect([tries, step?.state, step?.message]).toEqual([[], 'PENDING', 'The gateway is read-only now.']);
  await stage.clock.advance(10_000);
  expect([(await reconcile(copy)).state, tries]).toEqual(['SUCCEEDED', [true]]);
});
