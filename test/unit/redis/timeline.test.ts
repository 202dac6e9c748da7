import { createRedisLeases } from '../../../src/leases/redis/redis-leases.js';
import { Peers } from '../../../src/redis/peers.js';
import { toScript } from '../../../src/redis/script.js';
import { createSharedClock } from '../../../src/redis/shared-clock.js';
import { SHARED_NOW } from '../../../src/redis/timeline.js';
import { RedisStage } from '../../support/redis-stage.js';
import { createTestClock } from '../../support/test-clock.js';

const stage = new RedisStage();
const HOUR = 3_600_000;
const NOW = toScript(
  `${SHARED_NOW} return string.format('%.3f', shared_now(KEYS[1], tonumber(ARGV[1]), ARGV[2] ~= ''))`,
);

describe('the time that instances share', () => {
  async function stand() {
    const [link, names] = [await stage.link(), stage.names()];
    const redis = stage.redis.client();
    const now = async (belief?: number, isNew = '') =>
      Number(await link.run(NOW, [names.timeline], [belief ?? '', isNew]));
    /** What Redis noted of its clock moves the other way: the same as if the clock had moved. */
    const setClock = (ms: number) => redis.hincrbyfloat(names.timeline, 'at', -ms);
    return { link, names, redis, now, setClock };
  }

  it.each([-48 * HOUR, -2 * HOUR, -1_500, 1_500, 2 * HOUR, 48 * HOUR])(
    'neither jumps nor stands when the clock of Redis moves by %d ms',
    async (ms) => {
      const { now, setClock } = await stand();
      const before = await now();
      await setClock(ms);
      const after = await now(before + 50);
      expect(after).toBeGreaterThanOrEqual(before);
      expect(after - before).toBeLessThan(1_100);
      // The instances have gone on for two seconds by their own clocks.
      expect(await now(before + 2_200)).toBeGreaterThanOrEqual(before + 1_200);
    },
  );

  it('is carried on by an instance through FLUSHALL', async () => {
    const { now, names, redis } = await stand();
    const before = await now(Date.now() + 5 * HOUR);
    await redis.del(names.timeline);
    expect(await now(before + 10)).toBeGreaterThanOrEqual(before + 10);
  });

  it('has passed as the clock shows where no instance was there for a while', async () => {
    const { now, setClock } = await stand();
    const before = await now();
    await setClock(3 * HOUR);
    expect((await now(undefined, 'new')) - before).toBeGreaterThanOrEqual(3 * HOUR);
  });

  it('lets a dead instance be missed, though the clock of Redis was set back by hours', async () => {
    const { link, names, redis, setClock } = await stand();
    const own = createTestClock(Date.now());
    const clock = createSharedClock(own);
    const time = { now: own.now, belief: clock.belief, onTime: clock.noteTime };
    const [dead, alive] = ['dead', 'alive'].map(
      (self) => new Peers({ link, names, self, report: () => null, ...time }),
    );
    await dead?.publish();
    await alive?.publish();
    expect(alive?.alive()).toEqual(['dead', 'alive']);
    await setClock(-2 * HOUR);
    await own.advance(6_000);
    await alive?.publish();
    expect(alive?.alive()).toEqual(['alive']);
    expect(await redis.zcard(names.peers)).toBe(2);
  });

  it.each([-2 * HOUR, 2 * HOUR])('ends a lease in its time when that clock moves by %d ms', async (ms) => {
    const { link, names, redis, now, setClock } = await stand();
    const leases = createRedisLeases(link, names, 8_000);
    const before = await now();
    await leases.acquire('a', 'one');
    await setClock(ms);
    if (ms > 0) await redis.del(names.lease('a')); // Redis takes it for expired
    expect(await leases.acquire('a', 'two')).toBeNull();
    await now(before + 9_100);
    expect(await leases.acquire('a', 'two')).not.toBeNull();
  });

  it('makes fencing tokens that are higher than any before, also after FLUSHALL', async () => {
    const { link, names, redis, now } = await stand();
    const leases = createRedisLeases(link, names, 8_000, () => before + 1_000);
    const before = await now();
    const first = (await leases.acquire('a', 'one')) ?? 0;
    await redis.del(names.fencingTokens, names.lease('a'), names.leaseEnds, names.timeline);
    expect(await leases.acquire('a', 'two')).toBeGreaterThan(first);
  });
});
