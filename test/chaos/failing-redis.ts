import type Redis from 'ioredis';
import type { Instance } from '../support/instances.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';

interface Server {
  readonly redis: TestRedis;
  readonly client: Redis;
  /** The way on which a replica follows this one. */
  readonly feed: TcpProxy;
}

/** A primary with a replica that can lag behind it and take its place. */
export interface FailingRedis {
  readonly primary: TestRedis;
  /** The primary dies, and a replica that lacks its last `lagMs` takes its place. */
  failOver(lagMs: number, pause: (ms: number) => Promise<void>): Promise<void>;
  /** While full it refuses writes. */
  fill(isFull: boolean): Promise<void>;
  close(): Promise<void>;
}

export async function createFailingRedis(
  first: TestRedis,
  instances: readonly Instance[],
  isDurable: boolean,
): Promise<FailingRedis> {
  const serve = async (redis: TestRedis): Promise<Server> => ({
    redis,
    client: redis.client(),
    feed: await startTcpProxy(redis.port),
  });
  let primary = await serve(first);
  let replica = await serve(await startTestRedis({ isDurable }));
  const all = [primary, replica];
  let following = follow(replica, primary);
  await following;

  return {
    get primary() {
      return primary.redis;
    },
    async failOver(lagMs, pause) {
      await following;
      await until(() => isInStep(replica));
      primary.feed.freeze(true);
      await pause(lagMs);
      await primary.redis.kill();
      primary.feed.cut();
      primary.feed.freeze(false);
      [primary, replica] = [replica, primary];
      await primary.client.replicaof('NO', 'ONE');
      for (const it of instances) {
        it.redis.retarget(primary.redis.port);
        it.redis.cut();
      }
      await replica.redis.start();
      following = follow(replica, primary);
      following.catch(() => {}); // the next failover, or the end, tells
    },
    async fill(isFull) {
      await primary.client.config('SET', 'maxmemory', isFull ? '100kb' : '0');
    },
    async close() {
      await following;
      for (const { redis, feed } of all) {
        await feed.close();
        if (redis !== first) await redis.stop();
      }
    },
  };
}

async function follow(replica: Server, primary: Server): Promise<void> {
  await primary.client.config('SET', 'repl-diskless-sync-delay', '0');
  await replica.client.replicaof('127.0.0.1', primary.feed.port);
  await until(() => isInStep(replica));
}

async function isInStep({ client }: Server): Promise<boolean> {
  return (await client.info('replication')).includes('master_link_status:up');
}
