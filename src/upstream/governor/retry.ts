import type { GatewayError } from '../../domain/errors.js';
import { isRead } from '../rate-limit/documented-rates.js';

/** Attempts for one call, the first included. */
const MAX_ATTEMPTS = 5;
const BASE_MS = 200;
const LONGEST_MS = 5000;

/**
 * True where another try may help and cannot harm. A throttled call did not happen. One without an answer may have,
 * so that only reads are sent again. LimitExceeded and its like arrive here as other codes.
 */
export function isWorthRetrying(error: GatewayError, operation: string, attempt: number): boolean {
  if (attempt >= MAX_ATTEMPTS) return false;
  if (error.code === 'UPSTREAM_THROTTLED') return true;
  return error.code === 'UPSTREAM_UNAVAILABLE' && isRead(operation);
}

/**
 * Milliseconds before the next attempt: anywhere up to a bound that doubles, so that calls which failed together do
 * not come back together. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("full jitter")
 *
 * @param attempt - attempts made, from 1
 * @param random - in [0, 1)
 */
export function retryDelayMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_MS, BASE_MS * 2 ** (attempt - 1)));
}

/** Retries are at most a share of the calls, so that a failing AWS does not get more calls than a healthy one. */
export interface RetryBudget {
  deposit(): void;
  /** False: no retry is left. */
  withdraw(): boolean;
}

const SHARE = 0.2;
const RESERVE = 10;

export function createRetryBudget(): RetryBudget {
  let left = RESERVE;
  return {
    deposit() {
      left = Math.min(RESERVE, left + SHARE);
    },
    withdraw() {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
