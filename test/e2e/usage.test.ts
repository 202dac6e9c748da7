import { StartModelDocument, StopModelDocument } from '../../schema/generated/operations.js';
import { createClient, ModelUsageDocument } from '../../src/client/index.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { createTrainedModels, NO_RATES } from '../support/models.js';
import { until } from '../support/until.js';
import { versionArnOf } from './demo.js';

const POLL_INTERVAL_MS = 100;
const HOUR_MS = 3_600_000;

/** What the emulator's own account has of a version, in unit-milliseconds of running. */
async function truthOf(gateway: TestGateway, arn: string) {
  const response = await fetch(`${gateway.emulatorUrl}/_emulator/usage`);
  const { versions } = (await response.json()) as {
    versions: { versionArn: string; runs: { fromMs: number; toMs: number; units: number }[] }[];
  };
  const runs = versions.find(({ versionArn }) => versionArn === arn)?.runs ?? [];
  return runs.map(({ fromMs, toMs, units }) => ({ ms: toMs - fromMs, units }));
}

describe('what a model used', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      ...{ READ_MAX_AGE_MS: '0', POLL_INTERVAL_MS: String(POLL_INTERVAL_MS), ...NO_RATES },
      ...{ EMULATOR_SPEED: '200' },
    });
  });
  afterAll(() => gateway.close());

  const usageOf = async (arn: string, from: string, to?: string) => {
    const client = createClient({ url: gateway.url });
    return (await client.query(ModelUsageDocument, { arn, from, ...(to && { to }) })).modelVersion;
  };

  it('is what the emulator says, to a poll interval for each transition', async () => {
    const { arns } = await createTrainedModels(gateway, ['v1']);
    const modelVersionArn = arns[0] ?? '';
    const from = new Date().toISOString();
    await gateway.run(StartModelDocument, { modelVersionArn, minInferenceUnits: 3 });
    await until(async () => ((await truthOf(gateway, modelVersionArn))[0]?.ms ?? 0) > 1_000);
    await until(async () => {
      const { stopModelVersion } = await gateway.run(StopModelDocument, { modelVersionArn });
      return stopModelVersion.userErrors.length === 0;
    });
    const [run] = await truthOf(gateway, modelVersionArn);
    const leastMs = (run?.ms ?? 0) - 2 * (POLL_INTERVAL_MS + 1_000);
    await until(async () => ((await usageOf(modelVersionArn, from))?.usage.runningHours ?? 0) > 0);
    const version = await usageOf(modelVersionArn, from);
    const { runningHours, inferenceUnitHours, inferenceCost, cost, basis, isCostComplete } =
      version?.usage ?? {};
    expect(run?.units).toBe(3);
    expect(inferenceUnitHours).toBeCloseTo(3 * (runningHours ?? 0), 12);
    expect((runningHours ?? 0) * HOUR_MS).toBeLessThanOrEqual(run?.ms ?? 0);
    expect((runningHours ?? 0) * HOUR_MS).toBeGreaterThanOrEqual(leastMs);
    expect([basis, isCostComplete]).toEqual(['OBSERVED', true]);
    expect(inferenceCost).toEqual({
      amount: (4 * (inferenceUnitHours ?? 0)).toFixed(4).replace(/\.?0+$/, ''),
      currencyCode: 'USD',
    });
    expect(version?.project).toMatchObject({ name: 'models', usage: { runningHours, cost, basis } });
  });

  it('is at least so much of a model that ran before the gateway did', async () => {
    const arn = await versionArnOf(gateway, 'circuit-boards', 'v4');
    const from = new Date(Date.now() - 24 * HOUR_MS).toISOString();
    await until(async () => ((await usageOf(arn, from))?.usage.runningHours ?? 0) > 0);
    expect((await usageOf(arn, from))?.usage.basis).toBe('AT_LEAST');
  });

  it('is refused for a period that ends before it begins', async () => {
    const arn = await versionArnOf(gateway, 'circuit-boards', 'v4');
    const { errors } = await gateway.query(
      `query ($arn: ModelVersionArn!) {
        modelVersion(arn: $arn) { usage(from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z") { basis } }
      }`,
      { arn },
    );
    expect(errors?.[0]).toMatchObject({
      message: 'from: expected an instant before to, 2026-01-01T00:00:00.000Z, not 2026-02-01T00:00:00.000Z.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
