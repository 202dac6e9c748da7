import { toScript } from '../redis/script.js';

/**
 * Says where the log stands, and begins a new life of it (another epoch) where it has none, or where it has lost an
 * entry that the asking instance holds: after FLUSHALL, a restart without a disk, a failover that lost the tail.
 * KEYS: head, log, state. ARGV: an epoch for a new life; epoch, newest id and its number as the instance knows them.
 */
export const HELLO = toScript(`
local head, log, state = KEYS[1], KEYS[2], KEYS[3]
local epoch = redis.call('HGET', head, 'epoch')
if not epoch then
  epoch = ARGV[1]
  redis.call('DEL', log)
  redis.call('HSET', head, 'epoch', epoch, 'last', '0-0', 'count', 0, 'trimmed', '0-0', 'trimmedCount', 0)
elseif epoch == ARGV[2] and tonumber(ARGV[4]) > tonumber(redis.call('HGET', head, 'trimmedCount')) then
  local mine = redis.call('XRANGE', log, ARGV[3], ARGV[3])[1]
  if not mine or mine[2][2] ~= ARGV[4] then
    epoch = ARGV[1]
    redis.call('HSET', head, 'epoch', epoch)
  end
end
local newest = redis.call('XREVRANGE', state, '+', '-', 'COUNT', 1)[1]
local place = redis.call('HMGET', head, 'last', 'count', 'trimmed', 'trimmedCount')
return {epoch, place[1], place[2], place[3], place[4], newest and newest[1] or '0-0'}
`);

/**
 * Compare-and-append in one step: stores an observation if nobody stored another of this account and region since
 * \`revision\`, and if no poller has a higher fencing number. What is stored was worked out by the caller.
 * KEYS: head, log, state, revisions, fences, shelves, then values and stamps of each shelf that changes.
 * ARGV: epoch, account, revision, fence or '', now, oldest ms to keep, entries to keep, commits to keep, the commit as
 * JSON, count of events, events; then for each shelf its id, the counts of values, stamps and names gone (-1 values:
 * drop the shelf), name and value pairs, name and stamp pairs, names.
 */
export const COMMIT = toScript(`
local head, log, state, revisions, fences, shelves = unpack(KEYS, 1, 6)
local epoch, account, revision, fence, now, oldest, maxEntries, maxCommits, commit = unpack(ARGV, 1, 9)
if redis.call('HGET', head, 'epoch') ~= epoch then return {'LOST'} end
if (redis.call('HGET', revisions, account) or '') ~= revision then return {'CONFLICT'} end
if fence ~= '' and tonumber(redis.call('HGET', fences, account) or '0') > tonumber(fence) then return {'FENCED'} end

local function numbers(id)
  local ms, number = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(number)
end
local function inSteps(command, key, first, count, step)
  for i = first, first + count - 1, step do
    redis.call(command, key, unpack(ARGV, i, math.min(i + step, first + count) - 1))
  end
end

local before, count = unpack(redis.call('HMGET', head, 'last', 'count'))
local ids = {}
local ms, number = numbers(before)
for i = 1, tonumber(ARGV[10]) do
  if tonumber(now) > ms then ms, number = tonumber(now), 0 else number = number + 1 end
  ids[i] = string.format('%.0f-%.0f', ms, number)
  redis.call('XADD', log, ids[i], 'n', count + i, 'c', ARGV[10 + i])
end
if #ids > 0 then
  redis.call('HSET', head, 'last', ids[#ids], 'count', count + #ids)
  local cut = redis.call('XREVRANGE', log, '(' .. oldest .. '-0', '-', 'COUNT', 1)[1]
  local excess = redis.call('XLEN', log) - tonumber(maxEntries)
  if excess > 0 then
    local full = redis.call('XRANGE', log, '-', '+', 'COUNT', excess)[excess]
    if not cut or tonumber(full[2][2]) > tonumber(cut[2][2]) then cut = full end
  end
  if cut then
    local cutMs, cutNumber = numbers(cut[1])
    redis.call('XTRIM', log, 'MINID', string.format('%.0f-%.0f', cutMs, cutNumber + 1))
    redis.call('HSET', head, 'trimmed', cut[1], 'trimmedCount', cut[2][2])
  end
end

local at = 11 + #ids
for i = 7, #KEYS, 2 do
  local id, values, stamps, gone = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  at = at + 4
  if values < 0 then
    redis.call('DEL', KEYS[i], KEYS[i + 1])
    redis.call('SREM', shelves, id)
  else
    redis.call('SADD', shelves, id)
    inSteps('HSET', KEYS[i], at, 2 * values, 1000)
    inSteps('HSET', KEYS[i + 1], at + 2 * values, 2 * stamps, 1000)
    inSteps('HDEL', KEYS[i], at + 2 * (values + stamps), gone, 1000)
    inSteps('HDEL', KEYS[i + 1], at + 2 * (values + stamps), gone, 1000)
    at = at + 2 * (values + stamps) + gone
  end
end

local id = redis.call('XADD', state, 'MAXLEN', '~', maxCommits, '*', 'a', account, 'p', revision, 'd', commit)
redis.call('HSET', revisions, account, id)
if #ids > 1000 then ids = {} end -- Lua returns no more than some thousand at once; the caller reads them
return {'STORED', id, before, unpack(ids)}
`);
