import { toScript } from '../../redis/script.js';

/**
 * Begins a log where there is none, or a new life of it (another epoch) where the calling instance has lost something
 * that no instance knows any more. Answers the epoch, and whether the log still holds the entry that the instance holds
 * last: it does not after a failover that lost the tail. KEYS: head, log, commits, revisions, values, stamps. ARGV: an
 * epoch for a new life; epoch, newest id and its number as the instance knows them; whether it has lost something.
 */
export const HELLO = toScript(`
local head, log = KEYS[1], KEYS[2]
local epoch = redis.call('HGET', head, 'epoch')
if not epoch then
  epoch = ARGV[1]
  redis.call('DEL', unpack(KEYS, 2))
  redis.call('HSET', head, 'epoch', epoch, 'last', '0-0', 'count', 0, 'trimmed', '0-0', 'trimmedCount', 0, 'commit', '0-0')
elseif ARGV[5] == '1' then
  epoch = ARGV[1]
  redis.call('HSET', head, 'epoch', epoch)
end
local holds = 1
if tonumber(ARGV[4]) > tonumber(redis.call('HGET', head, 'trimmedCount')) then
  local mine = redis.call('XRANGE', log, ARGV[3], ARGV[3])[1]
  if not mine or mine[2][2] ~= ARGV[4] then holds = 0 end
end
return {epoch, holds}
`);

/**
 * Compare-and-append in one step: stores an observation if no other was stored for this account and region since
 * \`revision\`, and if no poller has a higher fencing token. What is stored was worked out by the caller.
 * The random number makes the ids of entries unlike those of any that were lost, so that a cursor names one entry for
 * ever. KEYS: head, log, commits, revisions, fences, values, stamps. ARGV: epoch, account, revision, fence or '', now,
 * oldest ms to keep, entries to keep, commits to keep, the delta as JSON, a random number; then five lists, each after
 * its length: the events, names and values, names without a value, names and stamps, names without a stamp.
 */
export const COMMIT = toScript(`
local head, log, commits, revisions, fences, values, stamps = unpack(KEYS)
local epoch, account, revision, fence, now, oldest, maxEntries, maxCommits, delta, random = unpack(ARGV, 1, 10)
if redis.call('HGET', head, 'epoch') ~= epoch then return {'LOST'} end
if fence ~= '' then
  local highest = tonumber(redis.call('HGET', fences, account) or '0')
  if highest > tonumber(fence) then return {'FENCED'} end
  if highest < tonumber(fence) then redis.call('HSET', fences, account, fence) end
end
if (redis.call('HGET', revisions, account) or '') ~= revision then return {'CONFLICT'} end

local function numbers(id)
  local ms, number = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(number)
end
local function text(ms, number) return string.format('%.0f-%.0f', ms, number) end

local last, count, previous = unpack(redis.call('HMGET', head, 'last', 'count', 'commit'))
local ms, number = numbers(last)
if tonumber(now) > ms then ms, number = tonumber(now), -1 end
number = number + random
local first = text(ms, number + 1)
local events = tonumber(ARGV[11])
for i = 1, events do
  last = text(ms, number + i)
  redis.call('XADD', log, last, 'n', count + i, 'c', ARGV[11 + i])
end
if events > 0 then
  redis.call('HSET', head, 'last', last, 'count', count + events)
  local cut = redis.call('XREVRANGE', log, '(' .. oldest .. '-0', '-', 'COUNT', 1)[1]
  local excess = redis.call('XLEN', log) - tonumber(maxEntries)
  if excess > 0 then
    local full = redis.call('XRANGE', log, '-', '+', 'COUNT', excess)[excess]
    if not cut or tonumber(full[2][2]) > tonumber(cut[2][2]) then cut = full end
  end
  if cut then
    local cutMs, cutNumber = numbers(cut[1])
    redis.call('XTRIM', log, 'MINID', text(cutMs, cutNumber + 1))
    redis.call('HSET', head, 'trimmed', cut[1], 'trimmedCount', cut[2][2])
  end
end

local at = 12 + events
local function store(command, key)
  local size = tonumber(ARGV[at])
  for i = at + 1, at + size, 1000 do
    redis.call(command, key, unpack(ARGV, i, math.min(i + 999, at + size)))
  end
  at = at + 1 + size
end
store('HSET', values)
store('HDEL', values)
store('HSET', stamps)
store('HDEL', stamps)

local id = redis.call('XADD', commits, 'MAXLEN', '~', maxCommits, '*',
  'p', previous, 'a', account, 'd', delta, 'n', count, 'f', first)
redis.call('HSET', revisions, account, id)
redis.call('HSET', head, 'commit', id)
return {'STORED', id, previous, count, first}
`);
