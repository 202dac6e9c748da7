import type { RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import { toScript } from '../../redis/script.js';
import { SHARED_NOW } from '../../redis/timeline.js';
import type { LeaseStore } from '../port.js';

/**
 * The lease is `<token> <holder>`. The shared time alone decides when it ends: Redis's own expiry goes by a clock that
 * can be set, and only cleans up. A fencing token is a time, so that it is higher than all before also where Redis has
 * lost them. KEYS: lease, fences, ends, timeline. ARGV: account, holder, duration, the shared time as this instance believes
 * or ''.
 */
const ACQUIRE = toScript(`${SHARED_NOW}
local now = shared_now(KEYS[4], tonumber(ARGV[4]))
local fence, holder = string.match(redis.call('GET', KEYS[1]) or '', '^(%d+) (.+)$')
local ends, last = string.match(redis.call('HGET', KEYS[3], ARGV[1]) or '', '^(%d+) (.+)$')
if holder and last ~= holder then ends = nil end
if ends and not holder then holder = last end
local isOver = ends and tonumber(ends) <= now
if holder and holder ~= ARGV[2] and not isOver then return false end
if isOver or holder ~= ARGV[2] then fence = nil end
if not fence then
  local highest = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
  fence = string.format('%.0f', math.max(highest + 1, math.floor(now)))
  redis.call('HSET', KEYS[2], ARGV[1], fence)
end
redis.call('SET', KEYS[1], fence .. ' ' .. ARGV[2], 'PX', ARGV[3])
redis.call('HSET', KEYS[3], ARGV[1], string.format('%.0f %s', now + ARGV[3], ARGV[2]))
return tonumber(fence)
`);

/** KEYS: lease, ends. ARGV: account, holder. */
const RELEASE = toScript(`
local holder = string.match(redis.call('HGET', KEYS[2], ARGV[1]) or '', '^%d+ (.+)$')
if holder == ARGV[2] then
  redis.call('DEL', KEYS[1])
  redis.call('HDEL', KEYS[2], ARGV[1])
end
`);

/** Leases of all instances on one Redis. The shared time decides when they end. */
export function createRedisLeases(
  link: RedisLink,
  names: Names,
  leaseDurationMs: number,
  belief: () => number | null = () => null,
): LeaseStore {
  return {
    leaseDurationMs,
    async acquire(account, holder) {
      const keys = [names.lease(account), names.fencingTokens, names.leaseEnds, names.timeline];
      const fencingToken = await link.run(ACQUIRE, keys, [account, holder, leaseDurationMs, belief() ?? '']);
      return fencingToken as number | null;
    },
    async release(account, holder) {
      await link.run(RELEASE, [names.lease(account), names.leaseEnds], [account, holder]);
    },
  };
}
