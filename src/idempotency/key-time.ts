/**
 * The most, in milliseconds, by which one call moves the time of keys. Every instance calls twice a second; a greater step of
 * Redis's clock may be no time that passed. Longer than an instance may be silent before it is missed.
 */
const LONGEST_STEP_MS = 5_000;

/**
 * Lua: `key_time(key)`, whole milliseconds. By it keys end, and instances are missed. It begins as Redis's clock and goes
 * as that does, but neither jumps nor goes back with it, whatever the clocks of instances show. While no instance is
 * there it stands: a key is kept longer rather than lost.
 */
export const KEY_TIME = `
local function key_time(key)
  local time = redis.call('TIME')
  local clock = time[1] * 1000 + time[2] / 1000
  local now, at = unpack(redis.call('HMGET', key, 'now', 'at'))
  now = now and now + math.min(math.max(0, clock - at), ${LONGEST_STEP_MS}) or clock
  redis.call('HSET', key, 'now', string.format('%.3f', now), 'at', string.format('%.3f', clock))
  return math.floor(now)
end
`;
