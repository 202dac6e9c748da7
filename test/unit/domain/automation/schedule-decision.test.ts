import type { ModelVersionArn, ProjectArn } from '../../../../src/domain/arn.js';
import type { Decision } from '../../../../src/domain/automation/decision.js';
import {
  readSchedule,
  type Schedule,
  type ScheduleState,
} from '../../../../src/domain/automation/schedule.js';
import { decideSchedule } from '../../../../src/domain/automation/schedule-decision.js';
import type { ScheduleAct, ScheduleWorld } from '../../../../src/domain/automation/schedule-situation.js';
import type { ModelVersionStatus } from '../../../../src/domain/status.js';

const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/1' as ProjectArn;
const V1 = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/version/v1/1' as ModelVersionArn;
const V2 = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/version/v2/2' as ModelVersionArn;
const MINUTE = 60_000;
const LEAD = 10 * MINUTE;

/** Monday to Friday, 2 to 6 November 2026 are such. */
const at = (time: string) => Date.parse(`2026-11-${time}:00Z`.replace(' ', 'T'));

const schedule = (more: Partial<Schedule> = {}): Schedule =>
  readSchedule({
    ...{ projectArn: PROJECT, name: 'office', modelVersionArn: V1, windows: ['MON-FRI 08:00-18:00'] },
    ...{
      timeZone: 'UTC',
      minInferenceUnits: 1,
      author: { subject: 'ann', groups: [], grants: [] },
      updatedAt: at('01 00:00'),
      ...more,
    },
  });

const stateAt = (time: string, more: Partial<ScheduleState> = {}): ScheduleState => ({
  ...{ scheduleRevision: '1', settledAt: at(time), lastDesiredState: 'STOPPED', windowAt: null },
  ...{ started: [], failedTries: 0, retryAt: null, lastRun: null, ...more },
});
/** Since it was started for the window of the 3rd. */
const running = (more: Partial<ScheduleState> = {}) =>
  stateAt('03 07:50', {
    ...{ lastDesiredState: 'RUNNING', windowAt: at('03 08:00'), started: [{ arn: V1, at: at('03 07:50') }] },
    ...more,
  });

interface Case {
  readonly schedule?: Partial<Schedule>;
  readonly revision?: string;
  readonly state?: ScheduleState | null;
  readonly now: string;
  readonly status?: Readonly<Record<string, ModelVersionStatus | null | undefined>>;
  readonly world?: Partial<ScheduleWorld>;
}

function decide({ now, state = null, status = {}, world = {}, ...given }: Case): Decision<ScheduleAct> {
  const known = { [V1]: 'STOPPED', [V2]: 'STOPPED', ...status } as const;
  return decideSchedule(
    { schedule: schedule(given.schedule), revision: given.revision ?? '1' },
    state,
    {
      ...{ target: V1, leadMs: LEAD, refusal: null, wantedBy: () => [] },
      seen: (arn) => ({
        status: (known as Record<string, ModelVersionStatus | null>)[arn],
        observedAt: at(now),
      }),
      ...world,
    },
    at(now),
  );
}

/** In short: what it does, or until when it waits. */
function shown({ act, wakeAt }: Decision<ScheduleAct>): string {
  if (act === null) return wakeAt === null ? 'waits' : `waits until ${time(wakeAt)}`;
  if (act.kind === 'start') return `starts ${name(act.arn)} with ${act.units.min}..${act.units.max ?? ''}`;
  if (act.kind === 'stop') return `stops ${act.arns.map(name).join(' and ')}`;
  const { lastDesiredState, lastRun } = act.state;
  const told = act.told ? ', told' : '';
  return `notes ${lastDesiredState ?? 'nothing'}: ${lastRun ? `${lastRun.kind} ${lastRun.outcome}` : '-'}${told}`;
}
const time = (ms: number) => new Date(ms).toISOString().slice(8, 16).replace('T', ' ');
const name = (arn: string) => arn.split('/')[3] ?? '';

const DONE = {
  at: at('03 18:00'),
  kind: 'STOP',
  outcome: 'DONE',
  reason: 'its window closed',
  failure: null,
} as const;
const RETRYING = {
  at: at('03 07:55'),
  kind: 'START',
  outcome: 'RETRYING',
  reason: 'AWS is away',
  failure: {
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'No answer.',
    awsRequestId: null,
    retryAt: at('03 07:56'),
  },
} as const;
const other = (units: { min: number; max: number | null } = { min: 1, max: null }) => ({
  wantedBy: () => [{ name: 'evenings', ...units }],
});

describe('at the edges of a window', () => {
  it.each<readonly [string, Case, string]>([
    [
      'waits for the review before its start',
      { now: '03 00:00', state: stateAt('02 18:00') },
      'waits until 03 06:50',
    ],
    ['then for its start', { now: '03 07:00', state: stateAt('02 18:00') }, 'waits until 03 07:50'],
    ['starts ahead of the window', { now: '03 07:50', state: stateAt('02 18:00') }, 'starts v1 with 1..'],
    [
      '30 minutes ahead where that is the lead',
      { now: '03 07:30', state: stateAt('02 18:00'), world: { leadMs: 30 * MINUTE } },
      'starts v1 with 1..',
    ],
    [
      'then waits for the window',
      { now: '03 07:51', state: running(), status: { [V1]: 'STARTING' } },
      'waits until 03 08:00',
    ],
    [
      'and for its end',
      { now: '03 08:00', state: running(), status: { [V1]: 'RUNNING' } },
      'waits until 03 18:00',
    ],
    [
      'takes no start back where the lead shrinks',
      { now: '03 07:51', state: running(), status: { [V1]: 'RUNNING' }, world: { leadMs: MINUTE } },
      'waits until 03 08:00',
    ],
    ['stops at the end', { now: '03 18:00', state: running(), status: { [V1]: 'RUNNING' } }, 'stops v1'],
    [
      'is over once it stands',
      { now: '03 18:00', state: running({ lastRun: DONE }), status: { [V1]: 'STOPPING' } },
      'notes STOPPED: STOP DONE',
    ],
    ['over a weekend', { now: '06 18:00', state: stateAt('06 18:00') }, 'waits until 09 06:50'],
  ])('%s', (_, given, expected) => {
    expect(shown(decide(given))).toBe(expected);
  });
});

describe('people win between the edges', () => {
  it.each<readonly [string, Case, string]>([
    [
      'a stop inside the window stays',
      { now: '03 12:00', state: running(), status: { [V1]: 'STOPPED' } },
      'notes RUNNING: -',
    ],
    [
      'and stays on',
      { now: '03 12:00', state: running({ started: [] }), status: { [V1]: 'STOPPED' } },
      'waits until 03 18:00',
    ],
    [
      'a stop of what was stopped is none',
      { now: '03 18:00', state: running(), status: { [V1]: 'STOPPED' } },
      'notes STOPPED: STOP NOTHING_TO_DO',
    ],
    [
      'a start outside the window stays',
      { now: '03 20:00', state: stateAt('03 18:00'), status: { [V1]: 'RUNNING' } },
      'waits until 04 06:50',
    ],
    [
      'until the next window has closed',
      {
        now: '04 18:00',
        state: stateAt('04 07:50', { lastDesiredState: 'RUNNING', windowAt: at('04 08:00') }),
        status: { [V1]: 'RUNNING' },
      },
      'stops v1',
    ],
    [
      'a start of what runs is none',
      { now: '03 07:50', state: stateAt('02 18:00'), status: { [V1]: 'RUNNING' } },
      'notes RUNNING: START NOTHING_TO_DO',
    ],
    [
      'nor of what is starting',
      { now: '03 07:50', state: stateAt('02 18:00'), status: { [V1]: 'STARTING' } },
      'notes RUNNING: START NOTHING_TO_DO',
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(decide(given))).toBe(expected);
  });
});

describe('what is put', () => {
  const put = (updatedAt: string, more: Partial<Schedule> = {}) => ({ updatedAt: at(updatedAt), ...more });
  it.each<readonly [string, Case, string]>([
    ['starts at once inside a window', { schedule: put('03 12:00'), now: '03 12:00' }, 'starts v1 with 1..'],
    [
      'stops nothing outside',
      { schedule: put('03 20:00'), now: '03 20:00', status: { [V1]: 'RUNNING' } },
      'notes STOPPED: -',
    ],
    [
      'starts at once where it is changed inside',
      { schedule: put('03 12:00'), revision: '2', now: '03 12:00', state: running({ started: [] }) },
      'starts v1 with 1..',
    ],
    [
      'stops where the change takes the window away',
      {
        schedule: put('03 12:00', { windows: ['MON 08:00-18:00'] }),
        revision: '2',
        now: '03 12:00',
        state: running(),
        status: { [V1]: 'RUNNING' },
      },
      'stops v1',
    ],
    [
      'takes no start back that came ahead with a longer lead',
      {
        schedule: put('03 07:52'),
        revision: '2',
        now: '03 07:52',
        state: running(),
        status: { [V1]: 'RUNNING' },
        world: { leadMs: MINUTE },
      },
      'notes RUNNING: START NOTHING_TO_DO',
    ],
    [
      'stops nothing where it is disabled inside',
      {
        schedule: put('03 12:00', { isEnabled: false }),
        revision: '2',
        now: '03 12:00',
        state: running(),
        status: { [V1]: 'RUNNING' },
      },
      'notes nothing: -',
    ],
    [
      'and stays quiet',
      {
        schedule: put('03 12:00', { isEnabled: false }),
        revision: '2',
        now: '03 18:00',
        state: stateAt('03 12:00', { scheduleRevision: '2', lastDesiredState: null }),
        status: { [V1]: 'RUNNING' },
      },
      'waits',
    ],
    [
      'starts at once where it is enabled inside',
      {
        schedule: put('03 13:00'),
        revision: '3',
        now: '03 13:00',
        state: stateAt('03 12:00', { scheduleRevision: '2', lastDesiredState: null }),
      },
      'starts v1 with 1..',
    ],
    [
      'stops nothing where it is enabled outside',
      {
        schedule: put('03 20:00'),
        revision: '3',
        now: '03 20:00',
        state: stateAt('03 12:00', { scheduleRevision: '2', lastDesiredState: null }),
        status: { [V1]: 'RUNNING' },
      },
      'notes STOPPED: -',
    ],
    [
      'runs for ever in a window without end',
      { schedule: put('03 20:00', { windows: ['MON-SUN 00:00-24:00'] }), now: '03 20:00' },
      'starts v1 with 1..',
    ],
    [
      'and waits for nothing then',
      {
        schedule: put('03 20:00', { windows: ['MON-SUN 00:00-24:00'] }),
        now: '14 20:00',
        state: stateAt('03 20:00', { lastDesiredState: 'RUNNING', windowAt: 0 }),
        status: { [V1]: 'RUNNING' },
      },
      'waits',
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(decide(given))).toBe(expected);
  });
});

describe('what was missed', () => {
  const hour = { startCatchupMs: 60 * MINUTE };
  it.each<readonly [string, Case, string]>([
    [
      'a start is made up while its window is open',
      { now: '03 17:59', state: stateAt('02 18:00') },
      'starts v1 with 1..',
    ],
    [
      'or within its time',
      { schedule: hour, now: '03 08:50', state: stateAt('02 18:00') },
      'starts v1 with 1..',
    ],
    [
      'not after it',
      { schedule: hour, now: '03 08:51', state: stateAt('02 18:00') },
      'notes RUNNING: START MISSED, told',
    ],
    [
      'some seconds are no delay',
      { schedule: { startCatchupMs: 1 }, now: '03 07:50', state: stateAt('02 18:00') },
      'starts v1 with 1..',
    ],
    [
      'a stop is always made up',
      { now: '04 03:00', state: running(), status: { [V1]: 'RUNNING' } },
      'stops v1',
    ],
    [
      'unless a later window is open by then',
      { now: '04 08:30', state: running(), status: { [V1]: 'RUNNING' } },
      'notes RUNNING: START NOTHING_TO_DO',
    ],
    [
      'or its start is due',
      { now: '04 07:55', state: running(), status: { [V1]: 'RUNNING' } },
      'notes RUNNING: START NOTHING_TO_DO',
    ],
    ['a later window is started for', { now: '04 08:30', state: running() }, 'starts v1 with 1..'],
    [
      'a window that came and went is told',
      { now: '03 20:00', state: stateAt('02 18:00') },
      'notes RUNNING: START MISSED, told',
    ],
    [
      'then its stop is made up',
      {
        now: '03 20:00',
        state: stateAt('02 18:00', { lastDesiredState: 'RUNNING' }),
        status: { [V1]: 'RUNNING' },
      },
      'stops v1',
    ],
    [
      'so is one after a window that was kept',
      { now: '04 20:00', state: running(), status: { [V1]: 'RUNNING' } },
      'notes RUNNING: START MISSED, told',
    ],
    [
      'a put of which nothing came before its window closed',
      { schedule: { updatedAt: at('03 17:00') }, now: '03 18:30' },
      'notes RUNNING: START MISSED, told',
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(decide(given))).toBe(expected);
  });
});

describe('windows that are close to each other', () => {
  const near = { windows: ['MON-FRI 08:00-12:00', 'MON-FRI 12:05-18:00'] };
  it.each<readonly [string, Case, string]>([
    [
      'it runs on where the next start is due',
      { schedule: near, now: '03 12:00', state: running(), status: { [V1]: 'RUNNING' } },
      'notes RUNNING: START NOTHING_TO_DO',
    ],
    [
      'it stops where starts are shorter',
      {
        schedule: near,
        now: '03 12:00',
        state: running(),
        status: { [V1]: 'RUNNING' },
        world: { leadMs: MINUTE },
      },
      'stops v1',
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(decide(given))).toBe(expected);
  });
});

describe('several schedules of one version', () => {
  it.each<readonly [string, Case, string]>([
    [
      'the larger units count at a start',
      { now: '03 07:50', state: stateAt('02 18:00'), world: other({ min: 3, max: null }) },
      'starts v1 with 3..',
    ],
    [
      'also of those that scale',
      {
        schedule: { maxInferenceUnits: 2 },
        now: '03 07:50',
        state: stateAt('02 18:00'),
        world: other({ min: 3, max: 5 }),
      },
      'starts v1 with 3..5',
    ],
    [
      'never a largest below the least',
      {
        schedule: { maxInferenceUnits: 2 },
        now: '03 07:50',
        state: stateAt('02 18:00'),
        world: other({ min: 3, max: null }),
      },
      'starts v1 with 3..3',
    ],
    [
      'a stop does nothing while another window is open',
      { now: '03 18:00', state: running(), status: { [V1]: 'RUNNING' }, world: other() },
      'notes STOPPED: STOP NOTHING_TO_DO',
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(decide(given))).toBe(expected);
  });

  it('says which window it is', () => {
    const given = { now: '03 18:00', state: running(), status: { [V1]: 'RUNNING' }, world: other() } as const;
    expect(decide(given).reason).toBe('the window of evenings is open');
  });

  it('what another one keeps running remains its own to stop', () => {
    const { act } = decide({
      now: '03 18:00',
      state: running(),
      status: { [V1]: 'RUNNING' },
      world: other(),
    });
    expect(act?.kind === 'note' && act.state.started.map((it) => it.arn)).toEqual([V1]);
  });
});

describe('a schedule of an alias', () => {
  const alias = { modelVersionArn: null, aliasName: 'champion' };
  const both = { [V1]: 'RUNNING', [V2]: 'RUNNING' } as const;
  it.each<readonly [string, Case, string]>([
    [
      'starts what it names',
      { schedule: alias, now: '03 07:50', state: stateAt('02 18:00'), world: { target: V2 } },
      'starts v2 with 1..',
    ],
    [
      'starts and stops nothing where it moves',
      {
        schedule: alias,
        now: '03 12:00',
        state: running(),
        status: { [V1]: 'RUNNING' },
        world: { target: V2 },
      },
      'waits until 03 18:00',
    ],
    [
      'stops what it names then and what was started',
      { schedule: alias, now: '03 18:00', state: running(), status: both, world: { target: V2 } },
      'stops v2 and v1',
    ],
    [
      'also where it names nothing any more',
      { schedule: alias, now: '03 18:00', state: running(), status: both, world: { target: null } },
      'stops v1',
    ],
    [
      'but not what people started',
      {
        schedule: alias,
        now: '03 18:00',
        state: running({ started: [] }),
        status: both,
        world: { target: V2 },
      },
      'stops v2',
    ],
    [
      'is missed where it names nothing',
      { schedule: alias, now: '03 07:50', state: stateAt('02 18:00'), world: { target: null } },
      'notes RUNNING: START MISSED, told',
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(decide(given))).toBe(expected);
  });
});

describe('what AWS does not allow now', () => {
  const due = { now: '03 07:50', state: stateAt('02 18:00') };
  const closing = { now: '03 18:00', state: running() };
  it.each<readonly [string, Case, string]>([
    ['waits while it is stopping', { ...due, status: { [V1]: 'STOPPING' } }, 'waits until 03 07:51'],
    ['and while it is trained', { ...due, status: { [V1]: 'TRAINING_IN_PROGRESS' } }, 'waits until 03 07:51'],
    ['asks AWS for all else', { ...due, status: { [V1]: 'TRAINING_FAILED' } }, 'starts v1 with 1..'],
    ['waits while nothing is known', { ...due, status: { [V1]: undefined } }, 'waits until 03 07:50'],
    ['fails where it is gone', { ...due, status: { [V1]: null } }, 'notes RUNNING: START FAILED, told'],
    [
      'waits with the stop of what is starting',
      { ...closing, status: { [V1]: 'STARTING' } },
      'waits until 03 18:00',
    ],
    [
      'stops nothing that is gone',
      { ...closing, status: { [V1]: null } },
      'notes STOPPED: STOP NOTHING_TO_DO',
    ],
    [
      'tries again when it said',
      { ...due, state: stateAt('02 18:00', { retryAt: at('03 07:51'), lastRun: RETRYING }) },
      'waits until 03 07:51',
    ],
    [
      'fails where the start came to nothing',
      { now: '03 08:00', state: running(), status: { [V1]: 'FAILED' } },
      'notes RUNNING: START FAILED, told',
    ],
    [
      'is missed where no try came through',
      { now: '03 18:00', state: stateAt('02 18:00', { lastRun: RETRYING }) },
      'notes RUNNING: START MISSED, told',
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(decide(given))).toBe(expected);
  });
});

it('what it started, and people stopped while it was disabled, is theirs', () => {
  const state = running({ scheduleRevision: '2', lastDesiredState: null, windowAt: null });
  const { act } = decide({
    ...{ now: '03 12:00', revision: '2', state, status: { [V1]: 'STOPPED' } },
    schedule: { isEnabled: false, updatedAt: at('03 09:00') },
  });
  expect(act?.kind === 'note' && act.state.started).toEqual([]);
});

describe('a budget', () => {
  const budget = { refusal: 'the budget november is used up' };
  it.each<readonly [string, Case, string]>([
    [
      'keeps a start away, and is told',
      { now: '03 07:50', state: stateAt('02 18:00'), world: budget },
      'notes STOPPED: START RETRYING, told',
    ],
    [
      'once',
      {
        now: '03 07:56',
        state: stateAt('02 18:00', {
          lastRun: { ...RETRYING, failure: { ...RETRYING.failure, code: 'BUDGET_EXCEEDED' } },
        }),
        world: budget,
      },
      'notes STOPPED: START RETRYING',
    ],
    [
      'reads it again within seconds',
      {
        ...{ now: '03 07:55', world: budget },
        state: stateAt('02 18:00', {
          lastRun: { ...RETRYING, failure: { ...RETRYING.failure, code: 'BUDGET_EXCEEDED' } },
        }),
      },
      'waits until 03 07:55',
    ],
    [
      'lets it through when it is raised',
      { now: '03 11:00', state: stateAt('02 18:00', { lastRun: RETRYING }) },
      'starts v1 with 1..',
    ],
    [
      'stops no stop',
      { now: '03 18:00', state: running(), status: { [V1]: 'RUNNING' }, world: budget },
      'stops v1',
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(decide(given))).toBe(expected);
  });
});

it('each decision says why', () => {
  expect(decide({ now: '03 07:50', state: stateAt('02 18:00') }).reason).toBe(
    'schedule office: its window opens at 2026-11-03T08:00:00.000Z, starts take 600 s',
  );
  expect(decide({ now: '03 09:00', state: stateAt('02 18:00') }).reason).toBe(
    'schedule office: its window is open, made up: it was due at 2026-11-03T07:50:00.000Z',
  );
  expect(decide({ now: '03 18:00', state: running(), status: { [V1]: 'RUNNING' } }).reason).toBe(
    'schedule office: its window closed at 2026-11-03T18:00:00.000Z',
  );
});

it('a step is the same live, when made up and when tried again, and another one after a change', () => {
  const stepOf = (given: Case) => {
    const { act } = decide(given);
    return act?.kind === 'start' || act?.kind === 'stop' ? act.step : null;
  };
  const start = { now: '03 07:50', state: stateAt('02 18:00') };
  const tried = stateAt('02 18:00', { failedTries: 1, retryAt: at('03 07:51'), lastRun: RETRYING });
  expect(stepOf(start)).toBe(`1/START/${at('03 08:00')}`);
  expect(stepOf({ now: '03 09:00', state: tried, world: { leadMs: MINUTE } })).toBe(stepOf(start));
  expect(
    stepOf({ now: '03 09:00', state: tried, revision: '2', schedule: { updatedAt: at('03 08:59') } }),
  ).not.toBe(stepOf(start));
  const stop = { now: '03 18:00', state: running(), status: { [V1]: 'RUNNING' } } as const;
  expect(stepOf(stop)).toBe(`1/STOP/${at('03 18:00')}`);
  expect(stepOf({ ...stop, now: '04 02:00' })).toBe(stepOf(stop));
});
