import { toScript } from '../redis/script.js';

/** Commits that are kept for mirrors that are behind; one that is further behind reads everything anew. */
const KEPT_COMMITS = 2_000;

/**
 * Compare-and-set for all changes of a commit. An entry of the stream has the highest revision as its id; its fields are
 * `p`, the revision before it, and `e`, the epoch, then names and records by turns.
 * The revisions of an epoch begin with Redis's time in milliseconds, so that none is one of an epoch before.
 * KEYS: head, records, commits, fences. ARGV: the epoch that the instance knows ('' for none), an epoch for records that have none yet, the
 * newest revision that the instance knows, the lease, its fencing token or '', then for each change its name, the revision expected
 * (`-`: no record, `*`: no condition) and its JSON ('' deletes it).
 */
export const COMMIT = toScript(`
local head, records, commits, fences = unpack(KEYS)
local epoch, fresh, known, lease, token = unpack(ARGV, 1, 5)
local present = redis.call('HGET', head, 'epoch')
local previous = tonumber(redis.call('HGET', head, 'revision') or '0')
if (present or '') ~= epoch or previous < tonumber(known) then return {'LOST'} end
local highest = tonumber(redis.call('HGET', fences, lease) or '0')
if token ~= '' and highest > tonumber(token) then return {'REFUSED'} end
for i = 6, #ARGV, 3 do
  local stored = redis.call('HGET', records, ARGV[i])
  local revision = stored and string.match(stored, '^%d+') or '-'
  if ARGV[i + 1] ~= '*' and ARGV[i + 1] ~= revision then return {'REFUSED'} end
end
if token ~= '' then redis.call('HSET', fences, lease, token) end
if not present then
  redis.call('HSET', head, 'epoch', fresh)
  local seconds, microseconds = unpack(redis.call('TIME'))
  previous = math.max(previous, tonumber(seconds) * 1000 + math.floor(tonumber(microseconds) / 1000))
end
local last, entry = previous, {}
for i = 6, #ARGV, 3 do
  last = last + 1
  local record = ARGV[i + 2] ~= '' and string.format('%.0f %s', last, ARGV[i + 2]) or ''
  if record == '' then redis.call('HDEL', records, ARGV[i]) else redis.call('HSET', records, ARGV[i], record) end
  table.insert(entry, ARGV[i])
  table.insert(entry, record)
end
redis.call('XADD', commits, 'MAXLEN', '~', ${KEPT_COMMITS}, string.format('%.0f-0', last), 'p', string.format('%.0f', previous), 'e', present or fresh, unpack(entry))
redis.call('HSET', head, 'revision', string.format('%.0f', last))
return {'STORED', unpack(entry)}
`);

/**
 * Gives back what Redis has lost: by a failover, the newest commits, so that what the instance knows in a later revision
 * counts, and what it knows to be deleted; by a flush, everything. Where others have begun with new records meanwhile
 * (another epoch), theirs stay, and only names that they do not have are given back.
 * KEYS: head, records, commits. ARGV: the epoch and the newest revision that the instance knows, how many records follow, their names and
 * texts by turns; then names of deleted ones and their last revisions by turns.
 */
export const GIVE_BACK = toScript(`
local head, records, commits = unpack(KEYS)
local epoch, known, count = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local present = redis.call('HGET', head, 'epoch')
local previous = tonumber(redis.call('HGET', head, 'revision') or '0')
if present == epoch and previous >= known then return end
local isOther = present and present ~= epoch
local last, ends = math.max(previous, known), 3 + 2 * count
for i = 4, ends, 2 do
  local revision, json = string.match(ARGV[i + 1], '^(%d+) (.*)$')
  if not isOther then
    if tonumber(revision) > previous then redis.call('HSET', records, ARGV[i], ARGV[i + 1]) end
  elseif redis.call('HEXISTS', records, ARGV[i]) == 0 then
    last = last + 1
    redis.call('HSET', records, ARGV[i], string.format('%.0f %s', last, json))
  end
end
for i = ends + 1, #ARGV, 2 do
  local stored = redis.call('HGET', records, ARGV[i])
  if stored and not isOther and string.match(stored, '^%d+') == ARGV[i + 1] then redis.call('HDEL', records, ARGV[i]) end
end
redis.call('DEL', commits)
redis.call('HSET', head, 'revision', string.format('%.0f', last), 'epoch', present or epoch)
`);
