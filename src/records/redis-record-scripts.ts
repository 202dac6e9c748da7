import { toScript } from '../redis/script.js';

/** Commits that are kept for mirrors that are behind; one that is further behind reads everything anew. */
const KEPT_COMMITS = 2_000;

/**
 * Compare-and-set for all changes of a commit. An entry of the stream has the highest revision as its id; its fields are
 * `p`, the revision before it, then names and records by turns.
 * KEYS: head, records, commits, fences. ARGV: the newest revision that the instance knows, the lease, its fencing token or '', then for each
 * change its name, the revision expected (`-`: no record, `*`: no condition) and its JSON ('' deletes it).
 */
export const COMMIT = toScript(`
local head, records, commits, fences = unpack(KEYS)
local known, lease, token = unpack(ARGV, 1, 3)
local previous = tonumber(redis.call('HGET', head, 'revision') or '0')
if previous < tonumber(known) then return {'LOST'} end
local highest = tonumber(redis.call('HGET', fences, lease) or '0')
if token ~= '' and highest > tonumber(token) then return {'REFUSED'} end
for i = 4, #ARGV, 3 do
  local stored = redis.call('HGET', records, ARGV[i])
  local revision = stored and string.match(stored, '^%d+') or '-'
  if ARGV[i + 1] ~= '*' and ARGV[i + 1] ~= revision then return {'REFUSED'} end
end
if token ~= '' then redis.call('HSET', fences, lease, token) end
local last, entry = previous, {}
for i = 4, #ARGV, 3 do
  last = last + 1
  local record = ARGV[i + 2] ~= '' and string.format('%.0f %s', last, ARGV[i + 2]) or ''
  if record == '' then redis.call('HDEL', records, ARGV[i]) else redis.call('HSET', records, ARGV[i], record) end
  table.insert(entry, ARGV[i])
  table.insert(entry, record)
end
redis.call('XADD', commits, 'MAXLEN', '~', ${KEPT_COMMITS}, string.format('%.0f-0', last), 'p', string.format('%.0f', previous), unpack(entry))
redis.call('HSET', head, 'revision', string.format('%.0f', last))
return {'STORED', unpack(entry)}
`);

/**
 * Gives back what Redis has lost, by a flush, a restart or a failover: records that the instance knows in a later revision. Does
 * nothing where another instance was first.
 * KEYS: head, records, commits. ARGV: the newest revision that the instance knows, then names and records by turns.
 */
export const GIVE_BACK = toScript(`
local head, records, commits = unpack(KEYS)
local previous = tonumber(redis.call('HGET', head, 'revision') or '0')
if previous >= tonumber(ARGV[1]) then return end
for i = 2, #ARGV, 2 do
  local revision = tonumber(string.match(ARGV[i + 1], '^%d+'))
  if revision > previous then redis.call('HSET', records, ARGV[i], ARGV[i + 1]) end
end
redis.call('DEL', commits)
redis.call('HSET', head, 'revision', ARGV[1])
`);
