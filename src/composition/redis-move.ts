import type { Redis } from 'ioredis';
import { RECORD_HEAD, RECORD_ROWS } from '../records/embedded-records.js';
import type { Names } from '../redis/names.js';
import type { Store } from '../storage/port.js';
import { copyKeysFrom, copyKeysTo } from './redis-move-keys.js';
import { BASE_KEY, copyLogFrom, copyLogTo, NO_ENTRY } from './redis-move-log.js';

/** What is moved, by the prefix of its rows in a folder: into which hash of Redis. */
const hashesOf = (names: Names) =>
  [
    ['catalog/value/', names.values],
    ['catalog/stamp/', names.stamps],
    ['lease/token/', names.fencingTokens],
    [RECORD_ROWS, names.records],
    [RECORD_HEAD, names.recordHead],
  ] as const;

/** What stands between the two. The message says what to do. */
export class MoveRefused extends Error {}

/**
 * Copies everything to a Redis that holds nothing of a gateway yet. The head comes last: a copy that was cut off is none.
 * @returns how many events there are
 * @throws MoveRefused
 */
export async function moveToRedis(store: Store, redis: Redis, names: Names): Promise<number> {
  if (await redis.exists(names.head))
    throw new MoveRefused(
      'REDIS_URL already holds what gateways know, which this would overwrite. Nothing was changed. Name another database of it (redis://host:6379/1), or delete its keys that begin with {custom-labels-gateway}.',
    );
  const base = JSON.parse((await store.read(BASE_KEY)) ?? 'null');
  if (base === null) throw new MoveRefused('DATA_DIR holds nothing yet. Nothing was changed.');
  await redis.del(
    names.log,
    names.events,
    names.commits,
    names.revisions,
    names.recordCommits,
    ...hashesOf(names).map(([, hash]) => hash),
  );
  const { entries, head } = await copyLogTo(store, redis, names);
  for (const [prefix, hash] of hashesOf(names))
    for await (const page of store.scan(prefix))
      await redis.hset(hash, ...page.flatMap(([key, value]) => [key.slice(prefix.length), value]));
  await copyKeysTo(store, redis, names);
  await redis.hset(names.head, { epoch: base.epoch, ...head, commit: NO_ENTRY });
  return entries;
}

/**
 * Copies everything to a folder that holds nothing yet, in one commit. No gateway may be at work on Redis.
 * @returns how many events there are
 * @throws MoveRefused
 */
export async function moveFromRedis(store: Store, redis: Redis, names: Names): Promise<number> {
  if ((await store.read(BASE_KEY)) !== null)
    throw new MoveRefused(
      'DATA_DIR already holds what a gateway knows, which this would overwrite. Nothing was changed. Name an empty folder.',
    );
  const head = await redis.hgetall(names.head);
  if (head.epoch === undefined)
    throw new MoveRefused('REDIS_URL holds nothing of a gateway. Nothing was changed.');
  const { entries, rows } = await copyLogFrom(redis, names, head);
  for (const [prefix, hash] of hashesOf(names))
    for (const [key, value] of Object.entries(await redis.hgetall(hash))) rows.push([prefix + key, value]);
  await copyKeysFrom(redis, names, (row) => rows.push(row));
  await store.commit({ rows });
  return entries;
}
