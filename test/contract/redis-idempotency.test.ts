import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/clock.js';
import type { IdempotencyKeys } from '../../src/idempotency/port.js';
import { createRedisKeys } from '../../src/idempotency/redis-keys.js';
import type { RedisLink } from '../../src/redis/link.js';
import type { Names } from '../../src/redis/names.js';
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
  const keys = createRedisKeys(link, names, clock, randomUUID());
  made.push(keys);
  void keys.start();
  return keys;
}

idempotencySuite('on Redis', async (clock) => redisKeys(await stage.link(), stage.names(), clock));

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
