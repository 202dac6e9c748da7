import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import { GatewayError } from '../domain/errors.js';
import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { toScript } from '../redis/script.js';
import { createMemoryKeys, KEPT_MS, mismatch } from './memory-keys.js';
import type { IdempotencyKeys } from './port.js';

/** One who acts says so again before this is over; one who died does not, and another may act. */
const RUN_MS = 15_000;
const RENEW_MS = 5_000;
/** How often a twin elsewhere looks for the answer. */
const LOOK_MS = 50;

/**
 * KEYS: key. ARGV: fingerprint, who asks, now, ms for which it is theirs. It is a hash of `fingerprint`, `by`, `until`
 * and, once it is there, `answer`.
 */
const CLAIM = toScript(`
local fingerprint, until_, answer = unpack(redis.call('HMGET', KEYS[1], 'fingerprint', 'until', 'answer'))
if fingerprint and tonumber(until_) > tonumber(ARGV[3]) then
  if fingerprint ~= ARGV[1] then return {'MISMATCH'} end
  if answer then return {'ANSWER', answer} end
  return {'RUNNING'}
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'by', ARGV[2], 'until', ARGV[3] + ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'YOURS'}
`);

/** KEYS: key. ARGV: fingerprint, by whom, now, ms to keep, the answer or ''. Leaves another's alone. */
const HOLD = toScript(`
local by = redis.call('HGET', KEYS[1], 'by')
if by and by ~= ARGV[2] then return end
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'by', ARGV[2], 'until', ARGV[3] + ARGV[4])
if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'answer', ARGV[5]) end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
`);

/** KEYS: key. ARGV: by whom. */
const DROP = toScript(`if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then redis.call('DEL', KEYS[1]) end`);

/** Keys of all instances on one Redis. While it is away they hold within each instance. */
export function createRedisKeys(link: RedisLink, names: Names, clock: Clock): IdempotencyKeys {
  const own = createMemoryKeys(clock);

  async function onceOfAll<T>(key: string, fingerprint: string, act: () => Promise<T>): Promise<T> {
    const name = names.idempotency(hashOf(key));
    const print = hashOf(fingerprint);
    const by = randomUUID();
    const claimed = await claim(name, print, by);
    if (claimed !== null) return JSON.parse(claimed) as T;
    const hold = (ms: number, answer: string) =>
      run(HOLD, name, [print, by, Math.floor(clock.now()), ms, answer]);
    const renewal = setInterval(() => void hold(RUN_MS, ''), RENEW_MS).unref();
    try {
      const result = await act();
      clearInterval(renewal);
      await hold(KEPT_MS, JSON.stringify(result));
      return result;
    } catch (error) {
      clearInterval(renewal);
      await run(DROP, name, [by]);
      throw error;
    }
  }

  /** The first answer; null: it is this one's turn to act. */
  async function claim(name: string, print: string, by: string): Promise<string | null> {
    for (let hasTwin = false; ; hasTwin = true) {
      const reply = await run(CLAIM, name, [print, by, Math.floor(clock.now()), RUN_MS]);
      if (reply === null && hasTwin) throw twinRuns();
      const [kind = 'YOURS', answer = ''] = (reply ?? []) as string[];
      if (kind === 'MISMATCH') throw mismatch();
      if (kind !== 'RUNNING') return kind === 'ANSWER' ? answer : null;
      await pause(LOOK_MS);
    }
  }

  /** Null: Redis is away. */
  async function run(
    script: ReturnType<typeof toScript>,
    name: string,
    args: readonly (string | number)[],
  ): Promise<unknown> {
    try {
      return (await link.run(script, [name], args)) ?? [];
    } catch (error) {
      if (error instanceof RedisGone) return null;
      throw error;
    }
  }

  return {
    once: (key, fingerprint, act) => own.once(key, fingerprint, () => onceOfAll(key, fingerprint, act)),
  };
}

/** Whether it has acted cannot be known now; acting again could do it twice. */
function twinRuns(): GatewayError {
  return new GatewayError(
    'UPSTREAM_UNAVAILABLE',
    'The first request with this idempotencyKey is not done yet. Ask again.',
    { retryAfterMs: 1_000 },
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
