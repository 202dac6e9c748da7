import { setTimeout as pause } from 'node:timers/promises';
import { type Instances, startInstances } from '../support/instances.js';
import { cursorAt, queryAt } from '../support/query-at.js';
import { createRandom } from '../support/random.js';
import { createResumingClient, type ResumingClient } from '../support/resuming-client.js';
import { until } from '../support/until.js';
import { drive } from './model-driver.js';
import { brokenLinks } from './one-history.js';

const SUBSCRIBERS = 60;

describe('when Redis fails, three instances', () => {
  const random = createRandom(7);
  let instances: Instances;
  let clients: ResumingClient[] = [];
  let isOver = false;
  let drivers: Promise<unknown> = Promise.resolve();
  let arns: string[] = [];
  const newest = new Map<string, string | null>();
  const urls = () => instances.all.map((it) => it.url);

  beforeEach(async () => {
    instances = await startInstances({
      count: 3,
      regions: ['us-east-1'],
      versionsEach: 2,
      settings: { POLL_INTERVAL_MS: '500' },
      emulator: { EMULATOR_SPEED: '20' },
    });
    const after = await cursorAt(urls()[0] ?? '');
    const onChange = ({ modelVersionArn, status }: { modelVersionArn: string; status: string | null }) =>
      void newest.set(modelVersionArn, status);
    clients = Array.from({ length: SUBSCRIBERS }, () =>
      createResumingClient({ after, random, urls, onChange }),
    );
    arns = [...instances.seed.versions.values()].flat();
    isOver = false;
    const isDriven = { random, urls, isOver: () => isOver, statusOf: (arn: string) => newest.get(arn) };
    drivers = Promise.all(arns.map((arn) => drive({ arn, ...isDriven })));
    await until(() => clients.every((it) => it.changes.length >= 4), 20_000);
  }, 60_000);

  afterEach(async () => {
    isOver = true;
    await drivers.catch(() => {});
    for (const it of clients) it.close();
    await instances.close();
  }, 60_000);

  /** Every client gets so many changes more, and no process has ended. */
  async function goOn(changes: number): Promise<void> {
    const before = clients.map((it) => it.changes.length);
    const isOn = (it: ResumingClient, index: number) => it.changes.length >= (before[index] ?? 0) + changes;
    await until(() => clients.every(isOn), 40_000);
    expect(instances.all.map((it) => it.process.isRunning)).toEqual([true, true, true]);
  }

  async function degraded(): Promise<string[]> {
    const answers = await Promise.all(urls().map((it) => fetch(`${it}/readyz`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    return (await Promise.all(answers.map((it) => it.json()))).flatMap(
      (it) => (it as { degraded: string[] }).degraded,
    );
  }

  it('tell every subscriber of the gap when it is flushed, and go on', async () => {
    await instances.redis.flush();
    await until(() => clients.every(({ gaps }) => gaps > 0), 20_000);
    await goOn(4);
  }, 90_000);

  it('tell every subscriber of the gap when it comes back empty, and answer meanwhile', async () => {
    await instances.redis.kill();
    await until(async () => (await degraded()).length === 3);
    for (const url of urls()) await queryAt(url, `{ modelVersion(arn: "${arns[0]}") { status } }`, 10_000);
    await pause(1_000);
    await instances.redis.start();
    await until(async () => (await degraded()).length === 0, 20_000);
    await until(() => clients.every(({ gaps }) => gaps > 0), 20_000);
    await goOn(4);
  }, 90_000);

  it('miss nothing when it hangs for a while', async () => {
    instances.redis.pause();
    await until(async () => (await degraded()).length === 3);
    await pause(4_000);
    instances.redis.resume();
    await goOn(8);
    expect(clients.filter(({ gaps }) => gaps > 0)).toHaveLength(0);
    expect(clients.flatMap(({ changes }) => brokenLinks(changes))).toEqual([]);
  }, 90_000);
});

describe('the poller of an account', () => {
  let instances: Instances;
  beforeEach(async () => {
    instances = await startInstances({ count: 2, regions: ['us-east-1'], versionsEach: 1 });
  }, 60_000);
  afterEach(() => instances.close());

  /** What one that ends without a word is waited for. */
  const LEASE_MS = 8_000;
  const LEASE = '{custom-labels-gateway}:lease:123456789012/us-east-1';
  const holder = async () => (await instances.redis.client().get(LEASE))?.split(' ')[1] ?? null;

  /** The instance that holds the lease: it is the one that answers to the name. */
  async function take(end: (index: number) => Promise<unknown>): Promise<number> {
    await until(async () => (await holder()) !== null);
    const before = await holder();
    const told = instances.all.map(
      (it) => it.process.lines.filter((line) => line.includes('"isPolling":')).at(-1) ?? '',
    );
    const polls = told.map((line) => line.includes('"isPolling":true'));
    await end(polls.indexOf(true));
    const endedAt = Date.now();
    await until(async () => ![null, before].includes(await holder()), 20_000);
    return Date.now() - endedAt;
  }

  it('is another instance within 15 seconds after kill -9', async () => {
    expect(await take(async (index) => instances.all[index]?.process.kill())).toBeLessThan(15_000);
  }, 60_000);

  it('is another instance sooner when the first ends in order', async () => {
    expect(await take(async (index) => instances.all[index]?.process.send('SIGTERM'))).toBeLessThan(LEASE_MS);
  }, 60_000);
});
