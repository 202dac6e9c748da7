import { toScript } from '../redis/script.js';
import { DOUBT } from './key-doubt.js';
import { KEY_TIME } from './key-time.js';

// A key is a hash of `fingerprint`, `by` (the use that may act), `runUntil` (when another may), `keptUntil`, and once they
// are there `intent` and `answer`. `until` is for instances of 0.1.0: when they may act. Their keys have no `runUntil`
// and no `keptUntil`, and end by Redis's own expiry. Times are of `key_time`.

/** How a use keeps its key: as long as it runs, or for the whole time once an intent or an answer is there. */
const KEEP = `
local function keep(key, ends, fingerprint, use, now, run, kept, is_lasting)
  local run_until, kept_until = now + run, now + (is_lasting and kept or run)
  redis.call('HSET', key, 'fingerprint', fingerprint, 'by', use, 'runUntil', run_until, 'keptUntil', kept_until, 'until', kept_until)
  redis.call('PERSIST', key)
  redis.call('ZADD', ends, kept_until, key)
end
`;

/**
 * KEYS: key, ends, time, holders. ARGV: fingerprint, use, ms for which it is theirs, ms to keep, instance, when it last
 * said that Redis has all its keys, ms after which an instance that is silent is missed. YOURS comes with the intent or '',
 * and for how many milliseconds a use of the key may be missing here.
 */
export const CLAIM = toScript(`${KEY_TIME}${DOUBT}${KEEP}
local now, run, kept = key_time(KEYS[3]), tonumber(ARGV[3]), tonumber(ARGV[4])
local fingerprint, run_until, until_, kept_until, intent, answer =
  unpack(redis.call('HMGET', KEYS[1], 'fingerprint', 'runUntil', 'until', 'keptUntil', 'intent', 'answer'))
if kept_until and tonumber(kept_until) <= now then
  redis.call('DEL', KEYS[1])
  fingerprint, intent, answer = false, false, false
end
if fingerprint then
  if fingerprint ~= ARGV[1] then return {'MISMATCH'} end
  if answer then return {'ANSWER', answer} end
  if tonumber(run_until or until_) > now then return {'RUNNING'} end
end
keep(KEYS[1], KEYS[2], ARGV[1], ARGV[2], now, run, kept, intent)
if intent then return {'YOURS', intent} end
local doubted = doubted_ms(KEYS[4], ARGV[5], ARGV[6], now, kept, tonumber(ARGV[7]))
return {'YOURS', '', doubted and tostring(doubted) or ''}
`);

/**
 * KEYS: key, ends, time. ARGV: fingerprint, use, ms for which it is theirs, ms to keep, intent or '', answer or ''. The
 * first answer stays. TAKEN: another may act now; an intent is kept all the same if there is none.
 */
export const PUT = toScript(`${KEY_TIME}${KEEP}
local now, run, kept = key_time(KEYS[3]), tonumber(ARGV[3]), tonumber(ARGV[4])
local fingerprint, by, kept_until, intent, answer =
  unpack(redis.call('HMGET', KEYS[1], 'fingerprint', 'by', 'keptUntil', 'intent', 'answer'))
if fingerprint and not (kept_until and tonumber(kept_until) <= now) then
  if answer or fingerprint ~= ARGV[1] then return 'TAKEN' end
  if ARGV[6] == '' and by ~= ARGV[2] then
    if ARGV[5] ~= '' and not intent then
      redis.call('HSET', KEYS[1], 'intent', ARGV[5], 'keptUntil', now + kept, 'until', now + kept)
      redis.call('PERSIST', KEYS[1])
      redis.call('ZADD', KEYS[2], now + kept, KEYS[1])
    end
    return 'TAKEN'
  end
end
keep(KEYS[1], KEYS[2], ARGV[1], ARGV[2], now, run, kept, ARGV[5] ~= '' or ARGV[6] ~= '' or intent)
if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'intent', ARGV[5]) end
if ARGV[6] ~= '' then redis.call('HSET', KEYS[1], 'answer', ARGV[6]) end
return 'OK'
`);

/** KEYS: key, ends. ARGV: use. */
export const DROP = toScript(`
if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], KEYS[1])
end
`);
