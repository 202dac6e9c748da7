import { createRedisCatalog } from '../../src/catalog/redis/redis-catalog.js';
import { silentLog } from '../../src/log.js';
import { RedisStage } from '../support/redis-stage.js';
import { createTestClock } from '../support/test-clock.js';
import { catalogSuite } from './catalog.suite.js';

const stage = new RedisStage();

catalogSuite('The catalog on Redis', async (bounds) => {
  const clock = createTestClock();
  const catalog = createRedisCatalog({
    url: stage.redis.url,
    link: await stage.link(),
    names: stage.names(),
    clock,
    log: silentLog,
    ...bounds,
  });
  return { catalog, now: clock.now, advance: clock.advance, close: async () => catalog.close() };
});
