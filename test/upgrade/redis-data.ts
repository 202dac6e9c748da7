import type { Redis } from 'ioredis';

/** What a Redis holds: by key, its type and content as the commands of that type answer them. */
export type RedisData = Readonly<Record<string, readonly [type: string, content: unknown]>>;

const READS: Readonly<Record<string, (redis: Redis, key: string) => Promise<unknown>>> = {
  hash: (redis, key) => redis.hgetall(key),
  stream: (redis, key) => redis.xrange(key, '-', '+'),
  zset: (redis, key) => redis.zrange(key, 0, -1, 'WITHSCORES'),
  string: (redis, key) => redis.get(key),
};

export async function readRedis(redis: Redis): Promise<RedisData> {
  const data: Record<string, readonly [string, unknown]> = {};
  for (const key of (await redis.keys('*')).sort()) {
    const type = await redis.type(key);
    data[key] = [type, await READS[type]?.(redis, key)];
  }
  return data;
}

export async function fillRedis(redis: Redis, data: RedisData): Promise<void> {
  for (const [key, [type, content]] of Object.entries(data)) {
    if (type === 'hash') await redis.hset(key, content as Record<string, string>);
    if (type === 'stream')
      for (const [id, fields] of content as [string, string[]][]) await redis.xadd(key, id, ...fields);
    if (type === 'zset')
      await redis.zadd(key, ...(content as string[]).map((_, i, all) => all[i % 2 ? i - 1 : i + 1] ?? ''));
    if (type === 'string') await redis.set(key, content as string);
  }
}
