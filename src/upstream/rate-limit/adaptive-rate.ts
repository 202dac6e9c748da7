import type { EpochMs } from '../../domain/model.js';

/** What throttling taught about a rate: others use the account too, and AWS may have set it lower. */
export interface AdaptiveRate {
  /** The rate that never is exceeded, calls a second. */
  readonly limit: number;
  /** The rate right after the last cut. */
  readonly rate: number;
  readonly cutAt: EpochMs;
}

/** What is kept of the rate at each cut. */
export const CUT = 0.7;
/** Shares of the limit: it never falls below the first, and grows back by the second every five seconds. */
export const FLOOR = 0.2;
export const STEP = 0.05;
export const STEP_MS = 5000;

export function fullRate(limit: number): AdaptiveRate {
  return { limit, rate: limit, cutAt: Number.NEGATIVE_INFINITY };
}

export function rateAt({ limit, rate, cutAt }: AdaptiveRate, now: EpochMs): number {
  if (rate >= limit) return limit;
  const steps = Math.max(0, Math.floor((now - cutAt) / STEP_MS));
  return Math.min(limit, rate + steps * STEP * limit);
}

/** After AWS throttled a call sent at `sentAt`. Calls sent before the last cut say nothing about the rate since. */
export function cut(adaptiveRate: AdaptiveRate, sentAt: EpochMs, now: EpochMs): AdaptiveRate {
  if (sentAt < adaptiveRate.cutAt) return adaptiveRate;
  const rate = Math.max(adaptiveRate.limit * FLOOR, rateAt(adaptiveRate, now) * CUT);
  return { ...adaptiveRate, rate, cutAt: now };
}
