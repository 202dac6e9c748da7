/**
 * The most, in milliseconds, that Redis's clock may move the shared time between two calls. Every instance calls twice
 * a second, so a greater step is no time that passed: the clock was set, or another host took over.
 */
const LONGEST_STEP_MS = 1_000;
/** Nobody has called for so long: no instance is there that could carry the time on. Milliseconds. */
const FORSAKEN_MS = 5_000;

/**
 * Lua: `shared_now(key, belief, is_new)`, in milliseconds since 1970. The time that all instances share passes as
 * Redis's clock does, but neither jumps nor goes back with it. `belief` is what an instance takes it to be, nil if it
 * does not know: it carries the time on where Redis stood still or has lost it. `is_new`: the instance has just begun,
 * and where no other was there for a while, as much time has passed as Redis's clock says.
 */
export const SHARED_NOW = `
local function shared_now(key, belief, is_new)
  local time = redis.call('TIME')
  local clock = time[1] * 1000 + time[2] / 1000
  local now, at = unpack(redis.call('HMGET', key, 'now', 'at'))
  if now then
    local passed = math.max(0, clock - at)
    if not (is_new and passed >= ${FORSAKEN_MS}) then passed = math.min(passed, ${LONGEST_STEP_MS}) end
    now = now + passed
    if belief and belief - now > ${LONGEST_STEP_MS} then now = belief end
  else
    now = belief or clock
  end
  redis.call('HSET', key, 'now', string.format('%.3f', now), 'at', string.format('%.3f', clock))
  return now
end
`;
