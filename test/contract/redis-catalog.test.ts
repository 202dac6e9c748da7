import { randomUUID } from 'node:crypto';
import { createRedisCatalog } from '../../src/catalog/redis-catalog.js';
import { silentLog } from '../../src/log.js';
import { createRedisLink } from '../../src/redis/link.js';
import { createNames } from '../../src/redis/names.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';
import { createTestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { catalogSuite } from './catalog.suite.js';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

catalogSuite('The catalog on Redis', async (bounds) => {
  const clock = createTestClock();
  const link = createRedisLink({ url: redis.url, log: silentLog });
  await until(() => link.isUp);
  const names = createNames(`{${randomUUID()}}`);
  const catalog = createRedisCatalog({ url: redis.url, link, names, clock, log: silentLog, ...bounds });
  return {
    catalog,
    now: clock.now,
    advance: clock.advance,
    async close() {
      catalog.close();
      await link.close();
    },
  };
});
