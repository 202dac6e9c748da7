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
export function createRedisRefreshLock(link: RedisLink, names: Names, self: string): RefreshLock {
  /** Those of `wanted` that no other instance is refreshing. */
  async function acquire(keys: ReadonlyMap<string, string>, wanted: readonly string[]): Promise<string[]> {
    const lockKeys = wanted.map((name) => keys.get(name) ?? '');
    try {
      const mine = (await link.run(ACQUIRE, lockKeys, [self, LOCK_MS])) as number[];
      return wanted.filter((_, index) => mine[index] === 1);
    } catch (error) {
      if (error instanceof RedisGone) return [...wanted];
      throw error;
    }
  }

  function release(keys: readonly string[]): void {
    link.run(RELEASE, keys, [self]).catch(() => {}); // then the turn ends by itself
  }

  return {
    async refresh(of, all, isStale, refreshNames) {
      const keys = new Map(all.map((name) => [name, names.refreshLock(hashOf(`${of} ${name}`))]));
      let wanted = all;
      for (let check = 0; wanted.length > 0; check += 1) {
        // Redis ends a turn by a clock that can be set: the wait ends by our own.
        const isOver = check * CHECK_MS >= LOCK_MS;
        const mine = isOver ? wanted : check % CHECKS_PER_ACQUIRE === 0 ? await acquire(keys, wanted) : [];
        if (mine.length > 0)
          await refreshNames(mine).finally(() => release(mine.map((name) => keys.get(name) ?? '')));
        wanted = wanted.filter((name) => !mine.includes(name) && isStale(name));
        if (wanted.length > 0) await pause(CHECK_MS);
      }
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}
