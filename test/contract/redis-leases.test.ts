import { createRedisLeases } from '../../src/leases/redis/redis-leases.js';
import { RedisStage } from '../support/redis-stage.js';
import { leaseSuite } from './lease.suite.js';

const stage = new RedisStage();

leaseSuite('on Redis', async (leaseDurationMs) => {
  const names = stage.names();
  const redis = stage.redis.client();
  return {
    store: createRedisLeases(await stage.link(), names, leaseDurationMs),
    async advance(ms) {
      await redis.hincrbyfloat(names.timeline, 'now', ms);
    },
  };
});
