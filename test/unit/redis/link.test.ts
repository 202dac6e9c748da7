import { Redis } from 'ioredis';
import { RedisGone } from '../../../src/redis/link.js';
import { RedisStage } from '../../support/redis-stage.js';
import { until } from '../../support/until.js';

describe('the link to a Redis that hangs', () => {
  const stage = new RedisStage();
  afterEach(() => jest.restoreAllMocks());

  it('is replaced once for all commands that fail together, and comes back', async () => {
    const link = await stage.link();
    const disconnect = jest.spyOn(Redis.prototype, 'disconnect');
    stage.redis.pause();
    const calls = Array.from({ length: 20 }, () => link.call((redis) => redis.ping()));
    const ended = await Promise.allSettled(calls);
    expect(disconnect).toHaveBeenCalledTimes(1);
    expect(ended.every((it) => it.status === 'rejected' && it.reason instanceof RedisGone)).toBe(true);
    expect(link.isUp).toBe(false);
    stage.redis.resume();
    await until(() => link.isUp);
    await expect(link.call((redis) => redis.ping())).resolves.toBe('PONG');
  });
});
