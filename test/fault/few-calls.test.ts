import type { App } from '../../src/app.js';
import { startApp } from '../../src/app.js';
import { type Clock, systemClock } from '../../src/clock.js';
import { parseConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/log.js';
import { startTestEmulator, type TestEmulator } from '../support/emulator.js';
import { createFastClock } from '../support/fast-clock.js';
import { type CountingProxy, startProxy } from '../support/proxy.js';
import { type Seed, seedVersions } from '../support/seed.js';
import { until } from '../support/until.js';

/** Issue 4, counted at a proxy between gateway and emulator, which keeps to AWS's own rates. */
let seed: Seed;
let emulator: TestEmulator;
let proxy: CountingProxy;
let app: App;

beforeAll(async () => {
  seed = await seedVersions(4, 50);
});

/** @param tps - as EMULATOR_TPS; AWS's own unless given */
async function standUp(tps?: number): Promise<void> {
  emulator = await startTestEmulator({ data: seed.file, transitions: 'timed', speed: 10, tps });
  proxy = await startProxy(emulator.url);
  Object.assign(process.env, { AWS_ENDPOINT_URL: proxy.url, AWS_REGION: 'us-east-1' });
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: '123456789012', AWS_SECRET_ACCESS_KEY: 'any' });
}

async function tearDown(): Promise<void> {
  await proxy.close();
  await emulator.close();
}

beforeEach(() => standUp());

afterEach(async () => {
  await app.close();
  await tearDown();
});

async function start(
  settings: Readonly<Record<string, string>> = {},
  clock: Clock = systemClock,
): Promise<void> {
  const config = parseConfig({ UPSTREAM: 'aws', DATA_DIR: 'none', PORT: '0', DRAIN_MS: '0', ...settings });
  app = await startApp(config, silentLog, clock);
}

interface Body {
  data: Record<string, unknown> | null;
  errors?: { extensions: { code: string } }[];
  extensions?: { stale?: boolean };
}

async function ask(query: string, variables: object = {}): Promise<Body> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Body;
}

const arnsOf = (project: number) => [...seed.versions.values()][project] ?? [];
const projectArn = (project: number) => [...seed.versions.keys()][project];
const SHOW = 'query($arns: [ModelVersionArn!]!) { modelVersions(arns: $arns) { name status } }';

/** Describes of versions, also those of the poller. */
const describes = () => proxy.arrivals('DescribeProjectVersions').length;

async function throttles(): Promise<number> {
  const { requests } = await emulator.control.requests();
  return requests.filter((it) => it.errorType?.match(/Throttl|Throughput/)).length;
}

/** The most calls in any second, as they arrived. */
function busiestSecond(arrivals: readonly number[], secondMs = 1_000): number {
  return Math.max(
    0,
    ...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + secondMs).length),
  );
}

it('makes as many calls for 500 requests at once as for one', async () => {
  await start({ READ_MAX_AGE_MS: '60000' });
  const arns = arnsOf(0).slice(0, 20);
  const answers = await Promise.all(Array.from({ length: 500 }, () => ask(SHOW, { arns })));
  expect(new Set(answers.map((it) => JSON.stringify(it.data))).size).toBe(1);
  expect(answers[0]?.errors).toBeUndefined();
  const { requests } = await emulator.control.requests();
  const reads = requests.filter((it) => (it.input as { ProjectArn?: string })?.ProjectArn === projectArn(0));
  expect(reads.length).toBeLessThanOrEqual(2); // one page for the twenty; the poller may list the project first
  expect(await throttles()).toBe(0);
});

it('answers 200 cold versions within the rate, in the fewest calls, and is never throttled', async () => {
  await start();
  const answers = await Promise.all([0, 1, 2, 3].map((project) => ask(SHOW, { arns: arnsOf(project) })));
  for (const { data, errors } of answers) {
    expect(errors).toBeUndefined();
    expect(data?.modelVersions).toHaveLength(50);
  }
  expect(describes()).toBeLessThanOrEqual(8); // a page for each project; the poller's first lists at most as many
  expect(busiestSecond(proxy.arrivals('DescribeProjectVersions'))).toBeLessThanOrEqual(5);
  expect(await throttles()).toBe(0);
});

it('refreshes at most once in READ_MAX_AGE_MS however many read', async () => {
  await start({ READ_MAX_AGE_MS: '500' });
  const query = 'query($arn: ProjectArn!) { project(arn: $arn) { modelVersions { totalCount } } }';
  const begunAt = Date.now();
  let reads = 0;
  while (Date.now() < begunAt + 3_000) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(query, { arn: projectArn(0) })));
    reads += answers.filter((it) => !it.errors).length;
  }
  expect(reads).toBeGreaterThan(60);
  const refreshes = (Date.now() - begunAt) / 500 + 1;
  const { requests } = await emulator.control.requests();
  // The poller's looks at this project are among them.
  const lists = requests.filter((it) => it.input?.ProjectArn === projectArn(0));
  expect(lists.length).toBeLessThanOrEqual(refreshes + 1);
  expect(proxy.arrivals('DescribeProjects').length).toBeLessThanOrEqual(refreshes + 2);
  expect(await throttles()).toBe(0);
});

it('reads on while AWS is down, marked as stale, fails mutations honestly, and recovers within the rate', async () => {
  await start({ READ_MAX_AGE_MS: '100', READ_REVALIDATE_MS: '0' });
  const arns = arnsOf(1).slice(0, 5);
  expect((await ask(SHOW, { arns })).extensions?.stale).toBeUndefined();
  proxy.setDown(true);
  await new Promise((resolve) => setTimeout(resolve, 150)); // older than READ_MAX_AGE_MS
  const down = await Promise.all(Array.from({ length: 20 }, () => ask(SHOW, { arns })));
  for (const answer of down) {
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.modelVersions).toHaveLength(5);
    expect(answer.extensions?.stale).toBe(true);
  }
  const start1 =
    'mutation($arn: ModelVersionArn!) { startModelVersion(input: {modelVersionArn: $arn, minInferenceUnits: 1}) { cursor } }';
  const { errors } = await ask(start1, { arn: arns[0] });
  expect(errors?.[0]?.extensions.code).toBe('OUTCOME_UNKNOWN'); // it was sent, and no look could tell

  proxy.forget();
  proxy.setDown(false);
  await until(async () => (await ask(SHOW, { arns })).extensions?.stale === undefined);
  expect(busiestSecond(proxy.arrivals('DescribeProjectVersions'))).toBeLessThanOrEqual(5);
  expect(await throttles()).toBe(0);
});

it('answers all readers in time through a minute without AWS, and then catches up within the rate', async () => {
  const speed = 5; // so AWS's own rates, in real time, are none to count on
  await tearDown();
  await standUp(0);
  const clock = createFastClock(speed);
  await start({ READ_MAX_AGE_MS: '1000', READ_REVALIDATE_MS: '0', POLL_INTERVAL_MS: '2000' }, clock);
  const groups = [0, 1, 2, 3].map((project) => arnsOf(project).slice(0, 20));
  for (const arns of groups) expect((await ask(SHOW, { arns })).errors).toBeUndefined();

  const asked: Promise<{ answer: Body; isStale: boolean }>[] = [];
  async function askOnce(arns: readonly string[]) {
    const answer = await ask(SHOW, { arns });
    return { answer, isStale: answer.extensions?.stale === true };
  }
  proxy.setDown(true);
  const downUntil = clock.now() + 60_000;
  const fresh = clock.now() + 1_000;
  while (clock.now() < fresh) await new Promise((resolve) => setTimeout(resolve, 10));
  for (let i = 0; clock.now() < downUntil; i++) {
    asked.push(askOnce(groups[i % groups.length] ?? []));
    await new Promise((resolve) => setTimeout(resolve, 40)); // five a second, as the gateway counts
  }
  const down = await Promise.all(asked);
  expect(down.length).toBeGreaterThan(50);
  for (const { answer, isStale } of down) {
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.modelVersions).toHaveLength(20);
    expect(isStale).toBe(true);
  }

  proxy.forget();
  proxy.setDown(false);
  await until(async () => {
    const answers = await Promise.all(groups.map((arns) => ask(SHOW, { arns })));
    return answers.every((it) => it.extensions?.stale === undefined && !it.errors);
  });
  // What is sent a second apart may come a little closer: on a busy machine a call takes some time.
  for (const operation of ['DescribeProjectVersions', 'DescribeProjects'])
    expect(busiestSecond(proxy.arrivals(operation), 500 / speed)).toBeLessThanOrEqual(5);
});
