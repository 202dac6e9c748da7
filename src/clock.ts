import { uptime } from 'node:os';

/** The time, as everything in the gateway reads it. Tests own one and advance it. */
export interface Clock {
  /**
   * For durations, and for the order of observations: milliseconds since 1970, with a fraction, by the machine's clock
   * when the process began. Never goes back, never jumps when that clock is set, and counts the machine's sleep.
   */
  now(): number;
  /**
   * For what people read and when credentials end: the machine's clock, milliseconds since 1970. Never before `now()`,
   * so that a clock that is set back makes nothing valid again.
   */
  wallNow(): number;
  /**
   * Runs `task` once after `ms`; the returned function calls it off. A waiting task does not keep the process alive.
   */
  after(ms: number, task: () => void): () => void;
}

/** The clocks of a machine. */
interface TimeSources {
  /** Milliseconds since some moment. Linux does not count sleep. */
  readonly monotonicMs: () => number;
  /** Milliseconds since 1970; can be set. */
  readonly wallMs: () => number;
  /** Since the machine was started, its sleep included. */
  readonly uptimeMs: () => number;
}

const MACHINE: TimeSources = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  uptimeMs: () => uptime() * 1_000,
};

/**
 * A clock that leaves the other by so much was set, or the machine has slept. Some systems round the uptime to seconds.
 */
const JUMP_MS = 2_000;

export function createSystemClock(sources: TimeSources = MACHINE): Clock {
  const { monotonicMs, wallMs, uptimeMs } = sources;
  const offsetMs = () => uptimeMs() - monotonicMs();
  const startedAt = wallMs() - monotonicMs();
  const offsetAtStart = offsetMs();
  let wallAhead = startedAt;
  let sleptMs = 0;

  function now(): number {
    const monotonic = monotonicMs();
    const ahead = wallMs() - monotonic;
    // The uptime is dear to read: a sleep shows in the wall clock first.
    if (Math.abs(ahead - wallAhead) >= JUMP_MS) {
      wallAhead = ahead;
      const slept = offsetMs() - offsetAtStart;
      if (slept >= sleptMs + JUMP_MS) sleptMs = slept;
    }
    return startedAt + monotonic + sleptMs;
  }

  return {
    now,
    wallNow: () => Math.max(wallMs(), now()),
    after: (ms, task) => {
      const timer = setTimeout(task, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

/**
 * Runs `task` once when `dueAt` has come. It is read anew when the time is up, because the deadline of a shared call
 * moves away as others join. The returned function calls it off.
 */
export function whenDue(clock: Clock, dueAt: () => number, task: () => void): () => void {
  let callOff = () => {};
  const arm = () => {
    callOff = clock.after(Math.max(0, Math.ceil(dueAt() - clock.now())), () =>
      clock.now() < dueAt() ? arm() : task(),
    );
  };
  arm();
  return () => callOff();
}

/** By how many whole milliseconds each clock's wall time was last shown ahead of its own. */
const shownAheadMs = new WeakMap<Clock, number>();

/**
 * What the wall clock shows people for a moment of `clock.now()`. The same on every instance, unless a clock was set: then it
 * moves by whole seconds, and the same moment is shown alike until a clock is set again.
 */
export function toWallTime(clock: Clock, at: number): number {
  const aheadMs = clock.wallNow() - clock.now();
  let shownMs = shownAheadMs.get(clock) ?? 0;
  if (Math.abs(aheadMs - shownMs) >= JUMP_MS)
    shownMs = Math.abs(aheadMs) < JUMP_MS ? 0 : Math.round(aheadMs / 1_000) * 1_000;
  shownAheadMs.set(clock, shownMs);
  return at + shownMs;
}

export const systemClock: Clock = createSystemClock();
