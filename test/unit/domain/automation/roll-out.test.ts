import type { ModelVersionArn } from '../../../../src/domain/arn.js';
import {
  judgeStart,
  judgeUndo,
  type MadeStart,
  type RollOut,
  rollOutSteps,
} from '../../../../src/domain/automation/roll-out.js';
import type { ModelVersionStatus } from '../../../../src/domain/status.js';

const V1 = 'arn:aws:rekognition:us-east-1:123456789012:project/a/version/v1/1' as ModelVersionArn;
const NOW = 1_764_000_000_000;
const MINUTE_MS = 60_000;

const input = (more: Partial<RollOut> = {}): RollOut => ({
  ...{ minInferenceUnits: 2, maxInferenceUnits: null, aliasRevision: '7', previousArn: V1, bakeMs: 1 },
  ...{ stopsPrevious: true, longestStartMs: 30 * MINUTE_MS },
  ...more,
});
const sent = (
  agoMs: number,
  from: ModelVersionStatus = 'STOPPED',
  more: Partial<MadeStart> = {},
): MadeStart => ({
  ...{ isOwn: true, isSent: true, at: NOW - agoMs, from, stoppedAt: null },
  ...more,
});
const intent = (agoMs: number) => sent(agoMs, 'STOPPED', { isSent: false });

describe('the steps', () => {
  const names = { version: 'v2', alias: 'champion', previous: 'v1' };
  it.each<[Partial<RollOut>, readonly string[]]>([
    [{}, ['start', 'move-alias', 'bake', 'stop-previous']],
    [{ bakeMs: 0 }, ['start', 'move-alias', 'stop-previous']],
    [{ stopsPrevious: false }, ['start', 'move-alias', 'bake']],
    [{ previousArn: null, bakeMs: 0 }, ['start', 'move-alias']],
  ])('of %j', (more, actions) => {
    expect(rollOutSteps(input(more), names).map((it) => it.action)).toEqual(actions);
  });

  it('only the stop of the one before cannot be cancelled', () => {
    const final = rollOutSteps(input(), names).filter((it) => it.isFinal);
    expect(final.map((it) => it.name)).toEqual(['stop v1']);
  });
});

it.each<[ModelVersionStatus, MadeStart | null, string]>([
  ['RUNNING', null, 'running'],
  ['STARTING', null, 'starting'],
  ['UNKNOWN', sent(0), 'starting'],
  ['STOPPING', null, 'stopping'],
  ['STOPPED', null, 'standing'],
  ['STOPPED', intent(5 * MINUTE_MS), 'standing'],
  ['STOPPED', sent(MINUTE_MS - 1), 'settling'],
  ['STOPPED', sent(MINUTE_MS), 'ended'],
  ['STOPPED', sent(1, 'TRAINING_COMPLETED'), 'ended'],
  ['FAILED', sent(1), 'failed'],
  ['FAILED', sent(1, 'FAILED'), 'settling'],
  ['FAILED', sent(MINUTE_MS, 'FAILED'), 'failed'],
])('a start that shows %s after %j is %s', (status, made, verdict) => {
  expect(judgeStart(status, made, NOW)).toBe(verdict);
});

it.each<[ModelVersionStatus, number, MadeStart, string]>([
  ['RUNNING', 2, sent(MINUTE_MS), 'stop'],
  ['RUNNING', 2, intent(1), 'stop'],
  ['RUNNING', 3, sent(MINUTE_MS), 'restarted'],
  ['RUNNING', 2, sent(9 * MINUTE_MS, 'STOPPED', { stoppedAt: NOW - 1 }), 'wait'],
  ['RUNNING', 2, sent(9 * MINUTE_MS, 'STOPPED', { stoppedAt: NOW - MINUTE_MS }), 'restarted'],
  ['STARTING', 2, sent(1), 'wait'],
  ['STOPPING', 2, sent(1), 'wait'],
  ['STOPPED', 2, sent(1), 'wait'],
  ['STOPPED', 2, sent(2, 'STOPPED', { stoppedAt: NOW - 1 }), 'done'],
  ['STOPPING', 2, sent(2, 'STOPPED', { stoppedAt: NOW - 1 }), 'wait'],
  ['STOPPED', 2, sent(MINUTE_MS), 'done'],
  ['STOPPED', 2, sent(9, 'STOPPED', { stoppedAt: NOW - 1 }), 'done'],
  ['STOPPED', 2, intent(1), 'wait'],
  ['STOPPED', 2, intent(MINUTE_MS), 'done'],
  ['FAILED', 2, sent(1), 'done'],
])(
  'to take back what shows %s with %i units after %j is to %s',
  (status, minInferenceUnits, made, verdict) => {
    expect(judgeUndo({ status, minInferenceUnits }, made, input(), NOW)).toBe(verdict);
  },
);
