import { setTimeout as pause } from 'node:timers/promises';
import type { GatewayProcess } from '../support/gateway-process.js';
import { type Instances, startInstances } from '../support/instances.js';
import { readMetrics, sumOf } from '../support/metrics.js';
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
    await until(() => clients.every((it) => it.changes.length >= 4));
  });

  afterEach(async () => {
    isOver = true;
    await drivers.catch(() => {});
    for (const it of clients) it.close();
    await instances.close();
  });

  /** Every client gets so many changes more, and no process has ended. */
  async function goOn(changes: number): Promise<void> {
    const before = clients.map((it) => it.changes.length);
    const isOn = (it: ResumingClient, index: number) => it.changes.length >= (before[index] ?? 0) + changes;
    await until(() => clients.every(isOn));
    expect(instances.all.map((it) => it.process.isRunning)).toEqual([true, true, true]);
  }

  async function degraded(): Promise<string[]> {
    const answers = await Promise.all(urls().map((it) => fetch(`${it}/readyz`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    return (await Promise.all(answers.map((it) => it.json()))).flatMap(
      (it) => (it as { degraded: string[] }).degraded,
    );
  }

  it('send every subscriber a GAP when it is flushed, and go on', async () => {
    await instances.redis.flush();
    await until(() => clients.every(({ gaps }) => gaps > 0));
    await goOn(4);
  });

  it('send every subscriber a GAP when it comes back empty, and answer meanwhile', async () => {
    await instances.redis.kill();
    await until(async () => (await degraded()).length === 3);
    for (const url of urls()) await queryAt(url, `{ modelVersion(arn: "${arns[0]}") { status } }`);
    await pause(1_000);
    await instances.redis.start();
    await until(async () => (await degraded()).length === 0);
    await until(() => clients.every(({ gaps }) => gaps > 0));
    await goOn(4);
  });

  it('miss nothing when it hangs for a while', async () => {
    instances.redis.pause();
    await until(async () => (await degraded()).length === 3);
    await pause(4_000);
    instances.redis.resume();
    await goOn(8);
    expect(clients.filter(({ gaps }) => gaps > 0)).toHaveLength(0);
    expect(clients.flatMap(({ changes }) => brokenLinks(changes))).toEqual([]);
  });
});

describe('the poller of an account', () => {
  let instances: Instances;
  beforeEach(async () => {
    instances = await startInstances({ count: 2, regions: ['us-east-1'], versionsEach: 1 });
  });
  afterEach(() => instances.close());

  /** What one that ends without a word is waited for. */
  const LEASE_MS = 8_000;
  const urls = () => instances.all.map((it) => it.url);
  /** Every instance has looked since at who should poll. */
  const RENEWED_MS = 2_500;
  const LEASE = '{custom-labels-gateway}:lease:123456789012/us-east-1';
  const holder = async () => (await instances.redis.client().get(LEASE))?.split(' ')[1] ?? null;

  function processAt(index: number): GatewayProcess {
    const { process } = instances.all[index] ?? {};
    if (!process) throw new Error(`no instance ${index}`);
    return process;
  }

  /** Which of the instances polls: it says so itself. Null while none or more than one does. */
  async function polling(): Promise<number | null> {
    const held = await Promise.all(
      urls().map(async (url) => sumOf(await readMetrics(url), 'gateway_lease_holder')),
    );
    return held.filter((it) => it === 1).length === 1 ? held.indexOf(1) : null;
  }

  /** Once all know of each other, the account has the instance that it keeps while that lives. */
  async function settled(): Promise<number> {
    const heard = () => instances.redis.client().zcard('{custom-labels-gateway}:peers');
    await until(async () => (await heard()) === instances.all.length);
    let since = Date.now();
    let index = await polling();
    await until(async () => {
      const now = await polling();
      if (now === null || now !== index) since = Date.now();
      index = now;
      return Date.now() - since > RENEWED_MS;
    });
    return index ?? -1;
  }

  /** Ends the instance that polls; gives how long it takes until another does. */
  async function take(end: (index: number) => Promise<unknown>): Promise<number> {
    const index = await settled();
    const before = await holder();
    expect(before).not.toBeNull();
    await end(index);
    const endedAt = Date.now();
    await until(async () => ![null, before].includes(await holder()));
    return Date.now() - endedAt;
  }

  it('is another instance within 15 seconds after kill -9', async () => {
    expect(await take((index) => processAt(index).kill())).toBeLessThan(15_000);
  });

  it('is another instance sooner when the first ends in order', async () => {
    expect(await take(async (index) => processAt(index).send('SIGTERM'))).toBeLessThan(LEASE_MS);
  });
});
