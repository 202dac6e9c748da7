import { toScript } from '../../redis/script.js';

/**
 * Begins a log where there is none, or a new life of it (another epoch) where the calling instance has lost something
 * that no instance knows any more. Answers the epoch, and whether the log still holds the entry that the instance holds
 * last: it does not after a failover that lost the tail. KEYS: head, log, commits, revisions, values, stamps, events. ARGV:
 * an epoch for a new life; epoch, newest change and its number as the instance knows them; whether it has lost something;
 * the newest event and its number.
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
local function holds(stream, id, count, trimmedCount)
  if tonumber(count) <= tonumber(redis.call('HGET', head, trimmedCount) or '0') then return true end
  local mine = redis.call('XRANGE', stream, id, id)[1]
  return mine and mine[2][2] == count
end
local isSame = holds(log, ARGV[3], ARGV[4], 'trimmedCount') and holds(KEYS[7], ARGV[6], ARGV[7], 'eventTrimmedCount')
return {epoch, isSame and 1 or 0}
`);

/**
 * Compare-and-append in one step: stores an observation if no other was stored for this account and region since
 * \`revision\`, and if no poller has a higher fencing token. What is stored was worked out by the caller.
 * The random number makes the ids of entries unlike those of any that were lost, so that a cursor names one entry for
 * ever. KEYS: head, log, commits, revisions, fences, values, stamps, events. ARGV: epoch, account, revision, fence or '',
 * now, oldest ms to keep, changes to keep, events to keep, commits to keep, the delta as JSON, a random number; then six
 * lists, each after its length: the changes, the events of other kinds, names and values, names without a value, names
 * and stamps, names without a stamp.
 */
export const COMMIT = toScript(`
local head, log, commits, revisions, fences, values, stamps, eventLog = unpack(KEYS)
local epoch, account, revision, fence, now, oldest, maxChanges, maxEvents, maxCommits, delta, random = unpack(ARGV, 1, 11)
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

local last, previous = unpack(redis.call('HMGET', head, 'last', 'commit'))
local ms, number = numbers(last)
if tonumber(now) > ms then ms, number = tonumber(now), -1 end
number = number + random
local first = text(ms, number + 1)
local at = 12

-- Adds a list to a stream, and trims the stream. Answers how many were logged in it before.
local function append(stream, countName, trimmedName, trimmedCountName, max)
  local size = tonumber(ARGV[at])
  local count = redis.call('HGET', head, countName) or '0'
  for i = 1, size do
    number = number + 1
    last = text(ms, number)
    redis.call('XADD', stream, last, 'n', count + i, 'c', ARGV[at + i])
  end
  at = at + 1 + size
  if size == 0 then return count end
  redis.call('HSET', head, 'last', last, countName, count + size)
  local cut = redis.call('XREVRANGE', stream, '(' .. oldest .. '-0', '-', 'COUNT', 1)[1]
  local excess = redis.call('XLEN', stream) - tonumber(max)
  if excess > 0 then
    local full = redis.call('XRANGE', stream, '-', '+', 'COUNT', excess)[excess]
    if not cut or tonumber(full[2][2]) > tonumber(cut[2][2]) then cut = full end
  end
  if cut then
    local cutMs, cutNumber = numbers(cut[1])
    redis.call('XTRIM', stream, 'MINID', text(cutMs, cutNumber + 1))
    redis.call('HSET', head, trimmedName, cut[1], trimmedCountName, cut[2][2])
  end
  return count
end
local count = append(log, 'count', 'trimmed', 'trimmedCount', maxChanges)
local eventCount = append(eventLog, 'eventCount', 'eventTrimmed', 'eventTrimmedCount', maxEvents)

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
  'p', previous, 'a', account, 'd', delta, 'n', count, 'f', first, 'm', eventCount, 'e', epoch)
redis.call('HSET', revisions, account, id)
redis.call('HSET', head, 'commit', id)
return {'STORED', id, previous, count, first, eventCount}
`);
