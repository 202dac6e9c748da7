import {
  BurnRateDocument,
  type BurnRateQuery,
  StartModelDocument,
  StopModelDocument,
} from '../../schema/generated/operations.js';
import { createClient, BurnRateDocument as InTheClient } from '../../src/client/index.js';
import { apiKeys, ask, bearer, keyOf } from '../support/callers.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { readMetrics, sumOf } from '../support/metrics.js';
import { createTrainedModels, NO_RATES } from '../support/models.js';
import { until } from '../support/until.js';
import { ACCOUNTS, HOME, PARTNER_EU, refusals, versionArnOf } from './demo.js';

type BurnRate = BurnRateQuery['burnRate'];

/** A busy machine may take so long for a call. */
const SLOW_MS = 5_000;
const FRESH = { READ_MAX_AGE_MS: '0', POLL_INTERVAL_MS: '100', ...NO_RATES };
const burnRateOf = async (gateway: TestGateway): Promise<BurnRate> =>
  (await gateway.run(BurnRateDocument, {})).burnRate;

/** The emulator's own account of the run that is under way. */
async function truthOf(gateway: TestGateway, arn: string) {
  const response = await fetch(`${gateway.emulatorUrl}/_emulator/usage`);
  const { versions } = (await response.json()) as {
    versions: { versionArn: string; runs: { fromMs: number; toMs: number }[] }[];
  };
  return versions.find(({ versionArn }) => versionArn === arn)?.runs.at(-1);
}

describe('what runs, and what an hour of it costs', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      ...FRESH,
      ACCOUNTS,
      EMULATOR_QUOTAS: '{"runningModels": 10}',
      PRICES: '{"us-east-1": {"unitHour": 0.1, "trainingHour": 1.37}}',
    });
  });
  afterAll(() => gateway.close());

  const find = async (arn: string) =>
    (await burnRateOf(gateway)).runningModelVersions.find((it) => it.arn === arn);
  const startWith = async (modelVersionArn: string, minInferenceUnits: number) =>
    expect(
      refusals(
        (await gateway.run(StartModelDocument, { modelVersionArn, minInferenceUnits })).startModelVersion,
      ),
    ).toEqual([]);

  it('is told over all accounts and regions, at the prices of each', async () => {
    const here = await versionArnOf(gateway, 'circuit-boards', 'v4', HOME);
    const { hourly, isCostComplete, runningModelVersions } = await burnRateOf(gateway);
    expect(isCostComplete).toBe(true);
    expect(runningModelVersions.map((it) => it.arn)).toContain(here);
    const costs = runningModelVersions.map(({ arn, minInferenceUnits, hourlyCost }) => {
      const price = arn.includes('us-east-1') ? 0.1 : 4;
      expect(hourlyCost?.amount).toBe(String(Math.round(price * (minInferenceUnits ?? 0) * 1e4) / 1e4));
      return Number(hourlyCost?.amount);
    });
    const sum = costs.reduce((total, it) => total + it, 0);
    expect(hourly).toEqual({ amount: String(Math.round(sum * 1e4) / 1e4), currencyCode: 'USD' });
    expect(new Set(runningModelVersions.map((it) => it.arn.split(':')[3]))).toEqual(
      new Set([HOME.region, PARTNER_EU.region]),
    );
  });

  it('counts a model from the moment that it runs to the moment that it stops', async () => {
    const { arns } = await createTrainedModels(gateway, ['v1'], 'counted');
    const arn = arns[0] ?? '';
    const before = Number((await burnRateOf(gateway)).hourly?.amount);
    await startWith(arn, 3);
    await until(async () => (await find(arn)) !== undefined);
    const ran = await find(arn);
    expect(ran).toMatchObject({
      minInferenceUnits: 3,
      isRunningSinceExact: true,
      hourlyCost: { amount: '0.3', currencyCode: 'USD' },
    });
    expect(Number((await burnRateOf(gateway)).hourly?.amount)).toBeCloseTo(before + 0.3, 8);
    await gateway.run(StopModelDocument, { modelVersionArn: arn });
    expect(await find(arn)).toBeUndefined();
  });

  it('is in the metrics, by account and region', async () => {
    const { runningModelVersions, hourly } = await burnRateOf(gateway);
    const metrics = await readMetrics(gateway.url);
    expect(sumOf(metrics, 'gateway_running_models', {})).toBe(runningModelVersions.length);
    expect(sumOf(metrics, 'gateway_hourly_cost', { currency: 'USD' })).toBeCloseTo(Number(hourly?.amount), 8);
    const inEurope = runningModelVersions.filter((it) => it.arn.includes('eu-west-1'));
    expect(sumOf(metrics, 'gateway_running_models', { region: 'eu-west-1' })).toBe(inEurope.length);
  });

  it('is a document of the typed client', async () => {
    const { burnRate } = await createClient({ url: gateway.url }).query(InTheClient);
    expect(burnRate).toEqual(await burnRateOf(gateway));
  });
});

describe('since when a model runs', () => {
  it('is exact to a poll interval where the gateway saw it start, by the account of the emulator', async () => {
    const gateway = await startGateway({ ...FRESH, EMULATOR_SPEED: '20', EMULATOR_DATA: 'empty' });
    const { arns } = await createTrainedModels(gateway, ['v1']);
    const arn = arns[0] ?? '';
    await gateway.run(StartModelDocument, { modelVersionArn: arn, minInferenceUnits: 1 });
    const offsetMs = await clockOffsetOf(gateway);
    await until(async () => (await burnRateOf(gateway)).runningModelVersions.length === 1);
    const [running] = (await burnRateOf(gateway)).runningModelVersions;
    const truth = await truthOf(gateway, arn);
    expect(running?.isRunningSinceExact).toBe(true);
    const lateMs = Date.parse(running?.runningSince ?? '') + offsetMs - (truth?.fromMs ?? 0);
    // A snapshot counts from the moment at which its call began: AWS may have let the model run while the call was under way.
    expect(Math.abs(lateMs)).toBeLessThanOrEqual(100 + SLOW_MS);
    await gateway.close();
  });

  it('is the first snapshot, and says so, where it ran before the gateway did', async () => {
    const startedAt = Date.now();
    const gateway = await startGateway(FRESH);
    const { runningModelVersions } = await burnRateOf(gateway);
    expect(runningModelVersions.length).toBeGreaterThan(0);
    for (const { arn, isRunningSinceExact, runningSince } of runningModelVersions) {
      expect(isRunningSinceExact).toBe(false);
      expect(Date.parse(runningSince ?? '')).toBeGreaterThanOrEqual(startedAt - 1);
      expect((await truthOf(gateway, arn))?.fromMs).toBeLessThan(startedAt);
    }
    await gateway.close();
  });
});

/** How far the emulator's clock, which tests move, is ahead. */
async function clockOffsetOf(gateway: TestGateway): Promise<number> {
  return (await gateway.control.advance(0)) - Date.now();
}

describe('a caller that may see less', () => {
  const BURN_RATE = `{
    burnRate { hourly { amount currencyCode } isCostComplete runningModelVersions { name hourlyCost { amount } } }
  }`;
  let gateway: TestGateway;
  beforeAll(async () => {
    const projects = (name: string) => [`arn:aws:rekognition:us-east-1:123456789012:project/${name}`];
    gateway = await startGateway({
      ...FRESH,
      ACCOUNTS,
      AUTH: 'api-key',
      API_KEYS: apiKeys(['root', 'viewer', 'other', 'nobody']),
      GRANTS: JSON.stringify([
        { to: ['root'], role: 'owner', projects: ['*'] },
        { to: ['viewer'], role: 'viewer', projects: projects('circuit-boards') },
        { to: ['other'], role: 'viewer', projects: projects('own-*') },
      ]),
      PRICES: '{"currencyCode": "EUR", "us-east-1": {"unitHour": 3.7}}',
    });
  });
  afterAll(() => gateway.close());

  const seenBy = async (subject: string) =>
    (await ask<{ burnRate: BurnRate }>(gateway, bearer(keyOf(subject)), BURN_RATE)).data?.burnRate;

  it('gets its own alone, and not that something else has no price', async () => {
    const all = await seenBy('root');
    expect(all?.isCostComplete).toBe(false);
    const priced = all?.runningModelVersions.filter((it) => it.hourlyCost !== null) ?? [];
    expect(priced.length).toBeGreaterThan(0);
    expect(priced.length).toBeLessThan(all?.runningModelVersions.length ?? 0);
    expect(await seenBy('viewer')).toEqual({
      hourly: { amount: '3.7', currencyCode: 'EUR' },
      isCostComplete: true,
      runningModelVersions: [{ name: 'v4', hourlyCost: { amount: '3.7' } }],
    });
  });

  it.each(['other', 'nobody'])('gets nothing that runs: %s', async (subject) => {
    expect(await seenBy(subject)).toEqual({
      hourly: { amount: '0', currencyCode: 'EUR' },
      isCostComplete: true,
      runningModelVersions: [],
    });
  });
});

it('has no cost where nothing that runs has a price', async () => {
  const gateway = await startGateway({ ...FRESH, PRICES: '{"currencyCode": "EUR"}' });
  const { hourly, isCostComplete, runningModelVersions } = await burnRateOf(gateway);
  expect([hourly, isCostComplete]).toEqual([null, false]);
  for (const it of runningModelVersions) expect([it.hourlyCost, it.trainingCost]).toEqual([null, null]);
  expect(await (await fetch(`${gateway.url}/metrics`)).text()).not.toMatch(/^gateway_hourly_cost\{/m);
  await gateway.close();
});
