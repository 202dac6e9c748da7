import { MAX_ARRIVAL_DELAY_MS } from './sliding-window.js';

/** How much later than the quickest call another one may have reached AWS, judged by its latency. */
export interface ArrivalDelay {
  /** Milliseconds. @param latencyMs - null: no answer came in time */
  of(latencyMs: number | null): number;
}

/** Until this many answers the quickest is not known: the first ones all pay for a handshake. */
const FIRST_ANSWERS = 10;

export function createArrivalDelay(): ArrivalDelay {
  let answers = 0;
  let quickestMs = Number.POSITIVE_INFINITY;

  return {
    of(latencyMs) {
      if (latencyMs === null) return MAX_ARRIVAL_DELAY_MS;
      answers += 1;
      quickestMs = Math.min(quickestMs, latencyMs);
      const usualMs = answers > FIRST_ANSWERS ? quickestMs : 0;
      return Math.min(MAX_ARRIVAL_DELAY_MS, latencyMs - usualMs);
    },
  };
}
