import type { Redis } from 'ioredis';
import type { Names } from '../redis/names.js';
import type { Row, Store } from '../storage/port.js';
import { run } from './run-pipeline.js';

const KEY = 'key/';
/** Of the use of a key; no instance has this name. */
const MOVED = 'moved';
const PAGE_SIZE = 500;

/** A key as a folder has it. */
interface Stored {
  readonly fingerprint: string;
  readonly expiresAt: number;
  readonly intent: unknown;
  readonly answer: string | null;
}

/** The time by which keys end on Redis, as last noted; where none is, it will begin as Redis's clock. */
async function keyTimeOf(redis: Redis, names: Names): Promise<number> {
  const noted = await redis.hget(names.keyTime, 'now');
  if (noted !== null) return Number(noted);
  const [seconds] = await redis.time();
  return Number(seconds) * 1_000;
}

/** Idempotency keys with their intents and answers; those that are over stay behind. */
export async function copyKeysTo(store: Store, redis: Redis, names: Names): Promise<void> {
  const now = Date.now();
  const keyTime = await keyTimeOf(redis, names);
  for await (const page of store.scan(KEY)) {
    const commands = redis.pipeline();
    for (const [key, value] of page) {
      const { fingerprint, expiresAt, intent, answer }: Stored = JSON.parse(value);
      if (expiresAt <= now) continue;
      const name = names.idempotency(key.slice(KEY.length));
      const known = {
        ...(intent !== null && { intent: JSON.stringify(intent) }),
        ...(answer !== null && { answer }),
      };
      const keptUntil = Math.ceil(keyTime + expiresAt - now);
      commands.hset(name, { fingerprint, by: MOVED, runUntil: 0, keptUntil, until: keptUntil, ...known });
      commands.zadd(names.keyEnds, keptUntil, name);
    }
    await run(commands.exec());
  }
}

export async function copyKeysFrom(redis: Redis, names: Names, take: (row: Row) => void): Promise<void> {
  const prefix = names.idempotency('');
  const aheadMs = Date.now() - (await keyTimeOf(redis, names));
  let from = '0';
  do {
    const [next, found] = await redis.scan(from, 'MATCH', `${prefix}*`, 'COUNT', PAGE_SIZE);
    for (const name of found) {
      const { fingerprint = '', until, keptUntil = until, intent, answer } = await redis.hgetall(name);
      const stored: Stored = {
        fingerprint,
        expiresAt: Number(keptUntil) + aheadMs,
        intent: intent === undefined ? null : JSON.parse(intent),
        answer: answer ?? null,
      };
      if (intent !== undefined || answer !== undefined)
        take([KEY + name.slice(prefix.length), JSON.stringify(stored)]);
    }
    from = next;
  } while (from !== '0');
}
