import type { Clock } from '../clock.js';
import type { EpochMs } from '../domain/model.js';

/** Runs one task again and again, when the task itself says, or sooner when somebody rings. */
export interface WakeUpTimer {
  start(): void;
  stop(): void;
  /** Now, but only once for all who ring at about the same moment. */
  wakeUp(): void;
}

/** However often it is rung. */
const LEAST_BETWEEN_MS = 20;

/** @param task - answers when to run again; never throws */
export function createWakeUpTimer(clock: Clock, task: () => EpochMs): WakeUpTimer {
  let isRunning = false;
  let setFor = Number.POSITIVE_INFINITY;
  let ranAt: EpochMs = 0;
  let callOff = () => {};

  function set(at: EpochMs): void {
    if (!isRunning || setFor <= at) return;
    callOff();
    setFor = at;
    callOff = clock.after(Math.max(0, at - clock.now()), () => {
      setFor = Number.POSITIVE_INFINITY;
      ranAt = clock.now();
      set(task());
    });
  }

  return {
    start() {
      isRunning = true;
      set(clock.now());
    },
    stop() {
      isRunning = false;
      callOff();
      setFor = Number.POSITIVE_INFINITY;
    },
    wakeUp: () => set(Math.max(clock.now(), ranAt + LEAST_BETWEEN_MS)),
  };
}
