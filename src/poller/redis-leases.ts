import type { RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { toScript } from '../redis/script.js';
import type { LeaseStore } from './lease-store.js';

/** KEYS: lease, fences. ARGV: account, holder, ttl. The lease is `<fence> <holder>`. */
const TAKE = toScript(`
local lease = redis.call('GET', KEYS[1])
local fence, holder = string.match(lease or '', '^(%d+) (.+)$')
if holder and holder ~= ARGV[2] then return false end
fence = fence or redis.call('HINCRBY', KEYS[2], ARGV[1], 1)
redis.call('SET', KEYS[1], fence .. ' ' .. ARGV[2], 'PX', ARGV[3])
return tonumber(fence)
`);

/** KEYS: lease. ARGV: holder. */
const RELEASE = toScript(`
local holder = string.match(redis.call('GET', KEYS[1]) or '', '^%d+ (.+)$')
if holder == ARGV[1] then redis.call('DEL', KEYS[1]) end
`);

/** Leases for all instances on one Redis. Its clock alone decides when they end. */
export function createRedisLeases(link: RedisLink, names: Names, ttlMs: number): LeaseStore {
  return {
    ttlMs,
    async take(account, holder) {
      const fence = await link.run(TAKE, [names.lease(account), names.fences], [account, holder, ttlMs]);
      return fence as number | null;
    },
    async release(account, holder) {
      await link.run(RELEASE, [names.lease(account)], [holder]);
    },
  };
}
