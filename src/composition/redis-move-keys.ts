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

/** Idempotency keys with their intents and answers; those that are over stay behind. */
export async function copyKeysTo(store: Store, redis: Redis, names: Names): Promise<void> {
  const now = Date.now();
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
      commands.hset(name, { fingerprint, by: MOVED, until: 0, keptUntil: expiresAt, ...known });
      commands.pexpireat(name, Math.ceil(expiresAt));
    }
    await run(commands.exec());
  }
}

export async function copyKeysFrom(redis: Redis, names: Names, take: (row: Row) => void): Promise<void> {
  const prefix = names.idempotency('');
  let from = '0';
  do {
    const [next, found] = await redis.scan(from, 'MATCH', `${prefix}*`, 'COUNT', PAGE_SIZE);
    for (const name of found) {
      const { fingerprint = '', keptUntil, intent, answer } = await redis.hgetall(name);
      const stored: Stored = {
        fingerprint,
        expiresAt: Number(keptUntil),
        intent: intent === undefined ? null : JSON.parse(intent),
        answer: answer ?? null,
      };
      if (intent !== undefined || answer !== undefined)
        take([KEY + name.slice(prefix.length), JSON.stringify(stored)]);
    }
    from = next;
  } while (from !== '0');
}
