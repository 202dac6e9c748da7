import type { Clock } from '../../src/clock.js';

export interface TestClock extends Clock {
  /** Moves time, running every task that comes due in order, and lets promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock so much forward, or back if negative, as a person or NTP does. No time passes. */
  setWall(ms: number): void;
}

/** A clock that stands still until it is advanced. */
export function createTestClock(startMs = Date.parse('2026-01-01T00:00:00Z')): TestClock {
  let nowMs = startMs;
  let wallAheadMs = 0;
  let tasks: { dueMs: number; task: () => void }[] = [];

  return {
    now: () => nowMs,
    wallNow: () => nowMs + Math.max(0, wallAheadMs),
    setWall(ms) {
      wallAheadMs += ms;
    },
    after(ms, task) {
      const entry = { dueMs: nowMs + ms, task };
      tasks.push(entry);
      return () => {
        tasks = tasks.filter((it) => it !== entry);
      };
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settled();
      for (;;) {
        const next = tasks.filter((it) => it.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (!next) break;
        tasks = tasks.filter((it) => it !== next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.task();
        await settled();
      }
      nowMs = untilMs;
    },
  };
}

/** Every promise that can settle without time passing has settled. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
