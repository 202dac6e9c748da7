import { createClient, ModelUsageDocument } from '../../src/client/index.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { NO_RATES } from '../support/models.js';
import { until } from '../support/until.js';
import { ALWAYS_FRESH, versionArnOf } from './demo.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe('with USAGE_METRICS=cloudwatch', () => {
  let gateway: TestGateway;
  let arn: string;
  const ago = (ms: number) => new Date(Math.floor((Date.now() - ms) / MINUTE_MS) * MINUTE_MS).toISOString();
  const usageOf = async (from: string, to: string) => {
    const { modelVersion } = await createClient({ url: gateway.url }).query(ModelUsageDocument, {
      arn,
      from,
      to,
    });
    if (!modelVersion) throw new Error('there is no such version');
    return modelVersion.usage;
  };
  beforeAll(async () => {
    gateway = await startGateway({ ...ALWAYS_FRESH, ...NO_RATES, USAGE_METRICS: 'cloudwatch' });
    arn = await versionArnOf(gateway, 'circuit-boards', 'v4');
    await until(async () => (await usageOf(ago(2 * HOUR_MS), ago(HOUR_MS))).basis === 'METERED');
  });
  afterAll(() => gateway.close());

  /** Unit-milliseconds of the emulator's own account. */
  async function truth(from: string, to: string): Promise<number> {
    const response = await fetch(`${gateway.emulatorUrl}/_emulator/usage`);
    const { versions } = (await response.json()) as {
      versions: { versionArn: string; runs: { fromMs: number; toMs: number; units: number }[] }[];
    };
    const runs = versions.find(({ versionArn }) => versionArn === arn)?.runs ?? [];
    return runs.reduce((sum, { fromMs, toMs, units }) => {
      const ms = Math.min(toMs, Date.parse(to)) - Math.max(fromMs, Date.parse(from));
      return sum + Math.max(0, ms) * units;
    }, 0);
  }

  it('is what AWS metered, also before the gateway was there', async () => {
    const [from, to] = [ago(12 * DAY_MS), ago(DAY_MS)];
    const { basis, inferenceUnitHours } = await usageOf(from, to);
    expect(basis).toBe('METERED');
    expect(Math.abs(inferenceUnitHours * HOUR_MS - (await truth(from, to)))).toBeLessThanOrEqual(
      2 * MINUTE_MS,
    );
  });

  it('is at least so much further back than CloudWatch keeps minutes', async () => {
    expect((await usageOf(ago(20 * DAY_MS), ago(DAY_MS))).basis).toBe('AT_LEAST');
  });

  it('takes one call to CloudWatch for all models', async () => {
    const { counts } = await gateway.control.requests();
    expect(counts.GetMetricData).toBeLessThanOrEqual(2); // the first may have come before all projects were listed
  });
});

it('without the setting nothing is read of CloudWatch', async () => {
  const gateway = await startGateway({ ...ALWAYS_FRESH, ...NO_RATES });
  const arn = await versionArnOf(gateway, 'circuit-boards', 'v4');
  const client = createClient({ url: gateway.url });
  const from = new Date(Date.now() - HOUR_MS).toISOString();
  await until(async () => {
    const { modelVersion } = await client.query(ModelUsageDocument, { arn, from });
    return (modelVersion?.usage.runningHours ?? 0) > 0;
  });
  expect((await gateway.control.requests()).counts.GetMetricData).toBeUndefined();
  await gateway.close();
});
