import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../src/clock.js';
import type { IdempotencyKeys } from '../../src/idempotency/port.js';
import { RedisKeys } from '../../src/idempotency/redis-keys.js';
import type { RedisLink } from '../../src/redis/link.js';
import type { Names } from '../../src/redis/names.js';
import { createSharedClock } from '../../src/redis/shared-clock.js';
import { RedisStage } from '../support/redis-stage.js';
import { createTestClock } from '../support/test-clock.js';
import { idempotencySuite } from './idempotency.suite.js';

const stage = new RedisStage();
const made: IdempotencyKeys[] = [];
afterEach(async () => {
  for (const it of made.splice(0)) await it.close();
});

/** Of one instance. */
function redisKeys(link: RedisLink, names: Names, clock: Clock): IdempotencyKeys {
  const keys = new RedisKeys({ link, names, clock, ownClock: clock, self: randomUUID() });
  made.push(keys);
  void keys.start();
  return keys;
}

idempotencySuite('on Redis', async (clock) => {
  const [link, names] = [await stage.link(), stage.names()];
  const letPass = (ms: number) => stage.redis.client().hincrbyfloat(names.keyTime, 'now', ms);
  return { keys: redisKeys(link, names, clock), letPass };
});

describe('idempotency keys of two instances', () => {
  async function twins() {
    const names = stage.names();
    const clock = createTestClock();
    const [one, two] = [await stage.link(), await stage.link()];
    return [redisKeys(one, names, clock), redisKeys(two, names, clock)] as const;
  }

  it('give the first answer on the other instance, and refuse other input there', async () => {
    const [one, two] = await twins();
    expect(await one.once('key', 'input', async () => ({ result: 1 }))).toEqual({ result: 1 });
    expect(await two.once('key', 'input', async () => ({ result: 2 }))).toEqual({ result: 1 });
    const refused = two.once('key', 'other', async () => 3);
    await expect(refused).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  it('make a twin on the other instance wait', async () => {
    const [one, two] = await twins();
    let finish = (_: string) => {};
    let first: Promise<string> | undefined;
    await new Promise<void>((begun) => {
      first = one.once('key', 'input', () => {
        begun();
        return new Promise<string>((resolve) => {
          finish = resolve;
        });
      });
    });
    const second = two.once('key', 'input', async () => 'second');
    finish('first');
    expect(await Promise.all([first, second])).toEqual(['first', 'first']);
  });

  it('let the other instance act when the first has failed', async () => {
    const [one, two] = await twins();
    await expect(one.once('key', 'input', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await two.once('key', 'input', async () => 'second')).toBe('second');
  });

  it('hold within an instance while Redis is away', async () => {
    const link = await stage.link();
    const keys = redisKeys(link, stage.names(), createTestClock());
    await link.close();
    expect(await keys.once('key', 'input', async () => 1)).toBe(1);
    expect(await keys.once('key', 'input', async () => 2)).toBe(1);
  });
});

describe('idempotency keys and clocks', () => {
  const DAY_MS = 86_400_000;

  async function used() {
    const [link, names, redis] = [await stage.link(), stage.names(), stage.redis.client()];
    const ownClock = createTestClock(Date.now());
    const clock = createSharedClock(ownClock);
    const make = () => {
      const keys = new RedisKeys({ link, names, clock, ownClock, self: randomUUID() });
      made.push(keys);
      return keys;
    };
    const first = make();
    await first.start();
    await first.once('key', 'input', async () => 'first');
    return { names, redis, clock, ownClock, make };
  }

  it.each([-2, 2])('are kept when the time that instances share moves by %d days', async (days) => {
    const { clock, ownClock, make } = await used();
    clock.noteTime(ownClock.now() + days * DAY_MS, ownClock.now());
    const other = make();
    await other.start();
    expect(await other.once('key', 'input', async () => 'again')).toBe('first');
  });

  it.each([-2, 2])('are kept when the clock of Redis moves by %d days', async (days) => {
    const { names, redis, make } = await used();
    // What was noted of the clock moves the other way: the same as if the clock had moved.
    await redis.hincrbyfloat(names.keyTime, 'at', -days * DAY_MS);
    for (const name of await redis.keys(`${names.idempotency('')}*`)) expect(await redis.pttl(name)).toBe(-1);
    const other = make();
    await other.start();
    expect(await other.once('key', 'input', async () => 'again')).toBe('first');
  });

  it('leave no doubt and no instance missed when the shared time moves', async () => {
    const { clock, ownClock, make } = await used();
    clock.noteTime(ownClock.now() + 2 * DAY_MS, ownClock.now());
    const other = make();
    await other.start();
    expect(await other.once('new', 'input', async (use) => use.earlier)).toBeNull();
  });

  it('are deleted from Redis once they are over', async () => {
    const { names, redis, make } = await used();
    await redis.hincrbyfloat(names.keyTime, 'now', DAY_MS);
    await make().start();
    expect(await redis.keys(`${names.idempotency('')}*`)).toEqual([]);
    expect(await redis.zcard(names.keyEnds)).toBe(0);
  });
});

describe('idempotency keys of instances of 0.1.0 on the same Redis', () => {
  /** As 0.1.0 stores them. */
  async function stored(fields: Record<string, string | number>) {
    const [link, names, redis] = [await stage.link(), stage.names(), stage.redis.client()];
    const name = names.idempotency(hashOf('key'));
    await redis.hset(name, { fingerprint: hashOf('input'), by: 'old', ...fields });
    await redis.pexpire(name, 60_000);
    return { keys: redisKeys(link, names, createTestClock(Date.now())), redis, name };
  }

  it('give their answers here', async () => {
    const { keys } = await stored({ until: Date.now() + 86_400_000, answer: '"first"' });
    expect(await keys.once('key', 'input', async () => 'again')).toBe('first');
  });

  it('make this instance wait while one of those acts', async () => {
    const { keys, redis, name } = await stored({ until: Date.now() + 15_000 });
    const waiting = keys.once('key', 'input', async () => 'again');
    await redis.hset(name, 'answer', '"first"');
    expect(await waiting).toBe('first');
  });

  it('are not acted with again there, as long as they are kept here', async () => {
    const [link, names, redis] = [await stage.link(), stage.names(), stage.redis.client()];
    const keys = redisKeys(link, names, createTestClock(Date.now()));
    await keys.once('key', 'input', async () => 'first');
    const name = names.idempotency(hashOf('key'));
    const { until: actsFrom, answer } = await redis.hgetall(name);
    expect(answer).toBe('"first"');
    expect(Number(actsFrom) - Date.now()).toBeGreaterThan(86_000_000);
  });
});

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
