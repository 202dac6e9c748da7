import { type Clock, systemClock } from '../../src/clock.js';

/** A clock that runs `speed` times as fast, for waits of seconds that a test would else sit out. */
export function createFastClock(speed: number): Clock {
  const startedAt = systemClock.now();
  const now = () => startedAt + (systemClock.now() - startedAt) * speed;
  return {
    now,
    wallNow: now,
    after: (ms, task) => systemClock.after(ms / speed, task),
  };
}
