import {
  MAX_KEPT,
  MAX_UNFINISHED,
  planWorkflow,
  type Workflow,
} from '../../../src/domain/automation/workflow.js';
import type { WorkflowState } from '../../../src/domain/automation/workflow-state.js';
import { LOCAL_OWNER } from '../../../src/domain/caller.js';
import { MemoryRecords } from '../../../src/records/memory-records.js';
import type { RecordStore } from '../../../src/records/port.js';
import { Permissions } from '../../../src/services/permissions.js';
import { beginWorkflow, progress, refuseTargets } from '../../../src/services/workflow-records.js';
import { WORKFLOW_KIND } from '../../../src/services/workflows.js';
import { aModelVersionArn, HERE } from '../../support/builders.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');

function aWorkflow(
  state: WorkflowState = 'RUNNING',
  targets: readonly string[] = [],
  endedAt: number | null = null,
  subject = 'ann',
): Workflow {
  return planWorkflow<unknown>({
    ...{ kind: 'PROMOTION', state, createdAt: NOW, endedAt, modelVersionArn: aModelVersionArn() },
    ...{
      author: { subject, groups: [], grants: [] },
      project: { ...HERE, projectName: 'p', arn: null },
    },
    ...{ aliasName: null, targets, input: {}, steps: [] },
  });
}

const put = (records: RecordStore, id: string, workflow: Workflow) =>
  records.commit([{ kind: WORKFLOW_KIND, key: id, value: workflow }]);
const sessionOn = (records: RecordStore) => ({
  ...{ records, caller: LOCAL_OWNER, upstream: { accounts: [HERE] } as never },
  permissions: new Permissions(LOCAL_OWNER, [HERE], async () => []),
});
const begin = (records: RecordStore, id: string, targets: readonly string[]) =>
  beginWorkflow(sessionOn(records), id, aWorkflow('RUNNING', targets));
const refuse = (records: RecordStore, targets: readonly string[]) =>
  refuseTargets(sessionOn(records), targets);

it('two that begin at the same moment are not about the same', async () => {
  const records = new MemoryRecords();
  const first = begin(records, 'a', ['alias x', 'version y']);
  const second = begin(records, 'b', ['version y']);
  expect((await first).id).toBe('a');
  await expect(second).rejects.toThrow('Another unfinished workflow');
  expect(() => refuse(records, ['alias x'])).toThrow('Another unfinished workflow');
});

it('what an ended one was about is free again, and that it ended is told with it', async () => {
  const records = new MemoryRecords();
  await begin(records, 'a', ['version y']);
  const record = records.get(WORKFLOW_KIND, 'a');
  if (!record) throw new Error('it is not there');
  await records.commit(progress(record, aWorkflow('SUCCEEDED', ['version y'], NOW), NOW));
  expect(() => refuse(records, ['version y'])).not.toThrow();
  const states = records.list<{ workflowState: string }>('event').map(({ value }) => value.workflowState);
  expect(states.toSorted()).toEqual(['RUNNING', 'SUCCEEDED']);
});

it('no more are unfinished than there may be', async () => {
  const records = new MemoryRecords();
  for (let index = 1; index < MAX_UNFINISHED; index += 1) await put(records, `w${index}`, aWorkflow());
  await put(records, 'ended', aWorkflow('FAILED', [], NOW));
  expect(() => refuse(records, ['x'])).not.toThrow();
  await put(records, 'one more', aWorkflow('UNDOING'));
  expect(() => refuse(records, ['x'])).toThrow('at most 1000 unfinished workflows');
});

it('of many that begin at the same moment no more are kept than there may be', async () => {
  const records = new MemoryRecords();
  for (let index = 3; index < MAX_UNFINISHED; index += 1) await put(records, `w${index}`, aWorkflow());
  const begun = await Promise.allSettled(
    Array.from({ length: 9 }, (_, index) => begin(records, `new-${index}`, [`${index}`])),
  );
  expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(records.list(WORKFLOW_KIND)).toHaveLength(MAX_UNFINISHED);
});

it('of the ended ones, those that ended first make room', async () => {
  const records = new MemoryRecords();
  for (let index = 0; index < MAX_KEPT; index += 1)
    await put(records, `w${index}`, aWorkflow('CANCELLED', [], NOW + index));
  await begin(records, 'new', ['x']);
  expect(records.get(WORKFLOW_KIND, 'w0')).toBeUndefined();
  expect(records.get(WORKFLOW_KIND, 'w1')).toBeDefined();
  expect(records.list(WORKFLOW_KIND)).toHaveLength(MAX_KEPT);
});

it('what has ended of one subject makes no room for what ends of another', async () => {
  const records = new MemoryRecords();
  for (let index = 0; index < MAX_KEPT - 1; index += 1)
    await put(records, `busy-${index}`, aWorkflow('FAILED', [], NOW + 1 + index, 'busy'));
  await put(records, 'the only one', aWorkflow('SUCCEEDED', [], NOW, 'calm'));
  await begin(records, 'new', ['x']);
  expect(records.get(WORKFLOW_KIND, 'the only one')).toBeDefined();
  expect(records.get(WORKFLOW_KIND, 'busy-0')).toBeUndefined();
});
