import type { Redis } from 'ioredis';
import { RECORD_HEAD, RECORD_ROWS } from '../records/embedded-records.js';
import type { Names } from '../redis/names.js';
import type { Row, Store } from '../storage/port.js';
import { copyKeysFrom, copyKeysTo } from './redis-move-keys.js';
import { run } from './run-pipeline.js';

/** What is moved, by the prefix of its rows in a folder: into which hash of Redis. */
const hashesOf = (names: Names) =>
  [
    ['catalog/value/', names.values],
    ['catalog/stamp/', names.stamps],
    ['lease/token/', names.fencingTokens],
    [RECORD_ROWS, names.records],
    [RECORD_HEAD, names.recordHead],
  ] as const;

const BASE_KEY = 'log/base';
const ENTRY = 'log/entry/';
const COUNT_DIGITS = 16;
const PAGE_SIZE = 500;
const NO_ENTRY = '0-0';

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
    names.commits,
    names.revisions,
    names.recordCommits,
    ...hashesOf(names).map(([, hash]) => hash),
  );
  let [last, count] = [base.base as string, base.baseCount as number];
  for await (const page of store.scan(ENTRY)) {
    const commands = redis.pipeline();
    for (const [key, value] of page) {
      const { id, change } = JSON.parse(value);
      [last, count] = [id, Number(key.slice(ENTRY.length))];
      commands.xadd(names.log, id, 'n', count, 'c', JSON.stringify(change));
    }
    await run(commands.exec());
  }
  for (const [prefix, hash] of hashesOf(names))
    for await (const page of store.scan(prefix))
      await redis.hset(hash, ...page.flatMap(([key, value]) => [key.slice(prefix.length), value]));
  await copyKeysTo(store, redis, names);
  const trimmed = { trimmed: base.base, trimmedCount: base.baseCount };
  await redis.hset(names.head, { epoch: base.epoch, last, count, ...trimmed, commit: NO_ENTRY });
  return count - base.baseCount;
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
  const base = { epoch: head.epoch, base: head.trimmed, baseCount: Number(head.trimmedCount) };
  const rows: Row[] = [[BASE_KEY, JSON.stringify(base)]];
  let events = 0;
  for (let after = '-'; ; ) {
    const page = await redis.xrange(names.log, after, '+', 'COUNT', PAGE_SIZE);
    for (const [id, fields] of page) rows.push(toEntryRow(id, fields));
    events += page.length;
    if (page.length < PAGE_SIZE) break;
    after = `(${page.at(-1)?.[0]}`;
  }
  for (const [prefix, hash] of hashesOf(names))
    for (const [key, value] of Object.entries(await redis.hgetall(hash))) rows.push([prefix + key, value]);
  await copyKeysFrom(redis, names, (row) => rows.push(row));
  await store.commit({ rows });
  return events;
}

function toEntryRow(id: string, fields: readonly string[]): Row {
  const fieldNamed = (name: string) => fields.find((_, i) => i % 2 === 1 && fields[i - 1] === name);
  const change = JSON.parse(fieldNamed('c') ?? 'null');
  return [ENTRY + (fieldNamed('n') ?? '').padStart(COUNT_DIGITS, '0'), JSON.stringify({ id, change })];
}
