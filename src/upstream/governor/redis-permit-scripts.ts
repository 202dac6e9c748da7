import { MISSED_MS } from '../../redis/peers.js';
import { toScript } from '../../redis/script.js';
import type { Lane } from '../port.js';
import { CUT, FLOOR, STEP, STEP_MS } from './learned-rate.js';
import { SPARE } from './permits.js';
import { MAX_LATE_MS } from './window.js';

/** An instance not heard for so long may be on its own, and then uses its share without asking. */
export const PRESENT_MS = 1_500;

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

/** The rate that throttling has left, as \`rateAt\` has it; \`limit\` is the one that never is exceeded. */
const LEARNED = `
local function learned(key, limit)
  local rate, cutAt = unpack(redis.call('HMGET', key, 'rate', 'cutAt'))
  if not rate then return limit, 0 end
  local steps = math.max(0, math.floor((now - cutAt) / ${STEP_MS}))
  return math.min(limit, rate + steps * ${STEP} * limit), tonumber(cutAt)
end
`;

/**
 * The window of \`window.ts\`, as a sorted set of when each send stops counting.
 * KEYS: window, rate, peers. ARGV: name of the send, limit a second, whether others must be left, then how long ago sends
 * were made without asking. Answers whether it may go, else after how many milliseconds to ask again, the rate, the
 * time, and in how many milliseconds each send stops counting.
 */
export const TAKE = toScript(`${NOW}${LEARNED}
local window, rateKey, peers = unpack(KEYS)
local member, limit, leavesSpare = ARGV[1], tonumber(ARGV[2]), ARGV[3] == '1'
local rate = learned(rateKey, limit)
local all = redis.call('ZCOUNT', peers, now - ${MISSED_MS}, '+inf')
local present = redis.call('ZCOUNT', peers, now - ${PRESENT_MS}, '+inf')
if present < all then rate = rate * math.max(1, present) / all end
local capacity = math.max(1, math.floor(rate))
local length = math.max(1000, math.ceil(1000 / rate)) + ${MAX_LATE_MS}
for i = 4, #ARGV do redis.call('ZADD', window, now - ARGV[i] + length, member .. i) end
redis.call('ZREMRANGEBYSCORE', window, '-inf', now)
local spare = 0
if leavesSpare and capacity > 1 then spare = math.max(1, math.floor(capacity * ${SPARE})) end
local used = redis.call('ZCARD', window)
local granted, wait = 0, 0
if used < capacity - spare then
  granted = 1
  redis.call('ZADD', window, now + length, member)
  redis.call('PEXPIRE', window, 2 * length)
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

/** As \`cut\` has it. KEYS: rate. ARGV: limit a second, when the throttled call was granted. */
export const CUT_RATE = toScript(`${NOW}${LEARNED}
local limit = tonumber(ARGV[1])
local rate, cutAt = learned(KEYS[1], limit)
if tonumber(ARGV[2]) < cutAt then return end
redis.call('HSET', KEYS[1], 'rate', tostring(math.max(limit * ${FLOOR}, rate * ${CUT})), 'cutAt', now)
redis.call('PEXPIRE', KEYS[1], 3600000)
`);

export function toTakeArgs(it: {
  readonly member: string;
  readonly lane: Lane;
  readonly limitPerSecond: number;
  /** Milliseconds. */
  readonly ages: readonly number[];
}): (string | number)[] {
  const ages = it.ages.map((ms) => Math.max(0, Math.floor(ms)));
  return [it.member, it.limitPerSecond, it.lane === 'poller' ? 1 : 0, ...ages];
}
