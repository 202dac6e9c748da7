import { type Backoff, backoffMs } from '../../backoff.js';
import type { GatewayError } from '../../domain/errors.js';
import { isRead } from '../rate-limit/documented-rates.js';

/** Attempts for one call, the first included. */
const MAX_ATTEMPTS = 5;
/** "Full jitter". */
const BACKOFF: Backoff = { firstMs: 200, longestMs: 5000, jitter: 1 };

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
 * Milliseconds before the next attempt.
 * @param attempt - attempts made, from 1
 * @param random - in [0, 1)
 */
export function retryDelayMs(attempt: number, random: number): number {
  return Math.round(backoffMs(BACKOFF, attempt, random));
}

const SHARE = 0.2;
const RESERVE = 10;

/** Retries are at most a share of the calls, so that a failing AWS does not get more calls than a healthy one. */
export class RetryBudget {
  private left = RESERVE;

  deposit(): void {
    this.left = Math.min(RESERVE, this.left + SHARE);
  }

  /** False: no retry is left. */
  withdraw(): boolean {
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
