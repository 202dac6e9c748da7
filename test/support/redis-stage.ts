import { randomUUID } from 'node:crypto';
import { silentLog } from '../../src/log.js';
import { RedisLink } from '../../src/redis/link.js';
import { createNames, type Names } from '../../src/redis/names.js';
import { startTestRedis, type TestRedis } from './redis.js';
import { until } from './until.js';

/** A redis-server for the tests of one file, started before the first. */
export class RedisStage {
  private server: TestRedis | undefined;
  private readonly links: RedisLink[] = [];

  constructor() {
    beforeAll(async () => {
      this.server = await startTestRedis();
    });
    afterEach(async () => {
      for (const it of this.links.splice(0)) await it.close();
    });
    afterAll(async () => this.server?.stop());
  }

  get redis(): TestRedis {
    if (!this.server) throw new Error('The redis-server is started before the first test');
    return this.server;
  }

  /** One that is up, closed after the test. */
  async link(): Promise<RedisLink> {
    const link = new RedisLink({ url: this.redis.url, log: silentLog });
    this.links.push(link);
    await until(() => link.isUp);
    return link;
  }

  /** Keys that nobody has used before. */
  names(): Names {
    return createNames(`{${randomUUID()}}`);
  }
}
