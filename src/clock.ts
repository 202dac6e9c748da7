/** The time, as everything in the gateway reads it. Tests own one and advance it. */
export interface Clock {
  /** Milliseconds since 1970, with a fraction. */
  now(): number;
  /** Runs `task` once after `ms`; the returned function calls it off. A waiting task does not keep the process alive. */
  after(ms: number, task: () => void): () => void;
}

const { timeOrigin } = performance;

/** Never goes back, also when the machine's clock is set back: observations are ordered by it. */
export const systemClock: Clock = {
  now: () => timeOrigin + performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
