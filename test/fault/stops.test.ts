import { setTimeout as pause } from 'node:timers/promises';
import { print } from 'graphql';
import {
  PlanStopDocument,
  ShowModelDocument,
  StartModelDocument,
} from '../../schema/generated/operations.js';
import { createDataFolders } from '../support/data-folder.js';
import { controlOf, startTestEmulator, type TestEmulator } from '../support/emulator.js';
import { buildGateway, type GatewayProcess, type GatewayProgram } from '../support/gateway-process.js';
import { type Instances, startInstances } from '../support/instances.js';
import { NO_RATES } from '../support/models.js';
import { createRandom } from '../support/random.js';
import { seedVersions } from '../support/seed.js';
import { until } from '../support/until.js';
import { settingsOf } from './restarts.js';

const REGION = 'us-east-1';
const random = createRandom(1818);

interface Model {
  readonly status: string;
  readonly stopAt: string | null;
}

async function run<T>(url: string, document: Parameters<typeof print>[0], variables: object): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

const show = async (url: string, arn: string) =>
  (await run<{ modelVersion: Model }>(url, ShowModelDocument, { arn })).modelVersion;
const start = (url: string, modelVersionArn: string, stopAfter: string) =>
  run(url, StartModelDocument, { modelVersionArn, minInferenceUnits: 1, stopAfter });

async function stopInstant(url: string, arn: string): Promise<number> {
  await until(async () => (await show(url, arn)).stopAt !== null);
  return Date.parse((await show(url, arn)).stopAt ?? '');
}

/** When AWS was asked for stops of a version. */
async function stopsOf(emulatorUrl: string, arn: string): Promise<number[]> {
  const { requests } = await controlOf(emulatorUrl).requests();
  const isStop = ({ operation, input }: (typeof requests)[number]) =>
    operation === 'StopProjectVersion' && input?.ProjectVersionArn === arn;
  return requests.filter(isStop).map(({ atMs }) => atMs);
}

const stands = async (emulatorUrl: string, url: string, arn: string) =>
  (await stopsOf(emulatorUrl, arn)).length > 0 && (await show(url, arn)).status === 'STOPPED';

describe('planned stops of a gateway on disk that is killed', () => {
  const newFolder = createDataFolders();
  let program: GatewayProgram;
  let emulator: TestEmulator;
  let gateway: GatewayProcess;
  let arns: readonly string[];
  let settings: Readonly<Record<string, string>>;
  beforeAll(() => {
    program = buildGateway();
  });
  afterAll(() => program.remove());
  beforeEach(async () => {
    const seed = await seedVersions(1, 2, [REGION]);
    arns = [...seed.versions.values()].flat();
    emulator = await startTestEmulator({ data: seed.file, speed: 40 });
    settings = settingsOf(emulator.url, newFolder());
    gateway = await program.start(settings);
  });
  afterEach(async () => {
    await gateway.kill();
    await emulator.close();
  });

  it('happen when it comes back, if they were due meanwhile', async () => {
    const [arn = ''] = arns;
    await start(gateway.url, arn, 'PT2S');
    const at = await stopInstant(gateway.url, arn);
    await gateway.kill();
    await pause(at - Date.now() + 500);
    expect(await stopsOf(emulator.url, arn)).toEqual([]);
    gateway = await program.start(settings);
    await until(() => stands(emulator.url, gateway.url, arn));
    expect(await stopsOf(emulator.url, arn)).toHaveLength(1);
  });

  it('count from RUNNING, also where the version came to run while nobody was there', async () => {
    const [arn = ''] = arns;
    await start(gateway.url, arn, 'PT3S');
    await gateway.kill();
    await pause(4_000);
    gateway = await program.start(settings);
    await until(() => stands(emulator.url, gateway.url, arn));
    expect(await stopsOf(emulator.url, arn)).toHaveLength(1);
  });

  it('happen once, at whichever step it is killed', async () => {
    for (let round = 0; round < 6; round += 1) {
      const arn = arns[round % 2] ?? '';
      await emulator.control.clearRequests();
      await start(gateway.url, arn, 'PT1S');
      const at = await stopInstant(gateway.url, arn);
      await pause(Math.max(0, at - Date.now() - 5 + Math.floor(random() * 40)));
      await gateway.kill();
      gateway = await program.start(settings);
      await until(() => stands(emulator.url, gateway.url, arn));
      expect([round, (await stopsOf(emulator.url, arn)).length]).toEqual([round, 1]);
    }
  });
});

describe('planned stops of several instances', () => {
  let instances: Instances;
  let arns: readonly string[];
  beforeAll(async () => {
    instances = await startInstances({
      ...{ count: 3, regions: [REGION], versionsEach: 2 },
      settings: { ...NO_RATES, POLL_INTERVAL_MS: '200' },
      emulator: { EMULATOR_SPEED: '40', EMULATOR_TPS: '0' },
    });
    arns = [...instances.seed.versions.values()].flat();
  });
  afterAll(() => instances?.close());

  const urls = () => instances.all.filter((it) => it.process.isRunning).map((it) => it.url);

  it('are seen by all, and happen once', async () => {
    const [arn = ''] = arns;
    await start(urls()[0] ?? '', arn, 'PT2S');
    const instants = new Set(await Promise.all(urls().map((url) => stopInstant(url, arn))));
    expect(instants.size).toBe(1);
    await until(() => stands(instances.emulatorUrl, urls()[2] ?? '', arn));
    const [sentAt = 0, ...more] = await stopsOf(instances.emulatorUrl, arn);
    expect(sentAt).toBeGreaterThan(([...instants][0] ?? 0) - 1_000); // by another clock
    expect(more).toEqual([]);
  });

  it('happen once while Redis loses all that it holds', async () => {
    const [arn = ''] = arns;
    await start(urls()[0] ?? '', arn, 'PT4S');
    await stopInstant(urls()[1] ?? '', arn);
    const before = (await stopsOf(instances.emulatorUrl, arn)).length;
    await instances.redis.client().flushall();
    await until(async () => (await stopsOf(instances.emulatorUrl, arn)).length > before);
    await until(async () => (await show(urls()[0] ?? '', arn)).status === 'STOPPED');
    expect((await stopsOf(instances.emulatorUrl, arn)).length).toBe(before + 1);
  });

  it('happen on another instance when those that might act are killed', async () => {
    const arn = arns[1] ?? '';
    const last = instances.all[2];
    await start(urls()[0] ?? '', arn, 'PT10M');
    await stopInstant(last?.url ?? '', arn);
    await Promise.all(instances.all.slice(0, 2).map((it) => it.process.kill()));
    await run(last?.url ?? '', PlanStopDocument, { modelVersionArn: arn, stopAfter: 'PT1S' });
    await until(() => stands(instances.emulatorUrl, last?.url ?? '', arn));
    expect(await stopsOf(instances.emulatorUrl, arn)).toHaveLength(1);
  });
});
