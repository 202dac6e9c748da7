import {
  RekognitionClient,
  StartProjectVersionCommand,
  StopProjectVersionCommand,
} from '@aws-sdk/client-rekognition';
import { BurnRateDocument, createClient } from '../../src/client/index.js';
import { createDataFolders } from '../support/data-folder.js';
import { credentialsOf } from '../support/emulator.js';
import { createFastClock } from '../support/fast-clock.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { type LastingGateway, startLastingGateway } from '../support/lasting-gateway.js';
import { readMetrics, sumOf } from '../support/metrics.js';
import { NO_RATES } from '../support/models.js';
import { createRandom } from '../support/random.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';
import { seedVersions } from '../support/seed.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;

describe('after a restart', () => {
  const newFolder = createDataFolders();
  let redis: TestRedis;
  let gateway: LastingGateway | undefined;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterEach(() => gateway?.close());
  afterAll(() => redis.stop());

  /** Since when the model runs that the test has started, and whether that is exact. */
  async function started({ url }: LastingGateway) {
    const { burnRate } = await createClient({ url }).query(BurnRateDocument);
    const model = burnRate.runningModelVersions.find((it) => it.name === 'v1');
    return { since: model?.runningSince, isExact: model?.isRunningSinceExact };
  }

  async function startModel(settings: Readonly<Record<string, string>>): Promise<LastingGateway> {
    gateway = await startLastingGateway(settings);
    const client = createClient({ url: gateway.url });
    const { arn } = await client.findModel({ project: 'circuit-boards', version: 'v1' });
    const running = client.startModel(arn);
    await until(async () => (await gateway?.control.requests())?.counts.StartProjectVersion === 1);
    await gateway.control.advance(MINUTE);
    await running;
    return gateway;
  }

  it.each([
    ['on DATA_DIR', () => ({ DATA_DIR: newFolder() })],
    ['on Redis', () => ({ REDIS_URL: redis.url })],
  ])('%s it is known as before', async (_, settings) => {
    const it = await startModel(settings());
    const before = await started(it);
    expect(before).toEqual({ since: expect.any(String), isExact: true });
    await it.stop();
    await it.start();
    expect(await started(it)).toEqual(before);
  });

  it('of a gateway that keeps nothing it is the first snapshot, and not exact', async () => {
    const it = await startModel({});
    const before = await started(it);
    await it.stop();
    await it.start();
    const after = await started(it);
    expect(after.isExact).toBe(false);
    expect(Date.parse(after.since ?? '')).toBeGreaterThan(Date.parse(before.since ?? ''));
  });
});

interface Judged {
  readonly data?: {
    readonly modelVersion: {
      readonly statusHistory: {
        readonly nodes: readonly {
          readonly status: string;
          readonly modelVersion: {
            readonly runningSince: string | null;
            readonly isRunningSinceExact: boolean;
          };
        }[];
      };
    };
  } | null;
}

const HISTORY = `query ($arn: ModelVersionArn!) {
  modelVersion(arn: $arn) {
    statusHistory(first: 100) { nodes { status modelVersion { runningSince isRunningSinceExact } } }
  }
}`;

describe('of models that others start and stop, and nobody reads', () => {
  const SPEED = 80;
  /** Of this machine: a second. */
  const STALL_MS = 1_000 * SPEED;
  const ROUNDS = 2;
  const clock = createFastClock(SPEED);
  const random = createRandom(18);
  let gateway: TestGateway;
  let arns: string[];

  beforeAll(async () => {
    const seed = await seedVersions(3, 2);
    arns = [...seed.versions.values()].flat();
    gateway = await startGateway(
      {
        EMULATOR_DATA: seed.file,
        EMULATOR_SPEED: String(SPEED),
        EMULATOR_QUOTAS: '{"runningModels": 10}',
        ...NO_RATES,
      },
      clock,
    );
    // Every project has been listed once: what comes then is an event.
    await until(
      async () => sumOf(await readMetrics(gateway.url), 'gateway_model_versions', {}) === arns.length,
    );
  });
  afterAll(() => gateway.close());

  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));

  /** Each run is longer, and each pause, than the lists of a project are apart: none is missed. */
  async function startAndStop(aws: RekognitionClient, ProjectVersionArn: string): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      await aws.send(new StartProjectVersionCommand({ ProjectVersionArn, MinInferenceUnits: 1 }));
      await pause((7 + 2 * random()) * MINUTE);
      await aws.send(new StopProjectVersionCommand({ ProjectVersionArn }));
      await pause((7 + 2 * random()) * MINUTE);
    }
  }

  /** When the emulator's runs began, on the clock of the gateway. */
  async function truth(): Promise<Map<string, number[]>> {
    const aheadMs = (await gateway.control.advance(0)) - Date.now();
    const [realMs, gatewayMs] = [Date.now(), clock.now()];
    const onClockOfGateway = (atMs: number) => gatewayMs + (atMs - aheadMs - realMs) * SPEED;
    const response = await fetch(`${gateway.emulatorUrl}/_emulator/usage`);
    const { versions } = (await response.json()) as {
      versions: { versionArn: string; runs: { fromMs: number }[] }[];
    };
    return new Map(
      versions.map(({ versionArn, runs }) => [versionArn, runs.map((it) => onClockOfGateway(it.fromMs))]),
    );
  }

  it('it is what the emulator says, to the distance that the lists of a settled project are apart', async () => {
    const aws = new RekognitionClient({
      endpoint: gateway.emulatorUrl,
      region: 'us-east-1',
      credentials: credentialsOf('123456789012'),
    });
    await Promise.all(arns.map((arn) => startAndStop(aws, arn)));
    aws.destroy();
    const began = await truth();
    const seen = (await Promise.all(arns.map(sightingsOf))).flat();
    expect(seen.length).toBeGreaterThanOrEqual((arns.length * ROUNDS) / 2);
    expect(seen.some((it) => it.isExact)).toBe(true);
    for (const { arn, since, isExact } of seen) {
      const from = began.get(arn)?.findLast((it) => it <= since + STALL_MS) ?? 0;
      if (isExact) expect(since - from).toBeLessThanOrEqual(6 * MINUTE);
      expect(since - from).toBeGreaterThanOrEqual(-STALL_MS);
    }
  });

  /** The beginnings of runs, as the events told them. Time is short at this speed, so that it is tried again. */
  async function sightingsOf(arn: string) {
    let answer: Judged = {};
    await until(async () => {
      answer = await gateway.query<NonNullable<Judged['data']>>(HISTORY, { arn });
      return Boolean(answer.data?.modelVersion);
    });
    return (answer.data?.modelVersion.statusHistory.nodes ?? [])
      .filter(({ status }) => status === 'RUNNING')
      .map(({ modelVersion: { runningSince, isRunningSinceExact } }) => ({
        arn,
        since: Date.parse(runningSince ?? ''),
        isExact: isRunningSinceExact,
      }));
  }
});
