/** The time, as everything in the gateway reads it. Tests own one and advance it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
