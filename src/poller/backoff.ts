import { type Backoff, backoffMs } from '../backoff.js';
import { GatewayError, isOutage } from '../domain/errors.js';

/** A refusal does not end by itself: a permission has to change, or the request. */
const REFUSED: Backoff = { firstMs: 60_000, longestMs: 300_000 };
const FAILED: Backoff = { firstMs: 1_000, longestMs: 15_000 };

/**
 * How long one target waits after so many failures in a row: exponential, at least as long as AWS asked for, and with
 * jitter over its second half, so that what failed together does not come back together.
 * @param random - in [0, 1)
 */
export function targetBackoffMs(error: unknown, failures: number, random: number): number {
  return waitMs(isRefusal(error) ? REFUSED : FAILED, error, failures, random);
}

/**
 * As {@link targetBackoffMs}, for a whole account and region. Most targets are refused: that may be each one's own matter.
 */
export function pauseMs(error: unknown, pauses: number, random: number): number {
  return waitMs(isOfCredentials(error) ? REFUSED : FAILED, error, pauses, random);
}

/** Whether one failure alone is evidence about the whole account and region. */
export function isOfAccount(error: unknown): boolean {
  return isOfCredentials(error) || (codeOf(error) === 'UPSTREAM_THROTTLED' && !isUnsent(error));
}

/** Whether AWS failed or refused. A defect, and a call that was never sent, are no evidence. */
export function isOfAws(error: unknown): boolean {
  return (isOutage(error) || isRefusal(error)) && !isUnsent(error);
}

/** Null: a defect. */
export function codeOf(error: unknown): string | null {
  return (error as Partial<GatewayError> | undefined)?.code ?? null;
}

function waitMs(backoff: Backoff, error: unknown, times: number, random: number): number {
  const { retryAfterMs = 0 } = error instanceof GatewayError ? error.details : {};
  return Math.max(Math.min(retryAfterMs, backoff.longestMs), backoffMs(backoff, times, random));
}

function isRefusal(error: unknown): boolean {
  return codeOf(error) === 'UPSTREAM_ACCESS_DENIED' || codeOf(error) === 'UPSTREAM_FAILED';
}

function isOfCredentials(error: unknown): boolean {
  return error instanceof GatewayError && error.details.isOfCredentials === true;
}

/** The call was not sent. */
export function isUnsent(error: unknown): boolean {
  return error instanceof GatewayError && error.details.isUnsent === true;
}
