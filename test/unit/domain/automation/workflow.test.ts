import { parseModelVersionArn } from '../../../../src/domain/arn.js';
import type { Failure } from '../../../../src/domain/automation/failure.js';
import {
  planStep,
  planWorkflow,
  readWorkflow,
  stepOf,
  type Workflow,
  type WorkflowStep,
} from '../../../../src/domain/automation/workflow.js';
import { decideWorkflow } from '../../../../src/domain/automation/workflow-decision.js';
import {
  afterBegin,
  afterCancel,
  afterDone,
  afterEnd,
  afterFailure,
  afterUndoFailure,
  afterUndone,
  isCancellable,
} from '../../../../src/domain/automation/workflow-progress.js';
import type { ErrorCode } from '../../../../src/domain/errors.js';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const NOW = Date.parse('2026-11-28T12:00:00Z');
const ARN = parseModelVersionArn('arn:aws:rekognition:us-east-1:123456789012:project/p/version/v/1');
const PROJECT = { accountId: '123456789012', region: 'us-east-1', projectName: 'p', arn: null };

const step = (action: string, more: Partial<WorkflowStep> = {}) =>
  planStep({ action, name: action, ...more });

function workflow(steps: readonly WorkflowStep[], more: Partial<Workflow> = {}): Workflow {
  return planWorkflow<unknown>({
    ...{ kind: 'PROMOTION', createdAt: NOW, author: { subject: 'ann', groups: [], grants: [] } },
    ...{ modelVersionArn: ARN, project: PROJECT, aliasName: null, targets: [], input: {}, steps },
    ...more,
  });
}

const failure = (code: ErrorCode): Failure => ({ code, message: 'in words', awsRequestId: 'r-1' });

/** What is done, in short, and in how many seconds it is decided again. */
function decided(
  it: Workflow,
  status?: 'COPYING_COMPLETED' | 'COPYING_IN_PROGRESS',
): [string, number | null] {
  const { act, wakeAt } = decideWorkflow(it, () => status, NOW);
  const what = act === null ? 'nothing' : 'action' in act ? `${act.kind} ${act.action}` : act.kind;
  return [what, wakeAt === null ? null : (wakeAt - NOW) / SECOND];
}

const statesOf = ({ steps }: Workflow) => steps.map(({ state }) => state).join(' ');
const done = step('a', { state: 'DONE', hasActed: true });
const inSeconds = (seconds: number) => NOW + seconds * SECOND;
const waitsFor = { arn: ARN, status: 'COPYING_IN_PROGRESS' } as const;

describe('a workflow', () => {
  it.each<[string, Workflow, [string, number | null]]>([
    ['begins with its first step', workflow([step('a'), step('b')]), ['do a', null]],
    ['goes on with the next', workflow([done, step('b')]), ['do b', null]],
    ['passes what was so already', workflow([step('a', { state: 'SKIPPED' }), step('b')]), ['do b', null]],
    ['passes what somebody changed', workflow([step('a', { state: 'LEFT' }), step('b')]), ['do b', null]],
    ['ends after its last step', workflow([done]), ['end', null]],
    [
      'waits before a step is tried again',
      workflow([step('a', { state: 'RUNNING', retryAt: inSeconds(9) })]),
      ['nothing', 9],
    ],
    [
      'tries again when it is time',
      workflow([step('a', { state: 'RUNNING', retryAt: NOW })]),
      ['do a', null],
    ],
    [
      'takes back the last step first',
      workflow([done, { ...done, action: 'b' }], { state: 'UNDOING' }),
      ['undo b', null],
    ],
    [
      'takes back what failed in the middle, too',
      workflow([done, step('b', { state: 'FAILED', hasActed: true })], { state: 'UNDOING' }),
      ['undo b', null],
    ],
    [
      'takes nothing back that it has not made',
      workflow([done, step('b', { state: 'SKIPPED' })], { state: 'UNDOING' }),
      ['undo a', null],
    ],
    [
      'ends when nothing is left to take back',
      workflow([step('a', { state: 'UNDONE' })], { state: 'UNDOING' }),
      ['end', null],
    ],
    [
      'is kept for a month',
      workflow([done], { state: 'SUCCEEDED', endedAt: NOW - DAY }),
      ['nothing', 29 * 86_400],
    ],
    ['is forgotten then', workflow([done], { state: 'FAILED', endedAt: NOW - 30 * DAY }), ['forget', null]],
  ])('%s', (_what, it, expected) => expect(decided(it)).toEqual(expected));

  it('does not wait for a status that has changed, but leaves AWS a moment', () => {
    const waiting = (waitedAt: number) =>
      workflow([step('a', { state: 'RUNNING', retryAt: inSeconds(30), waitedAt, waitsFor })]);
    expect(decided(waiting(NOW - SECOND))).toEqual(['nothing', 30]);
    expect(decided(waiting(NOW - SECOND), 'COPYING_IN_PROGRESS')).toEqual(['nothing', 30]);
    expect(decided(waiting(NOW - SECOND), 'COPYING_COMPLETED')).toEqual(['do a', null]);
    expect(decided(waiting(NOW), 'COPYING_COMPLETED')).toEqual(['nothing', 0.5]);
  });
});

describe('a step', () => {
  const begun = afterBegin(workflow([step('a'), step('b')]), 'a', NOW);

  it('may have changed something from its beginning on', () =>
    expect(stepOf(begun, 'a')).toMatchObject({
      state: 'RUNNING',
      startedAt: NOW,
      attempts: 1,
      hasActed: true,
    }));

  it('keeps what it has made, and what would take it back', () => {
    const takeBack = [
      { operation: 'DeleteProject', arn: null, accountId: '123456789012', region: 'us-east-1' },
    ];
    const after = afterDone(begun, 'a', { kind: 'done', made: { arn: 'x' }, takeBack }, inSeconds(1));
    expect(stepOf(after, 'a')).toMatchObject({
      state: 'DONE',
      endedAt: inSeconds(1),
      made: { arn: 'x' },
      takeBack,
    });
  });

  it('that found it so already is not taken back', () => {
    const after = afterDone(begun, 'a', { kind: 'skipped', message: 'there' }, NOW);
    expect(stepOf(after, 'a')).toMatchObject({ state: 'SKIPPED', hasActed: false, message: 'there' });
  });

  it.each<[ErrorCode]>([['UPSTREAM_THROTTLED'], ['UPSTREAM_UNAVAILABLE'], ['STORAGE_UNAVAILABLE']])(
    'is tried again after %s for as long as it takes, with growing pauses of a minute at most',
    (code) => {
      let it: Workflow = begun;
      const pauses: number[] = [];
      for (let tries = 0; tries < 40; tries += 1) {
        it = afterFailure(it, 'a', failure(code), NOW);
        pauses.push(((stepOf(it, 'a')?.retryAt ?? 0) - NOW) / SECOND);
      }
      expect(pauses.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
      expect(it).toMatchObject({ state: 'RUNNING', failure: { code, retryAt: inSeconds(60) } });
      expect(stepOf(it, 'a')?.attempts).toBe(41);
      const after = afterDone(it, 'a', { kind: 'done' }, NOW);
      expect(after.failure).toBeNull();
    },
  );

  it('ends the workflow where AWS refuses it', () => {
    const after = afterFailure(begun, 'a', failure('QUOTA_EXCEEDED'), NOW);
    expect(after).toMatchObject({
      state: 'UNDOING',
      endsAs: 'FAILED',
      failure: { code: 'QUOTA_EXCEEDED', retryAt: null },
    });
    expect(statesOf(after)).toBe('FAILED PENDING');
    expect(decided(after)).toEqual(['undo a', null]);
    const undone = afterUndone(after, 'a', { kind: 'undone' }, NOW);
    expect(statesOf(undone)).toBe('FAILED PENDING');
    expect(afterEnd(undone, NOW)).toMatchObject({
      state: 'FAILED',
      endedAt: NOW,
      failure: { code: 'QUOTA_EXCEEDED' },
    });
  });

  it('whose outcome stays unknown ends the workflow after some minutes', () => {
    let it: Workflow = begun;
    let tries = 0;
    for (; it.state === 'RUNNING'; tries += 1) it = afterFailure(it, 'a', failure('OUTCOME_UNKNOWN'), NOW);
    expect(tries).toBe(15);
  });

  it.each([[{ isFinal: true }], [{ isTakingBack: true }]])('with %j is tried until it is done', (more) => {
    const it = afterFailure(afterBegin(workflow([step('a', more)]), 'a', NOW), 'a', failure('IN_USE'), NOW);
    expect(it).toMatchObject({ state: 'RUNNING', failure: { retryAt: inSeconds(1) } });
  });
});

describe('a cancelled workflow', () => {
  const running = afterBegin(workflow([done, step('b')]), 'b', NOW);
  const cancelled = afterCancel(running);

  it('takes back what it is doing, and what it has done', () => {
    expect(decided(cancelled)).toEqual(['undo b', null]);
    const first = afterUndone(cancelled, 'b', { kind: 'undone' }, NOW);
    expect(decided(first)).toEqual(['undo a', null]);
    const second = afterUndone(first, 'a', { kind: 'left', message: 'somebody uses it' }, NOW);
    expect(statesOf(second)).toBe('LEFT UNDONE');
    expect(afterEnd(second, NOW)).toMatchObject({ state: 'CANCELLED', failure: null, resultArn: null });
  });

  it('stays cancelled, whatever becomes of the try that was under way', () => {
    for (const after of [
      afterDone(cancelled, 'b', { kind: 'done', made: 1 }, NOW),
      afterDone(cancelled, 'b', { kind: 'wait', untilAt: inSeconds(60), message: 'it bakes', waitsFor }, NOW),
      afterFailure(cancelled, 'b', failure('QUOTA_EXCEEDED'), NOW),
    ]) {
      expect(after).toMatchObject({ state: 'UNDOING', endsAs: 'CANCELLED', failure: null });
      expect(decided(after)).toEqual(['undo b', null]);
    }
  });

  it('tries to take back until it succeeds', () => {
    let it = cancelled;
    for (let tries = 0; tries < 40; tries += 1) it = afterUndoFailure(it, 'b', 'AWS refuses', NOW);
    expect(statesOf(it)).toBe('DONE UNDO_FAILED');
    expect(decided(it)).toEqual(['nothing', 60]);
  });

  it('does not take its own waiting for a try: what was sent cannot appear for ever', () => {
    const tried = afterDone(running, 'b', { kind: 'wait', untilAt: NOW, message: 'soon' }, NOW);
    const later = inSeconds(9);
    const waited = afterUndone(
      afterCancel(tried),
      'b',
      { kind: 'wait', untilAt: later, message: 'later' },
      later,
    );
    expect(stepOf(waited, 'b')).toMatchObject({ triedAt: NOW, waitedAt: later });
    expect(stepOf(afterUndoFailure(waited, 'b', 'no', later), 'b')?.triedAt).toBe(NOW);
  });

  it('cannot be one that has begun what cannot be taken back', () => {
    const final = workflow([done, step('b', { isFinal: true })]);
    expect(isCancellable(final)).toBe(true);
    expect(isCancellable(afterBegin(final, 'b', NOW))).toBe(false);
    expect(isCancellable(cancelled)).toBe(false);
  });
});

it('a record of the first release is read and carried on', () => {
  const record = JSON.parse(
    JSON.stringify({
      ...{ kind: 'PROMOTION', state: 'RUNNING', createdAt: NOW, modelVersionArn: ARN, project: PROJECT },
      ...{ author: { subject: 'ann', groups: [], grants: [] }, aliasName: null, targets: [], input: {} },
      steps: [
        { name: 'copy', action: 'copy', state: 'RUNNING', startedAt: NOW, attempts: 1, hasActed: true },
      ],
    }),
  );
  const read = readWorkflow(record);
  expect(read).toMatchObject({ endedAt: null, resultArn: null, endsAs: 'SUCCEEDED', failure: null });
  expect(read.steps[0]).toMatchObject({ made: null, retryAt: null, goneAt: null, isFinal: false });
  expect(decided(read)).toEqual(['do copy', null]);
});
