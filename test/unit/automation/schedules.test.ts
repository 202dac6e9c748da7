import type { EventLog } from '../../../src/catalog/port.js';
import type { ModelVersionArn } from '../../../src/domain/arn.js';
import {
  readSchedule,
  readScheduleState,
  type Schedule,
  type ScheduleState,
  scheduleKey,
} from '../../../src/domain/automation/schedule.js';
import { readStartTimes } from '../../../src/domain/automation/start-time.js';
import { GatewayError } from '../../../src/domain/errors.js';
import { type Grant, parseProjectPattern } from '../../../src/domain/grant.js';
import type { ModelVersionStatus } from '../../../src/domain/status.js';
import { SCHEDULE_KIND } from '../../../src/services/schedule-index.js';
import {
  SCHEDULE_STATE_KIND,
  START_TIME_KIND,
  scheduledStopOf,
  schedulesOf,
} from '../../../src/services/schedules.js';
import {
  type AutomationStage,
  createAutomationStage,
  POLL_INTERVAL_MS,
} from '../../support/automation-stage.js';
import { anOutage } from '../../support/fake-upstream.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** The stage's clock begins on Thursday, 1 January 2026, at midnight UTC. */
const DAY_START = Date.parse('2026-01-01T00:00:00Z');
/** That starts of the project lately took. */
const LEAD = 30 * SECOND;

let stage: AutomationStage;
let append: jest.SpiedFunction<EventLog['append']>;
beforeEach(async () => {
  stage = createAutomationStage();
  append = jest.spyOn(stage.services.catalog.log, 'append');
  const { records } = stage.services;
  const value = { latestMs: [LEAD] };
  await records.commit([{ kind: START_TIME_KIND, key: stage.project.arn, value }]);
});
afterEach(() => stage.close());

async function addVersion(name = 'v1', status: ModelVersionStatus = 'STOPPED'): Promise<ModelVersionArn> {
  const { arn } = stage.upstream.addVersion(stage.project.arn, { name, status });
  await stage.clock.advance(10 * SECOND);
  return arn;
}

const keyOf = (name: string) => scheduleKey(stage.project.arn, name);

async function put(modelVersionArn: ModelVersionArn | null, more: Partial<Schedule> = {}): Promise<void> {
  const value = {
    ...{ projectArn: stage.project.arn, name: 'office', modelVersionArn, windows: ['THU 00:08-00:18'] },
    ...{ timeZone: 'UTC', minInferenceUnits: 1, author: { subject: 'ann', groups: [], grants: [] } },
    ...{ updatedAt: stage.clock.wallNow(), ...more },
  };
  await stage.services.records.commit([
    { kind: SCHEDULE_KIND, key: keyOf(value.name), value: readSchedule(value) },
  ]);
}

const stateNow = (name = 'office'): ScheduleState =>
  readScheduleState(stage.services.records.get(SCHEDULE_STATE_KIND, keyOf(name))?.value);
const events = () => append.mock.calls.flatMap(([logged]) => logged);
/** What AWS was asked for, with its time of day. */
const calls = () =>
  stage.upstream.calls
    .filter(({ method }) => method === 'startModelVersion' || method === 'stopModelVersion')
    .map(({ method, startedAt }) => [method.slice(0, -12), timeOf(startedAt)]);
const timeOf = (at: number) => new Date(at).toISOString().slice(11, 19);
const until = (at: number) => stage.clock.advance(DAY_START + at - stage.clock.now());

/** Lets versions come to run and to stand, a second after each call. */
async function pass(untilMs: number): Promise<void> {
  while (stage.clock.now() < DAY_START + untilMs) {
    await stage.clock.advance(Math.min(SECOND, DAY_START + untilMs - stage.clock.now()));
    for (const { arn, status } of stage.upstream.worldOf(stage.project.arn))
      if (status === 'STARTING' || status === 'STOPPING')
        stage.upstream.setStatus(arn, status === 'STARTING' ? 'RUNNING' : 'STOPPED');
  }
}

it('a model runs in its windows, and each start and stop is sent once and in time', async () => {
  await put(await addVersion(), { windows: ['THU 00:08-00:18', 'THU 00:32-00:42'] });
  await stage.createRunner().start();
  await pass(48 * MINUTE);
  expect(calls()).toEqual([
    ['start', '00:07:30'],
    ['stop', '00:18:00'],
    ['start', '00:31:30'],
    ['stop', '00:42:00'],
  ]);
  expect(stateNow()).toMatchObject({
    lastDesiredState: 'STOPPED',
    lastRun: { kind: 'STOP', outcome: 'DONE', failure: null },
  });
  expect(events()).toEqual([]);
});

it('two schedules of one version that close together stop it once', async () => {
  const arn = await addVersion();
  await put(arn);
  await put(arn, { name: 'late', windows: ['THU 00:12-00:18'], minInferenceUnits: 2 });
  await stage.createRunner().start();
  await pass(24 * MINUTE);
  expect(calls()).toEqual([
    ['start', '00:07:30'],
    ['stop', '00:18:00'],
  ]);
  expect([stateNow().lastRun?.outcome, stateNow('late').lastRun?.outcome].sort()).toEqual([
    'DONE',
    'NOTHING_TO_DO',
  ]);
});

it('what runs on into another window is stopped by that one', async () => {
  const arn = await addVersion();
  await put(arn);
  await put(arn, { name: 'night', windows: ['THU 00:16-00:22'] });
  expect(scheduledStopOf(stage.services.records, arn, stage.clock.now())).toBe(DAY_START + 22 * MINUTE);
  await stage.createRunner().start();
  await pass(24 * MINUTE);
  expect(calls()).toEqual([
    ['start', '00:07:30'],
    ['stop', '00:22:00'],
  ]);
  expect(stateNow().lastRun?.reason).toBe('the window of night is open');
});

it.each([
  ['AWS is away', anOutage()],
  ['too many models run', new GatewayError('QUOTA_EXCEEDED', 'At most 2 models may run at the same time.')],
])('a start is tried again while %s, and told once, with the reason', async (_, failure) => {
  await put(await addVersion());
  await stage.createRunner().start();
  stage.upstream.failure = ({ method, startedAt }) =>
    method === 'startModelVersion' && startedAt < DAY_START + 8 * MINUTE ? failure : null;
  await until(7.9 * MINUTE);
  expect(stateNow()).toMatchObject({ lastRun: { outcome: 'RETRYING', failure: { code: failure.code } } });
  await pass(9 * MINUTE);
  expect(stateNow().lastRun).toMatchObject({ kind: 'START', outcome: 'DONE', failure: null });
  expect(events()).toMatchObject([
    {
      kind: 'AUTOMATION_FAILED',
      record: { key: keyOf('office') },
      message: `Schedule office: ${failure.message}`,
      failure: { code: failure.code },
    },
  ]);
});

it('a stop is tried until the model stands', async () => {
  await put(await addVersion());
  await stage.createRunner().start();
  await pass(12 * MINUTE);
  stage.upstream.failure = ({ method, startedAt }) =>
    method === 'stopModelVersion' && startedAt < DAY_START + 19 * MINUTE ? anOutage() : null;
  await pass(20 * MINUTE);
  expect(stateNow().lastRun).toMatchObject({ kind: 'STOP', outcome: 'DONE' });
  expect(stage.upstream.worldOf(stage.project.arn)[0]?.status).toBe('STOPPED');
  expect(events()).toHaveLength(1);
});

describe("the author's rights as they are at the edge", () => {
  const grantsOf = (more: Partial<Grant>): readonly Grant[] => {
    const projects = [parseProjectPattern('*')].flatMap((it) => it ?? []);
    return [{ role: 'owner', projects, tags: {}, ...more }];
  };

  let readableFrom = 0;
  beforeEach(() => {
    readableFrom = 0;
    const listTags = async () => {
      if (stage.clock.now() < readableFrom) throw anOutage();
      return [{ key: 'team', value: 'boards' }];
    };
    Object.assign(stage.upstream, { listTags });
  });

  it.each([
    { what: 'there is no right at all', grants: [] },
    { what: 'the model may not even be read', grants: grantsOf({ tags: { team: 'other' } }) },
    { what: 'the model may only be read', grants: grantsOf({ role: 'viewer' }) },
  ])('start nothing where $what, and owners are told why', async ({ grants }) => {
    await put(await addVersion());
    await stage.createRunner({ grantsOfAuthor: () => grants }).start();
    await pass(9 * MINUTE);
    expect(calls()).toEqual([]);
    const message =
      'Its author may not start there any more. The role operator would do, in a grant for this project.';
    expect(stateNow().lastRun).toMatchObject({ outcome: 'FAILED', failure: { code: 'FORBIDDEN', message } });
  });

  it('are not refused while the tags that decide cannot be read', async () => {
    await put(await addVersion());
    readableFrom = DAY_START + 10 * MINUTE;
    await stage.createRunner({ grantsOfAuthor: () => grantsOf({ tags: { team: 'boards' } }) }).start();
    await pass(9 * MINUTE);
    expect(stateNow().lastRun).toMatchObject({
      ...{ outcome: 'RETRYING', failure: { code: 'UPSTREAM_UNAVAILABLE' } },
    });
    await pass(12 * MINUTE);
    expect(calls()).toHaveLength(1);
    expect(stateNow().lastRun).toMatchObject({ kind: 'START', outcome: 'DONE' });
  });
});

it('a read-only gateway holds a start back, and makes it when it may write again', async () => {
  let isReadOnly = true;
  const arn = await addVersion();
  await put(arn);
  const guardRails = { ...stage.services.guardRails, isReadOnly: async () => isReadOnly };
  await stage.createRunner({ guardRails }).start();
  await pass(9 * MINUTE);
  expect(calls()).toEqual([]);
  expect(stateNow().lastRun).toMatchObject({ outcome: 'RETRYING', failure: { code: 'FORBIDDEN' } });
  expect(events()).toHaveLength(1);
  isReadOnly = false;
  await pass(11 * MINUTE);
  expect(calls()).toEqual([['start', expect.any(String)]]);
});

it('nothing runs longer than the settings allow, also if its schedule is gone meanwhile', async () => {
  const arn = await addVersion();
  await put(arn);
  await stage.createRunner({ stopRules: { defaultStopAfterMs: null, maxStopAfterMs: 15 * MINUTE } }).start();
  await pass(9 * MINUTE);
  await stage.services.records.commit([{ kind: SCHEDULE_KIND, key: keyOf('office'), value: null }]);
  await pass(40 * MINUTE);
  expect(calls().map(([call]) => call)).toEqual(['start', 'stop']);
});

it('a start needs its author to have the right still; a stop needs none', async () => {
  const arn = await addVersion();
  await put(arn);
  const withoutRights = { grantsOfAuthor: () => [] };
  await stage.createRunner(withoutRights).start();
  await pass(9 * MINUTE);
  expect(calls()).toEqual([]);
  expect(stateNow().lastRun).toMatchObject({ kind: 'START', outcome: 'FAILED' });
  expect(events()).toMatchObject([{ kind: 'AUTOMATION_FAILED' }]);
  stage.upstream.setStatus(arn, 'RUNNING');
  await pass(19 * MINUTE);
  expect(calls()).toEqual([['stop', '00:18:00']]);
});

it('an alias that moves starts and stops nothing; the stop is of both', async () => {
  const [one, two] = [await addVersion('v1'), await addVersion('v2')];
  const move = (modelVersionArn: string) =>
    stage.services.records.commit([{ kind: 'alias', key: keyOf('champion'), value: { modelVersionArn } }]);
  await move(one);
  await put(null, { aliasName: 'champion' });
  await stage.createRunner().start();
  await pass(12 * MINUTE);
  await move(two);
  stage.upstream.setStatus(two, 'RUNNING');
  await pass(13 * MINUTE);
  expect(calls()).toEqual([['start', '00:07:30']]);
  expect(schedulesOf(stage.services.records, two).map(({ name }) => name)).toEqual(['office']);
  expect(schedulesOf(stage.services.records, one)).toEqual([]);
  expect(scheduledStopOf(stage.services.records, one, stage.clock.now())).toBe(DAY_START + 18 * MINUTE);
  await pass(20 * MINUTE);
  expect(calls().slice(1)).toEqual([
    ['stop', '00:18:00'],
    ['stop', '00:18:00'],
  ]);
});

it('a planned stop in the window wins, and nothing is started again before the next window', async () => {
  const arn = await addVersion();
  await put(arn, { windows: ['THU 00:08-00:18', 'THU 00:32-00:42'] });
  await stage.createRunner().start();
  await pass(12 * MINUTE);
  const stop = { at: DAY_START + 14 * MINUTE, afterMs: null, setBy: 'ann', setAt: stage.clock.now() };
  await stage.services.records.commit([{ kind: 'stop', key: arn, value: stop }]);
  await pass(34 * MINUTE);
  expect(calls()).toEqual([
    ['start', '00:07:30'],
    ['stop', '00:14:00'],
    ['start', '00:31:30'],
  ]);
});

it('a planned stop and a schedule that come due together stop once', async () => {
  const arn = await addVersion();
  await put(arn);
  await stage.createRunner().start();
  await pass(12 * MINUTE);
  const stop = { at: DAY_START + 18 * MINUTE, afterMs: null, setBy: 'ann', setAt: stage.clock.now() };
  await stage.services.records.commit([{ kind: 'stop', key: arn, value: stop }]);
  await pass(20 * MINUTE);
  expect(calls().slice(1)).toEqual([['stop', '00:18:00']]);
});

it('a start that AWS accepts and that comes to nothing is told', async () => {
  const arn = await addVersion();
  await put(arn);
  await stage.createRunner().start();
  await until(7.6 * MINUTE);
  stage.upstream.setStatus(arn, 'FAILED');
  await until(8 * MINUTE);
  expect(stateNow().lastRun).toMatchObject({ kind: 'START', outcome: 'FAILED' });
  expect(events()).toMatchObject([{ kind: 'AUTOMATION_FAILED', modelVersionArn: arn }]);
  expect(calls()).toHaveLength(1);
});

it('starts come as long before a window as the slowest of the last ten took', async () => {
  const arn = await addVersion();
  await stage.createRunner().start();
  const become = async (status: ModelVersionStatus, forMs: number) => {
    stage.upstream.setStatus(arn, status);
    stage.services.onChanged(stage.project.arn, arn);
    await stage.clock.advance(forMs);
  };
  for (const seconds of [60, 20]) {
    await become('STARTING', seconds * SECOND);
    await become('RUNNING', 10 * SECOND);
    await become('STOPPED', 10 * SECOND);
  }
  const { latestMs } = readStartTimes(stage.services.records.get(START_TIME_KIND, stage.project.arn)?.value);
  expect(latestMs).toHaveLength(3);
  expect(Math.abs((latestMs[1] ?? 0) - 60 * SECOND)).toBeLessThan(2 * POLL_INTERVAL_MS);
  await put(arn);
  await pass(10 * MINUTE);
  const startedAt = DAY_START + 8 * MINUTE - (latestMs[1] ?? 0);
  expect(calls()).toEqual([['start', timeOf(startedAt)]]);
});

it('a schedule that is deleted in its window stops nothing', async () => {
  await put(await addVersion());
  await stage.createRunner().start();
  await pass(12 * MINUTE);
  const gone = [SCHEDULE_KIND, SCHEDULE_STATE_KIND].map((kind) => ({
    kind,
    key: keyOf('office'),
    value: null,
  }));
  await stage.services.records.commit(gone);
  await pass(20 * MINUTE);
  expect(calls()).toEqual([['start', '00:07:30']]);
});
