import { toScript } from '../redis/script.js';

// A key is a hash of `fingerprint`, `by` (the use that may act), `until` (when another may), `keptUntil`, and once they
// are there `intent` and `answer`. The holders are a hash of instance → when it last said that Redis has all its keys.
// Times are milliseconds of the shared clock.

/** After a failover every living instance has stored again what was lost by then, in milliseconds. */
const RESTORED_MS = 10_000;

/** Since when a use of a key may be missing here; false: none is. */
const DOUBT = `
local function doubtSince(holders, self, acked, now, kept, staleAfter)
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
  return since
end
`;

/**
 * KEYS: key, holders. ARGV: fingerprint, use, now, ms for which it is theirs, ms to keep, instance, when it last said
 * that Redis has all its keys, ms after which an instance that is silent is missed.
 */
export const CLAIM = toScript(`${DOUBT}
local now, kept = tonumber(ARGV[3]), tonumber(ARGV[5])
local fingerprint, until_, keptUntil, intent, answer =
  unpack(redis.call('HMGET', KEYS[1], 'fingerprint', 'until', 'keptUntil', 'intent', 'answer'))
if fingerprint and tonumber(keptUntil) <= now then
  redis.call('DEL', KEYS[1])
  fingerprint, intent, answer = false, false, false
end
if fingerprint then
  if fingerprint ~= ARGV[1] then return {'MISMATCH'} end
  if answer then return {'ANSWER', answer} end
  if tonumber(until_) > now then return {'RUNNING'} end
end
local keep = intent and kept or tonumber(ARGV[4])
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'by', ARGV[2], 'until', now + ARGV[4], 'keptUntil', now + keep)
redis.call('PEXPIRE', KEYS[1], keep)
if intent then return {'YOURS', intent} end
local since = doubtSince(KEYS[2], ARGV[6], ARGV[7], now, kept, tonumber(ARGV[8]))
return {'YOURS', '', since and tostring(since) or ''}
`);

/**
 * KEYS: key. ARGV: fingerprint, use, now, ms for which it is theirs, ms to keep, intent or '', answer or ''. The first
 * answer stays. TAKEN: another may act now; an intent is kept all the same if there is none.
 */
export const PUT = toScript(`
local now = tonumber(ARGV[3])
local fingerprint, by, keptUntil, intent, answer =
  unpack(redis.call('HMGET', KEYS[1], 'fingerprint', 'by', 'keptUntil', 'intent', 'answer'))
if fingerprint and tonumber(keptUntil) > now then
  if answer or fingerprint ~= ARGV[1] then return 'TAKEN' end
  if ARGV[7] == '' and by ~= ARGV[2] then
    if ARGV[6] ~= '' and not intent then
      redis.call('HSET', KEYS[1], 'intent', ARGV[6], 'keptUntil', now + ARGV[5])
      redis.call('PEXPIRE', KEYS[1], ARGV[5])
    end
    return 'TAKEN'
  end
end
local keep = (ARGV[6] ~= '' or ARGV[7] ~= '' or intent) and ARGV[5] or ARGV[4]
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'by', ARGV[2], 'until', now + ARGV[4], 'keptUntil', now + keep)
if ARGV[6] ~= '' then redis.call('HSET', KEYS[1], 'intent', ARGV[6]) end
if ARGV[7] ~= '' then redis.call('HSET', KEYS[1], 'answer', ARGV[7]) end
redis.call('PEXPIRE', KEYS[1], keep)
return 'OK'
`);

/** KEYS: key. ARGV: use. */
export const DROP = toScript(
  `if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then redis.call('DEL', KEYS[1]) end`,
);

/**
 * KEYS: holders. ARGV: instance, when it last said so, now, ms to keep. What it said is not here any more if Redis lost
 * what was written since, by a flush, a restart or a failover; then it answers since when. `#lost` tells the others,
 * until `#lost-until`: after a failover until the living have stored it again (the dead are missed as silent); after a
 * flush nobody knows who has died.
 */
export const HAS_ALL = toScript(`
local now, kept = tonumber(ARGV[3]), tonumber(ARGV[4])
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
redis.call('HSET', KEYS[1], ARGV[1], now)
return since and tostring(since) or ''
`);

/** KEYS: holders. ARGV: instance. It ends, and Redis has all its keys. */
export const LEAVE = toScript(`redis.call('HDEL', KEYS[1], ARGV[1])`);
