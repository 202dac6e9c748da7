import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { toScript } from '../redis/script.js';
import type { LookTurns } from './refresh-lock.js';

/** One who does not come back is waited for so long. */
const TURN_MS = 2_000;
/** How often to see whether the other's look has come; it comes by the catalog, which asks nobody. */
const GLANCE_MS = 10;
const GLANCES_PER_ASK = 10;

/** KEYS: turns. ARGV: who asks, ms. Answers for each whether it may look. */
const TAKE = toScript(`
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

/** KEYS: turns. ARGV: who had them. */
const END = toScript(`
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then redis.call('DEL', key) end
end
`);

/** Turns of all instances on one Redis; while it is away each looks for itself. */
export function createRedisLookTurns(link: RedisLink, names: Names, self: string): LookTurns {
  /** Those of `wanted` that nobody else is looking at. */
  async function take(keys: ReadonlyMap<string, string>, wanted: readonly string[]): Promise<string[]> {
    const asked = wanted.map((name) => keys.get(name) ?? '');
    try {
      const mine = (await link.run(TAKE, asked, [self, TURN_MS])) as number[];
      return wanted.filter((_, index) => mine[index] === 1);
    } catch (error) {
      if (error instanceof RedisGone) return [...wanted];
      throw error;
    }
  }

  function end(keys: readonly string[]): void {
    link.run(END, keys, [self]).catch(() => {}); // then the turn ends by itself
  }

  return {
    async look(of, all, isOld, look) {
      const keys = new Map(all.map((name) => [name, names.look(hashOf(`${of} ${name}`))]));
      let wanted = all;
      for (let glance = 0; wanted.length > 0; glance += 1) {
        // Redis ends a turn by a clock that can be set: the wait ends by our own.
        const isOver = glance * GLANCE_MS >= TURN_MS;
        const mine = isOver ? wanted : glance % GLANCES_PER_ASK === 0 ? await take(keys, wanted) : [];
        if (mine.length > 0) await look(mine).finally(() => end(mine.map((name) => keys.get(name) ?? '')));
        wanted = wanted.filter((name) => !mine.includes(name) && isOld(name));
        if (wanted.length > 0) await pause(GLANCE_MS);
      }
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}
