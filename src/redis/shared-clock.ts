import type { Clock } from '../clock.js';

/** The time on which all instances on one Redis agree, to a few milliseconds: observations are ordered by it. */
export interface SharedClock extends Clock {
  /** What Redis's clock showed between `askedAt` and now, both by the clock below. */
  noteTime(redisMs: number, askedAtMs: number): void;
}

/** Never goes back. Until it has heard of Redis's time, and where that contradicts nothing, it goes as `clock` does. */
export function createSharedClock(clock: Clock): SharedClock {
  let offsetMs = 0;
  let newest = 0;

  return {
    now() {
      newest = Math.max(newest, clock.now() + offsetMs);
      return newest;
    },
    after: clock.after,
    noteTime(redisMs, askedAtMs) {
      const [least, most] = [redisMs - clock.now(), redisMs - askedAtMs];
      if (offsetMs < least || offsetMs > most) offsetMs = (least + most) / 2;
    },
  };
}
