import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { toScript } from '../redis/script.js';
import type { RefreshLock } from './refresh.js';

/** Bounds the wait for an instance that has died. In milliseconds. */
const LOCK_MS = 2_000;
/** How often to check whether the other's refresh has come; it comes by the catalog, without a call to AWS. */
const CHECK_MS = 10;
const CHECKS_PER_ACQUIRE = 10;

/** KEYS: turns. ARGV: instance, ms. Answers for each key whether the instance may refresh. */
const ACQUIRE = toScript(`
local mine = {}
for i, key in ipairs(KEYS) do
  local by = redis.call('GET', key)
  if not by or by == ARGV[1] then
    redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
    mine[i] = 1
  else
    mine[i] = 0
  end
end
return mine
`);

/** KEYS: turns. ARGV: the instance that had them. */
const RELEASE = toScript(`
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then redis.call('DEL', key) end
end
`);

/** Turns of all instances on one Redis; while it is away each instance refreshes for itself. */
export class RedisRefreshLock implements RefreshLock {
  constructor(
    private readonly link: RedisLink,
    private readonly names: Names,
    private readonly self: string,
  ) {}

  async refresh(
    of: string,
    all: readonly string[],
    isStale: (name: string) => boolean,
    refreshNames: (names: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const keys = new Map(all.map((name) => [name, this.names.refreshLock(hashOf(`${of} ${name}`))]));
    let wanted = all;
    for (let check = 0; wanted.length > 0; check += 1) {
      // Redis ends a turn by a clock that can be set: the wait ends by our own.
      const isOver = check * CHECK_MS >= LOCK_MS;
      const mayAsk = check % CHECKS_PER_ACQUIRE === 0;
      const mine = isOver ? wanted : mayAsk ? await this.acquire(keys, wanted) : [];
      if (mine.length > 0)
        await refreshNames(mine).finally(() => this.release(mine.map((name) => keys.get(name) ?? '')));
      wanted = wanted.filter((name) => !mine.includes(name) && isStale(name));
      if (wanted.length > 0) await pause(CHECK_MS);
    }
  }

  /** Those of `wanted` that no other instance is refreshing. */
  private async acquire(keys: ReadonlyMap<string, string>, wanted: readonly string[]): Promise<string[]> {
    const lockKeys = wanted.map((name) => keys.get(name) ?? '');
    try {
      const mine = (await this.link.run(ACQUIRE, lockKeys, [this.self, LOCK_MS])) as number[];
      return wanted.filter((_, index) => mine[index] === 1);
    } catch (error) {
      if (error instanceof RedisGone) return [...wanted];
      throw error;
    }
  }

  private release(keys: readonly string[]): void {
    this.link.run(RELEASE, keys, [this.self]).catch(() => {}); // then the turn ends by itself
  }
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}
