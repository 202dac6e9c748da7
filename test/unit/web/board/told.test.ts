import type { GatewayEvent } from '../../../../src/client/index.js';
import { toTold } from '../../../../src/web/board/data/told.js';

const arnOf = (version: string) =>
  `arn:aws:rekognition:us-east-1:123456789012:project/cats/version/${version}/1`;

function told(event: Partial<GatewayEvent>) {
  const { arn = null, words = null } =
    toTold({ cursor: 'c', observedAt: 'z', ...event } as GatewayEvent) ?? {};
  return [arn, words];
}

const move = (to: string | null, from: string | null, alias = { id: 'a', name: 'champion' }) =>
  told({
    ...{ kind: 'ALIAS_MOVED', alias: to ? alias : null },
    aliasChange: {
      ...{ modelVersionArn: to && arnOf(to), previousModelVersionArn: from && arnOf(from), by: null },
    },
  });

it('says of an alias what it names, and what no more', () => {
  expect(move('v2', null)).toEqual([arnOf('v2'), 'champion names it']);
  expect(move('v2', 'v1')).toEqual([arnOf('v2'), 'champion names it now, and not v1']);
  expect(move(null, 'v1')).toEqual([arnOf('v1'), 'An alias names it no more']);
});

it('says how far a workflow is, and follows it by its id', () => {
  const workflow = { id: 'w', kind: 'ROLL_OUT', state: 'RUNNING', modelVersionArn: arnOf('v2') } as const;
  const event = { kind: 'WORKFLOW_CHANGED', workflow, workflowState: 'FAILED' } as const;
  expect(told(event)).toEqual([arnOf('v2'), 'its rollout has failed']);
  expect(toTold({ cursor: 'c', observedAt: 'z', ...event } as unknown as GatewayEvent)?.about).toBe('w');
  expect(told({ ...event, workflow: null })).toEqual([null, 'its workflow has failed']);
});

it('says where changes were lost', () => {
  expect(told({ kind: 'GAP' })).toEqual([null, 'changes were lost here; what is below was told before']);
});

it('gives what the gateway says of budgets and failures, and nothing for a kind of a later version', () => {
  expect(
    told({ kind: 'AUTOMATION_FAILED', modelVersionArn: arnOf('v1'), message: 'It was not stopped.' }),
  ).toEqual([arnOf('v1'), 'It was not stopped']);
  expect(toTold({ kind: 'LATER' } as unknown as GatewayEvent)).toBeNull();
});
