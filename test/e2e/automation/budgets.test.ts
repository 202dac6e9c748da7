import { LEASE_MS } from '../../../src/leases/leases.js';
import { MemoryRecords } from '../../../src/records/memory-records.js';
import { type Fleet, type Instance, startFleet } from '../../support/fleet.js';
import { type Seed, seedVersions } from '../../support/seed.js';
import { eventsTold } from '../../support/told-events.js';

const MARCH = Date.parse('2027-03-01T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** At this speed a start takes five minutes. */
const SPEED = 8 / 300;
/** So late a threshold may be noticed, and a model stopped. */
const LATE_MS = 5_000;
const DOLLARS_AN_HOUR = 4;

const START = `mutation ($arn: ModelVersionArn!, $dryRun: Boolean! = false) {
  startModelVersion(input: { modelVersionArn: $arn, minInferenceUnits: 1, dryRun: $dryRun }) {
    userErrors { code message field }
  }
}`;
const PUT = `mutation ($input: PutBudgetInput!) { putBudget(input: $input) { warnings { message } userErrors { code } } }`;
const LIST =
  '{ budgets { nodes { spent { cost { amount } } forecast { amount } thresholds { percent reachedAt } } } }';

interface Budgets {
  readonly budgets: {
    readonly nodes: readonly {
      readonly spent: { readonly cost: { readonly amount: string } };
      readonly forecast: { readonly amount: string };
      readonly thresholds: readonly { readonly percent: number; readonly reachedAt: string | null }[];
    }[];
  };
}

let seed: Seed;
let arns: readonly string[];
beforeAll(async () => {
  seed = await seedVersions(2, 2);
  arns = [...seed.versions.values()].flat();
});

const open: Fleet[] = [];
afterEach(async () => {
  for (const it of open.splice(0)) await it.close();
});

async function begin(
  startMs: number,
  instances: number,
  more: Partial<Parameters<typeof startFleet>[0]> = {},
) {
  const fleet = await startFleet({ startMs, speed: SPEED, runningModels: 4, data: seed.file, ...more });
  open.push(fleet);
  const told = eventsTold(fleet.records, fleet.time.now);
  const all: Instance[] = [];
  for (let i = 0; i < instances; i += 1) all.push(await fleet.join());
  return { fleet, told, all, any: all[0] as Instance };
}

async function start(instance: Instance, arn = '', dryRun = false): Promise<string[]> {
  type Started = { startModelVersion: { userErrors: { code: string; message: string; field: string[] }[] } };
  const { startModelVersion } = await instance.run<Started>(START, { arn, dryRun });
  return startModelVersion.userErrors.map(({ code, field }) => `${code} ${field.join('.')}`);
}

async function put(instance: Instance, amount: string, thresholds: readonly object[], timeZone = 'UTC') {
  const input = { name: 'team', monthly: { amount, currencyCode: 'USD' }, thresholds, timeZone };
  type Put = { putBudget: { warnings: { message: string }[]; userErrors: object[] } };
  const { putBudget } = await instance.run<Put>(PUT, { input });
  expect(putBudget.userErrors).toEqual([]);
  return putBudget.warnings.map(({ message }) => message);
}

const budgetOf = async (instance: Instance) => (await instance.run<Budgets>(LIST)).budgets.nodes[0];

/** The emulator's own account: when so much was spent since a moment; infinite: it was not. */
async function spentAt({ emulator, time }: Fleet, dollars: number, sinceMs: number): Promise<number> {
  const { versions } = (await (await fetch(`${emulator.url}/_emulator/usage`)).json()) as {
    versions: { runs: { fromMs: number; toMs: number; units: number }[] }[];
  };
  const edges = versions
    .flatMap(({ runs }) => runs)
    .map((it) => ({ from: Math.max(it.fromMs, sinceMs), to: it.toMs ?? time.now() }))
    .filter((it) => it.from < it.to)
    .flatMap(({ from, to }) => [
      { at: from, change: 1 },
      { at: to, change: -1 },
    ])
    .sort((one, other) => one.at - other.at);
  let [spent, units, last] = [0, 0, sinceMs];
  for (const { at, change } of edges) {
    const more = (units * DOLLARS_AN_HOUR * (at - last)) / HOUR;
    if (spent + more >= dollars) return last + ((dollars - spent) / (units * DOLLARS_AN_HOUR)) * HOUR;
    [spent, units, last] = [spent + more, units + change, at];
  }
  return Number.POSITIVE_INFINITY;
}

function expectInTime(lateMs: number): void {
  expect(lateMs).toBeGreaterThanOrEqual(-50); // an amount is rounded to 4 decimals
  expect(lateMs).toBeLessThan(LATE_MS);
}

const NOTIFY = { percent: 10, action: 'NOTIFY' };
const REFUSE = { percent: 50, action: 'REFUSE_STARTS' };
const STOP_ALL = { percent: 100, action: 'STOP_MODELS' };

it('thresholds are noticed at their moments, once, by three instances, and what runs is stopped', async () => {
  const { fleet, told, all, any } = await begin(MARCH, 3);
  await put(any, '2', [STOP_ALL, NOTIFY, REFUSE]);
  for (const arn of arns.slice(0, 2)) expect(await start(any, arn)).toEqual([]);
  await fleet.time.advance(15 * MINUTE);
  expect(await start(all[1] as Instance, arns[2])).toEqual(['BUDGET_EXCEEDED modelVersionArn']);
  expect(await start(all[2] as Instance, arns[2], true)).toEqual(['BUDGET_EXCEEDED modelVersionArn']);
  await fleet.time.advance(10 * MINUTE);

  const moments = await Promise.all([0.2, 1, 2].map((dollars) => spentAt(fleet, dollars, MARCH)));
  expect(told.map(({ event }) => [event.kind, event.record.key, event.thresholdPercent])).toEqual(
    [10, 50, 100].map((percent) => ['BUDGET_THRESHOLD_REACHED', 'team', percent]),
  );
  for (const [index, { at }] of told.entries()) expectInTime(at - (moments[index] ?? 0));
  const stops = fleet.sent.filter((it) => it.operation === 'StopProjectVersion');
  expect(stops.map(({ arn, isRefused }) => `${arn} ${isRefused}`).sort()).toEqual(
    arns
      .slice(0, 2)
      .map((arn) => `${arn} false`)
      .sort(),
  );
  for (const { atMs } of stops) expectInTime(atMs - (moments[2] ?? 0));

  const { spent, forecast, thresholds } = (await budgetOf(any)) ?? {};
  expect(Math.abs(Number(spent?.cost.amount) - 2)).toBeLessThan(0.02);
  expect(forecast?.amount).toBe(spent?.cost.amount); // nothing runs
  expect(thresholds?.map(({ percent, reachedAt }) => [percent, Date.parse(reachedAt ?? '')])).toEqual(
    [2, 0, 1].map((index) => [told[index]?.event.thresholdPercent, told[index]?.event.at]),
  );
});

it('a raise lets starts through at once and arms what it puts out of reach; people start what a budget has stopped', async () => {
  const { fleet, told, all, any } = await begin(MARCH, 2);
  await put(any, '2', [REFUSE, STOP_ALL]);
  expect(await start(any, arns[0])).toEqual([]);
  await fleet.time.advance(25 * MINUTE);
  expect(await start(any, arns[1])).toEqual(['BUDGET_EXCEEDED modelVersionArn']);
  await put(any, '3', [REFUSE, STOP_ALL]); // half of it is 1.5: not reached, and armed again
  expect(await start(all[1] as Instance, arns[1])).toEqual([]);
  await fleet.time.advance(MINUTE);
  expect(told.map(({ event }) => event.thresholdPercent)).toEqual([50]);
  await fleet.time.advance(30 * MINUTE);
  expect(told.map(({ event }) => event.thresholdPercent)).toEqual([50, 50, 100]);
  expectInTime((told[1]?.at ?? 0) - (await spentAt(fleet, 1.5, MARCH)));
  const stopped = () => fleet.sent.filter((it) => it.operation === 'StopProjectVersion').length;
  expect(stopped()).toBe(2);

  const warnings = await put(any, '3', [STOP_ALL]); // it refuses no start any more
  expect(warnings).toEqual([expect.stringMatching(/^thresholds: 3\.\d+ USD are spent this month already/)]);
  expect(await start(any, arns[0])).toEqual([]);
  await fleet.time.advance(10 * MINUTE);
  expect([stopped(), told.length]).toEqual([2, 3]);
});

it('a month ends when it does in its time zone, also where the clocks went forward in it', async () => {
  const from = Date.parse('2027-03-31T21:00:00Z');
  const ends = Date.parse('2027-03-31T22:00:00Z'); // midnight in Berlin, by summer time
  const { fleet, told, any } = await begin(from, 1);
  await put(any, '4', [REFUSE], 'Europe/Berlin');
  expect(await start(any, arns[0])).toEqual([]);
  await fleet.time.advance(ends - MINUTE - fleet.time.now());
  expect(told.map(({ event }) => event.thresholdPercent)).toEqual([50]);
  expect(await start(any, arns[1])).toEqual(['BUDGET_EXCEEDED modelVersionArn']);
  await fleet.time.advance(ends + 1_000 - fleet.time.now());
  expect((await budgetOf(any))?.thresholds).toEqual([{ percent: 50, reachedAt: null }]);
  expect(await start(any, arns[1])).toEqual([]);
  await fleet.time.advance(25 * MINUTE);
  expect(told.map(({ event }) => event.thresholdPercent)).toEqual([50, 50]);
  expectInTime((told[1]?.at ?? 0) - (await spentAt(fleet, 2, ends)));
});

/** Until another instance has the lease, and has looked. */
const TAKEOVER_MS = LEASE_MS * 1.25 + LATE_MS;

/** All of them: 0 to 12. */
const STEPS = process.env.EVERY_STEP ? Array.from({ length: 13 }, (_, step) => step) : [1, 2, 3, 5];

it.each(STEPS)(
  'a threshold is told once and its models are stopped once, though its instance is killed %i steps later',
  async (steps) => {
    const { fleet, told, all, any } = await begin(MARCH, 2);
    await put(any, '0.8', [STOP_ALL]);
    for (const arn of arns.slice(0, 2)) await start(any, arn);
    const dueMs = MARCH + 5 * MINUTE + (0.8 / (2 * DOLLARS_AN_HOUR)) * HOUR;
    await fleet.time.advance(dueMs - 500 - fleet.time.now());
    expect(told).toEqual([]);
    const holder = all.find((it) => it.isHolder());
    holder?.life.endAfter(steps);
    await fleet.time.advance(2 * MINUTE);
    expect(holder?.life.isAlive).toBe(false);
    expect(told.map(({ event }) => event.thresholdPercent)).toEqual([100]);
    const stops = fleet.sent.filter((it) => it.operation === 'StopProjectVersion' && !it.isRefused);
    expect(stops.map(({ arn }) => arn).sort()).toEqual([...arns.slice(0, 2)].sort());
    for (const { atMs } of stops) expect(atMs - dueMs).toBeLessThan(TAKEOVER_MS);
  },
);

it('what is spent while AWS is away is noticed when it is back, and not guessed before', async () => {
  const { fleet, told, any } = await begin(MARCH, 1);
  await put(any, '0.8', [NOTIFY]); // a model spends so much in 72 seconds
  await start(any, arns[0]);
  await fleet.time.advance(5.5 * MINUTE);
  const restart = await fleet.stopEmulator();
  await fleet.time.advance(1.5 * MINUTE);
  expect(told).toEqual([]);
  await restart();
  await fleet.time.advance(MINUTE); // calls are let through again little by little
  expect(told.map(({ event }) => event.thresholdPercent)).toEqual([10]);
});

it('a budget whose currency is not that of the prices any more is told as failed, once, and counts nothing', async () => {
  const prices = (currencyCode: string) => ({ PRICES: JSON.stringify({ currencyCode }) });
  const records = new MemoryRecords();
  const first = await begin(MARCH, 1, { records });
  await put(first.any, '0.8', [NOTIFY, REFUSE]);
  const { told, fleet, any } = await begin(MARCH + HOUR, 2, { records, settings: prices('JPY') });
  await start(any, arns[0]);
  await fleet.time.advance(30 * MINUTE);
  expect(told.map(({ event }) => [event.kind, event.failure?.code, event.message])).toEqual([
    [
      ...['AUTOMATION_FAILED', 'INVALID_INPUT'],
      'The budget is not counted: it is in USD, and prices are in JPY now. Put it again in JPY.',
    ],
  ]);
  const failed =
    '{ budgets { nodes { monthly { amount currencyCode } failure { code } forecast { currencyCode } } } }';
  expect(await any.run(failed)).toMatchObject({
    budgets: {
      nodes: [{ monthly: { amount: '0.8', currencyCode: 'USD' }, failure: { code: 'INVALID_INPUT' } }],
    },
  });
  expect(await start(any, arns[1])).toEqual([]);
});
