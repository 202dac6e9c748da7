import {
  MAX_KEPT,
  MAX_UNFINISHED,
  planWorkflow,
  type Workflow,
} from '../../../src/domain/automation/workflow.js';
import type { WorkflowState } from '../../../src/domain/automation/workflow-state.js';
import { createMemoryRecords } from '../../../src/records/memory-records.js';
import type { RecordStore } from '../../../src/records/port.js';
import { beginning, progress, refuseTargets, WORKFLOW_KIND } from '../../../src/services/workflows.js';
import { aModelVersionArn, HERE } from '../../support/builders.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');

function aWorkflow(
  state: WorkflowState = 'RUNNING',
  targets: readonly string[] = [],
  endedAt: number | null = null,
): Workflow {
  return planWorkflow<unknown>({
    ...{ kind: 'PROMOTION', state, createdAt: NOW, endedAt, modelVersionArn: aModelVersionArn() },
    ...{
      author: { subject: 'ann', groups: [], grants: [] },
      project: { ...HERE, projectName: 'p', arn: null },
    },
    ...{ aliasName: null, targets, input: {}, steps: [] },
  });
}

const put = (records: RecordStore, id: string, workflow: Workflow) =>
  records.commit([{ kind: WORKFLOW_KIND, key: id, value: workflow }]);
const begin = (records: RecordStore, id: string, targets: readonly string[]) =>
  records.commit(beginning(records, id, aWorkflow('RUNNING', targets)));

it('two that begin at the same moment are not about the same', async () => {
  const records = createMemoryRecords();
  const first = beginning(records, 'a', aWorkflow('RUNNING', ['alias x', 'version y']));
  const second = beginning(records, 'b', aWorkflow('RUNNING', ['version y']));
  expect(await records.commit(first)).not.toBeNull();
  expect(await records.commit(second)).toBeNull();
  expect(() => refuseTargets({ records }, ['alias x'])).toThrow('Another unfinished workflow');
});

it('what an ended one was about is free again, and that it ended is told with it', async () => {
  const records = createMemoryRecords();
  await begin(records, 'a', ['version y']);
  const record = records.get(WORKFLOW_KIND, 'a');
  if (!record) throw new Error('it is not there');
  await records.commit(progress(record, aWorkflow('SUCCEEDED', ['version y'], NOW), NOW));
  expect(() => refuseTargets({ records }, ['version y'])).not.toThrow();
  const states = records.list<{ workflowState: string }>('event').map(({ value }) => value.workflowState);
  expect(states.toSorted()).toEqual(['RUNNING', 'SUCCEEDED']);
});

it('no more are unfinished than there may be', async () => {
  const records = createMemoryRecords();
  for (let index = 1; index < MAX_UNFINISHED; index += 1) await put(records, `w${index}`, aWorkflow());
  await put(records, 'ended', aWorkflow('FAILED', [], NOW));
  expect(() => refuseTargets({ records }, ['x'])).not.toThrow();
  await put(records, 'one more', aWorkflow('UNDOING'));
  expect(() => refuseTargets({ records }, ['x'])).toThrow('at most 1000 unfinished workflows');
});

it('of the ended ones, those that ended first make room', async () => {
  const records = createMemoryRecords();
  for (let index = 0; index < MAX_KEPT; index += 1)
    await put(records, `w${index}`, aWorkflow('CANCELLED', [], NOW + index));
  await begin(records, 'new', ['x']);
  expect(records.get(WORKFLOW_KIND, 'w0')).toBeUndefined();
  expect(records.get(WORKFLOW_KIND, 'w1')).toBeDefined();
  expect(records.list(WORKFLOW_KIND)).toHaveLength(MAX_KEPT);
});
