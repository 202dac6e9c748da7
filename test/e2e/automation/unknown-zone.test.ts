import { scheduleKey } from '../../../src/domain/automation/schedule.js';
import { MemoryRecords } from '../../../src/records/memory-records.js';
import { BUDGET_KIND } from '../../../src/services/budgets.js';
import { EVENT_KIND } from '../../../src/services/outbox.js';
import { SCHEDULE_KIND } from '../../../src/services/schedule-index.js';
import { startFleet } from '../../support/fleet.js';
import { seedVersions } from '../../support/seed.js';

const START_MS = Date.parse('2027-03-01T10:00:00Z');
const MINUTE = 60_000;
/** A name that a later release of ICU does not have. */
const GONE = 'Mars/Phobos';

const SHOW = `query ($arn: ModelVersionArn!) {
  schedules { nodes { name timeZone windows nextTransition { at } lastRun { outcome failure { code message } } } }
  budgets { nodes { name timeZone monthly { amount } spent { from } forecast { amount } failure { code message } } }
  modelVersion(arn: $arn) { status stopAt schedules { name } }
}`;
const START = `mutation ($arn: ModelVersionArn!) {
  startModelVersion(input: {modelVersionArn: $arn, minInferenceUnits: 1}) { userErrors { code } }
}`;
const PUT = `mutation ($input: PutScheduleInput!) { putSchedule(input: $input) { userErrors { code } } }`;

interface Shown {
  readonly schedules: {
    readonly nodes: readonly { readonly name: string; readonly nextTransition: object | null }[];
  };
  readonly budgets: { readonly nodes: readonly { readonly spent: { readonly from: string } }[] };
  readonly modelVersion: { readonly status: string };
}

it('a time zone that a later ICU does not know breaks no list, starts and stops nothing, and is told', async () => {
  const seed = await seedVersions(1, 1);
  const [[projectArn, [arn = '']]] = [...seed.versions] as [[string, readonly string[]]];
  const records = new MemoryRecords();
  const put = { author: { subject: 'local', groups: [], grants: [] }, updatedAt: START_MS, changeId: 'c' };
  const schedule = {
    ...{
      projectArn,
      modelVersionArn: arn,
      windows: ['MON-SUN 00:00-24:00'],
      timeZone: GONE,
      minInferenceUnits: 1,
    },
    ...put,
  };
  const budget = {
    ...{ scope: {}, monthly: { amount: '100', currencyCode: 'USD' }, timeZone: GONE },
    ...{ thresholds: [{ percent: 100, action: 'REFUSE_STARTS' }], ...put },
  };
  await records.commit([
    {
      kind: SCHEDULE_KIND,
      key: scheduleKey(projectArn as never, 'old'),
      value: { ...schedule, name: 'old' },
    },
    { kind: BUDGET_KIND, key: 'old', value: budget },
  ]);
  const fleet = await startFleet({ startMs: START_MS, speed: 1, runningModels: 2, data: seed.file, records });
  const instance = await fleet.join();
  await fleet.time.advance(5 * MINUTE);
  const shown = await instance.run<Shown>(SHOW, { arn });
  const message = expect.stringContaining(`The time zone "${GONE}" is not known to this gateway any more`);
  expect(shown.schedules.nodes).toEqual([
    {
      ...{ name: 'old', timeZone: GONE, windows: ['MON-SUN 00:00-24:00'], nextTransition: null },
      lastRun: { outcome: 'FAILED', failure: { code: 'INVALID_INPUT', message } },
    },
  ]);
  expect(shown.budgets.nodes).toMatchObject([
    { name: 'old', timeZone: GONE, monthly: { amount: '100' }, failure: { code: 'INVALID_INPUT', message } },
  ]);
  expect(shown.budgets.nodes[0]?.spent.from).toBe('2027-03-01T00:00:00.000Z');
  expect(shown.modelVersion).toMatchObject({
    status: 'TRAINING_COMPLETED',
    stopAt: null,
    schedules: [{ name: 'old' }],
  });
  expect([records.list(EVENT_KIND), fleet.sent]).toEqual([[], []]); // the event was told, and is in the log
  expect(await instance.run(START, { arn })).toEqual({ startModelVersion: { userErrors: [] } });
  await fleet.time.advance(5 * MINUTE);
  expect((await instance.run<Shown>(SHOW, { arn })).modelVersion.status).toBe('RUNNING');
  const again = {
    ...{ projectArn, name: 'old', modelVersionArn: arn, windows: ['SUN 08:00-09:00'], timeZone: 'UTC' },
    minInferenceUnits: 1,
  };
  expect(await instance.run(PUT, { input: again })).toEqual({ putSchedule: { userErrors: [] } });
  expect((await instance.run<Shown>(SHOW, { arn })).schedules.nodes[0]?.nextTransition).not.toBeNull();
  await fleet.close();
});
