import { toScript } from '../redis/script.js';
import { KEY_TIME } from './key-time.js';

// The holders are a hash of instance → when it last said that Redis has all its keys, by `key_time`.

/** After a failover every living instance has stored again what was lost by then, in milliseconds. */
const RESTORED_MS = 10_000;
/** Keys that are over, deleted at each call. */
const SWEPT = 200;

/** For how many milliseconds a use of a key may be missing here; false: none is. */
export const DOUBT = `
local function doubted_ms(holders, self, acked, now, kept, staleAfter)
  local since = false
  local function doubt(at) if not since or at < since then since = at end end
  local mine = false
  local lost, lostUntil = unpack(redis.call('HMGET', holders, '#lost', '#lost-until'))
  if lost and tonumber(lostUntil) > now then doubt(tonumber(lost)) end
  local all = redis.call('HGETALL', holders)
  for i = 1, #all, 2 do
    local who, at = all[i], tonumber(all[i + 1])
    if who == self then mine = at
    elseif string.sub(who, 1, 1) ~= '#' and now - at > staleAfter then doubt(at) end
  end
  if acked ~= '' and (not mine or mine < tonumber(acked)) then doubt(mine or now - kept) end
  return since and math.max(0, now - since)
end
`;

/**
 * What the instance said is not here any more if Redis lost what was written since, by a flush, a restart or a failover;
 * then it answers for how many milliseconds that is so. `#lost` tells the others, until `#lost-until`: after a failover
 * until the living have stored it again (the dead are missed as silent); after a flush no instance knows which have died.
 * KEYS: holders, time, ends. ARGV: instance, when it last said so, ms to keep, what time it takes it to be, or '': a call
 * that Redis carries out late, after it was given up, says nothing of later. Answers what it says, the time, and what
 * was lost or ''.
 */
export const HAS_ALL = toScript(`${KEY_TIME}
local now, kept = key_time(KEYS[2]), tonumber(ARGV[3])
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if string.sub(all[i], 1, 1) ~= '#' and tonumber(all[i + 1]) < now - kept then
    redis.call('HDEL', KEYS[1], all[i])
  end
end
local mine = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or nil)
local since = false
if ARGV[2] ~= '' and (not mine or mine < tonumber(ARGV[2])) then
  since = mine or now - kept
  local lost, lostUntil = unpack(redis.call('HMGET', KEYS[1], '#lost', '#lost-until'))
  local until_ = now + (mine and ${RESTORED_MS} or kept)
  if lost and tonumber(lostUntil) > now then
    lost, until_ = math.min(tonumber(lost), since), math.max(tonumber(lostUntil), until_)
  else
    lost = since
  end
  redis.call('HSET', KEYS[1], '#lost', lost, '#lost-until', until_)
end
local said = math.min(now, tonumber(ARGV[4]) or now)
redis.call('HSET', KEYS[1], ARGV[1], said)
for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now, 'LIMIT', 0, ${SWEPT})) do
  local kept_until = redis.call('HGET', key, 'keptUntil')
  if kept_until and tonumber(kept_until) <= now then redis.call('DEL', key) end
  redis.call('ZREM', KEYS[3], key)
end
return {tostring(said), tostring(now), since and tostring(math.max(0, now - since)) or ''}
`);

/** KEYS: holders. ARGV: instance. It ends, and Redis has all its keys. */
export const LEAVE = toScript(`redis.call('HDEL', KEYS[1], ARGV[1])`);
