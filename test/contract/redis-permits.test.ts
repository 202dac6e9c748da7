import type { Redis } from 'ioredis';
import { silentLog } from '../../src/log.js';
import { RedisLink } from '../../src/redis/link.js';
import { createNames, type Names } from '../../src/redis/names.js';
import { Peers } from '../../src/redis/peers.js';
import type { Permits } from '../../src/upstream/rate-limit/permits.js';
import { RedisPermits } from '../../src/upstream/rate-limit/redis-permits.js';
import { HERE } from '../support/builders.js';
import { RedisStage } from '../support/redis-stage.js';
import { createTestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { permitsSuite } from './permits.suite.js';

const stage = new RedisStage();

const NO_OTHERS = { count: () => 1, saidAt: () => null };

/** Makes everything in the budget so much older: Redis's own clock cannot be moved. */
async function age(redis: Redis, names: Names, ms: number): Promise<void> {
  for (const key of await redis.keys(names.permits('*', '*')))
    for (const member of await redis.zrange(key, 0, -1)) await redis.zincrby(key, -ms, member);
  for (const key of await redis.keys(names.rate('*', '*'))) await redis.hincrbyfloat(key, 'cutAt', -ms);
}

/** As if this server had counted for long. */
async function knows(redis: Redis, names: Names, { server }: RedisLink): Promise<void> {
  await redis.hset(names.windows, { server, since: 0 });
}

permitsSuite('on Redis', async () => {
  const clock = createTestClock();
  const names = stage.names();
  const redis = stage.redis.client();
  const link = await stage.link();
  await knows(redis, names, link);
  let advancedMs = 0;
  return {
    create: (...of) => new RedisPermits({ link, names, clock, peers: NO_OTHERS }, ...of),
    now: () => Date.now() + advancedMs,
    async advance(ms) {
      advancedMs += ms;
      await link.call((it) => it.ping()); // what was sent before is done
      await age(redis, names, ms);
      await clock.advance(ms);
    },
  };
});

describe('permits of several instances', () => {
  const OPERATION = 'DescribeProjectVersions';
  let names: Names;
  beforeEach(() => {
    names = stage.names();
  });

  async function takeAll(permits: Permits): Promise<number> {
    for (let count = 0; ; count += 1) if (!(await permits.acquire('interactive')).permit) return count;
  }

  async function instance(self: string, clock = createTestClock(), isNew = false) {
    const link = await stage.link();
    if (!isNew) await knows(stage.redis.client(), names, link);
    const peers = new Peers({ link, names, self, report: () => null, now: clock.now });
    await peers.start();
    const permits = new RedisPermits({ link, names, clock, peers }, HERE, OPERATION, 6);
    return { link, peers, permits, clock };
  }

  async function isMissed(one: Peers<null>): Promise<void> {
    const score = async () => Number(await stage.redis.client().zscore(names.peers, one.self));
    const at = await score();
    await stage.redis.client().zadd(names.peers, at - 5_000, one.self);
  }

  it('come from one window', async () => {
    const [one, two] = [await instance('one'), await instance('two')];
    expect((await takeAll(one.permits)) + (await takeAll(two.permits))).toBe(6);
    await one.peers.close();
    await two.peers.close();
  });

  it('leave its share to one that is missed, which may be at work on its own', async () => {
    const [one, two, three] = [await instance('one'), await instance('two'), await instance('three')];
    await three.link.close();
    await isMissed(three.peers);
    expect((await takeAll(one.permits)) + (await takeAll(two.permits))).toBe(4);
    await one.peers.close();
    await two.peers.close();
  });

  it('are the own share without Redis, after the others had time to notice', async () => {
    const clock = createTestClock();
    const [one, two, three] = [await instance('one', clock), await instance('two'), await instance('three')];
    await until(() => one.peers.count() === 3);
    await one.link.close();
    expect(await takeAll(one.permits)).toBe(0);
    await clock.advance(5_000);
    expect(await takeAll(one.permits)).toBe(2);
    for (const { peers } of [two, three]) await peers.close();
  });

  /** Moves the time that all instances share, and ages what is counted with it. */
  const pass = (ms: number) => stage.redis.client().hincrbyfloat(names.timeline, 'now', ms);

  it('are none for a second where it is unknown what was sent: with an empty Redis', async () => {
    const { permits, peers } = await instance('one', createTestClock(), true);
    const { permit, ...refused } = await permits.acquire('interactive');
    expect({ permit, ...refused }).toEqual({ permit: null, waitMs: expect.any(Number) });
    await pass(1_300);
    expect(await takeAll(permits)).toBe(6);
    await stage.redis.client().del(names.permits('*', '*'), names.windows);
    expect(await takeAll(permits)).toBe(0);
    await peers.close();
  });

  it('are none for a second after another server has taken over, with what it got to know', async () => {
    const { permits, peers, link } = await instance('one');
    expect(await takeAll(permits)).toBe(6);
    const [key = ''] = await stage.redis.client().keys(names.permits('*', '*'));
    await stage.redis.client().del(key);
    await stage.redis.client().hset(names.windows, 'server', 'the-one-before');
    expect(await takeAll(permits)).toBe(0);
    await pass(1_300);
    expect(await takeAll(permits)).toBe(6);
    expect(await stage.redis.client().hget(names.windows, 'server')).toBe(link.server);
    await peers.close();
  });

  it.each([-7_200_000, -900, 7_200_000])(
    'are as many as ever when the clock of Redis moves by %d ms',
    async (ms) => {
      const { permits, peers } = await instance('one');
      expect(await takeAll(permits)).toBe(6);
      // What Redis noted of its clock moves the other way: the same as if the clock had moved.
      await stage.redis.client().hincrbyfloat(names.timeline, 'at', -ms);
      const soon = ms > 0 ? 6 : 0;
      expect(await takeAll(permits)).toBeLessThanOrEqual(soon);
      await pass(1_300);
      expect(await takeAll(permits)).toBe(6);
      await peers.close();
    },
  );

  it('never come without Redis at the start as if no other instance were there', async () => {
    const clock = createTestClock();
    const link = new RedisLink({ url: 'redis://127.0.0.1:1', log: silentLog });
    const peers = new Peers({
      link,
      names: createNames(),
      self: 'one',
      report: () => null,
      now: clock.now,
    });
    const permits = new RedisPermits({ link, names, clock, peers }, HERE, OPERATION, 6);
    await clock.advance(5_000);
    expect(await takeAll(permits)).toBe(2);
    await link.close();
  });
});
