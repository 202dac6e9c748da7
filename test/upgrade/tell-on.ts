import { setTimeout as pause } from 'node:timers/promises';
import { silentLog } from '../../src/log.js';
import { RedisRecords } from '../../src/records/redis-records.js';
import { RedisLink } from '../../src/redis/link.js';
import { createNames } from '../../src/redis/names.js';
import { toldWith } from '../../src/services/outbox.js';
import { aGatewayEvent } from '../support/gateway-events.js';
import type { TestRedis } from '../support/redis.js';

const PAUSE_MS = 100;

/**
 * Writes events of kinds that an earlier release does not know, which the first instance of this release moves into the log.
 * @returns how many are in the log at the end
 */
export async function tellOn(redis: TestRedis, isOver: () => boolean): Promise<number> {
  const { url } = redis;
  const names = createNames();
  const link = new RedisLink({ url, log: silentLog });
  const records = new RedisRecords({ url, link, names, log: silentLog, lease: 'automation' });
  await records.ready(5_000);
  while (!isOver()) {
    const { id: _, ...event } = aGatewayEvent('', { at: Date.now(), scope: {} });
    await records.commit([toldWith(event)]);
    await pause(PAUSE_MS);
  }
  records.close();
  await link.close();
  return redis.client().xlen(names.events);
}
