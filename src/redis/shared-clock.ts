import type { Clock } from '../clock.js';

/** The time on which all instances on one Redis agree, to a few milliseconds: observations are ordered by it. */
export interface SharedClock extends Clock {
  /** What the shared time is taken to be; null until Redis has answered. */
  belief(): number | null;
  /** Redis cannot be reached: the time of this instance counts until it can, and is its belief then. */
  goAlone(): void;
  /** What the shared time was between `startedAt` and now, both by the clock below. */
  noteTime(sharedMs: number, startedAtMs: number): void;
}

/** Never goes back once it has heard of the shared time. Until then, and where that contradicts nothing, it goes as `clock` does. */
export function createSharedClock(clock: Clock): SharedClock {
  let isKnown = false;
  let offsetMs = 0;
  let newest = 0;

  /** What its own clock shows before it knows the shared time counts for nothing afterwards: it may be days ahead. */
  function now(): number {
    if (!isKnown) return clock.now();
    newest = Math.max(newest, clock.now() + offsetMs);
    return newest;
  }

  return {
    now,
    wallNow: clock.wallNow,
    after: clock.after,
    belief: () => (isKnown ? now() : null),
    goAlone() {
      isKnown = true;
    },
    noteTime(sharedMs, startedAtMs) {
      const [least, most] = [sharedMs - clock.now(), sharedMs - startedAtMs];
      if (offsetMs < least || offsetMs > most) offsetMs = (least + most) / 2;
      isKnown = true;
    },
  };
}
