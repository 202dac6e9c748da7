import { MISSED_MS } from '../../redis/peers.js';
import { toScript } from '../../redis/script.js';
import { SHARED_NOW } from '../../redis/timeline.js';
import type { Priority } from '../port.js';
import { CUT, FLOOR, STEP, STEP_MS } from './adaptive-rate.js';
import { SPARE } from './memory-permits.js';
import { MAX_ARRIVAL_DELAY_MS } from './sliding-window.js';

/** An instance not heard for so long may be on its own, and then uses its share without Redis. */
export const PRESENT_MS = 1_200;

/** The rate that throttling has left, as \`rateAt\` has it; \`limit\` is the one that never is exceeded. */
const ADAPTIVE_RATE = `
local function adaptive_rate(key, limit, now)
  local rate, cutAt = unpack(redis.call('HMGET', key, 'rate', 'cutAt'))
  if not rate then return limit, 0 end
  local steps = math.max(0, math.floor((now - cutAt) / ${STEP_MS}))
  return math.min(limit, rate + steps * ${STEP} * limit), tonumber(cutAt)
end
`;

/**
 * The window of \`sliding-window.ts\`, as a sorted set of when each send stops counting. A server that has not counted for a
 * whole window (it is new, was emptied, or has acquired over and may lack the newest) does not know what was sent, and
 * takes the window for full. KEYS: window, rate, peers, timeline, windows. ARGV: name of the send, limit a second,
 * whether others must be left, the server's name, the shared time as this instance believes or '', then how long ago
 * sends were made without Redis. Answers whether it may go, else after how many milliseconds to try again, the rate,
 * the time, and in how many milliseconds each send stops counting.
 */
export const ACQUIRE = toScript(`${SHARED_NOW}${ADAPTIVE_RATE}
local window, rateKey, peers, timeline, windows = unpack(KEYS)
local now = math.floor(shared_now(timeline, tonumber(ARGV[5])))
local member, limit, leavesSpare = ARGV[1], tonumber(ARGV[2]), ARGV[3] == '1'
local rate = adaptive_rate(rateKey, limit, now)
local all = redis.call('ZCOUNT', peers, now - ${MISSED_MS}, '+inf')
local present = redis.call('ZCOUNT', peers, now - ${PRESENT_MS}, '+inf')
if present < all then rate = rate * math.max(1, present) / all end
local capacity = math.max(1, math.floor(rate))
local length = math.max(1000, math.ceil(1000 / rate)) + ${MAX_ARRIVAL_DELAY_MS}
local server, since = unpack(redis.call('HMGET', windows, 'server', 'since'))
if server ~= ARGV[4] then
  since = now
  redis.call('HSET', windows, 'server', ARGV[4], 'since', since)
end
for i = 6, #ARGV do redis.call('ZADD', window, now - ARGV[i] + length, member .. i) end
redis.call('ZREMRANGEBYSCORE', window, '-inf', now)
local spare = 0
if leavesSpare and capacity > 1 then spare = math.max(1, math.floor(capacity * ${SPARE})) end
local used = redis.call('ZCARD', window)
local granted, wait = 0, since + length - now
if wait > 0 then
  granted = 0
elseif used < capacity - spare then
  granted, wait = 1, 0
  redis.call('ZADD', window, now + length, member)
  redis.call('PERSIST', window) -- an expiry goes by a clock that can be set
else
  local at = used - (capacity - spare)
  wait = redis.call('ZRANGE', window, at, at, 'WITHSCORES')[2] - now
end
local reply = {granted, math.ceil(wait), tostring(rate), now}
for i, it in ipairs(redis.call('ZRANGE', window, 0, -1, 'WITHSCORES')) do
  if i % 2 == 0 then reply[#reply + 1] = it - now end
end
return reply
`);

/** As \`cut\` has it. KEYS: rate, timeline. ARGV: limit a second, when the throttled call was granted. */
export const CUT_RATE = toScript(`${SHARED_NOW}${ADAPTIVE_RATE}
local limit, now = tonumber(ARGV[1]), math.floor(shared_now(KEYS[2]))
local rate, cutAt = adaptive_rate(KEYS[1], limit, now)
if tonumber(ARGV[2]) < cutAt then return end
redis.call('HSET', KEYS[1], 'rate', tostring(math.max(limit * ${FLOOR}, rate * ${CUT})), 'cutAt', now)
redis.call('PEXPIRE', KEYS[1], 3600000)
`);

export function toAcquireArgs(it: {
  readonly member: string;
  readonly priority: Priority;
  readonly limitPerSecond: number;
  /** The run of the Redis server that answers. */
  readonly server: string;
  readonly belief: number | null;
  /** Milliseconds. */
  readonly ages: readonly number[];
}): (string | number)[] {
  const ages = it.ages.map((ms) => Math.max(0, Math.floor(ms)));
  return [
    it.member,
    it.limitPerSecond,
    it.priority === 'poller' ? 1 : 0,
    it.server,
    it.belief ?? '',
    ...ages,
  ];
}
