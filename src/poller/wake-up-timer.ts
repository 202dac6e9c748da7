import type { Clock } from '../clock.js';
import type { EpochMs } from '../domain/model.js';

/** Runs one task again and again: at the time that the task returns, or sooner when it is woken. */
export interface WakeUpTimer {
  start(): void;
  stop(): void;
  /** Runs the task now; calls at about the same moment share one run. */
  wakeUp(): void;
}

/** However often it is woken. */
const LEAST_BETWEEN_MS = 20;

/** @param task - returns when to run again; never throws */
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
