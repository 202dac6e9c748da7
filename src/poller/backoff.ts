import { type GatewayError, isOutage } from '../domain/errors.js';

/** A refusal does not end by itself: somebody has to change a permission. */
const REFUSED = { firstMs: 60_000, longestMs: 300_000 };
const FAILED = { firstMs: 1_000, longestMs: 15_000 };

/**
 * How long to wait after so many failures in a row: exponential, at least AWS's own word, and with jitter over its
 * second half, so that what failed together does not come back together.
 * @param random - in [0, 1)
 */
export function backoffMs(error: unknown, failures: number, random: number): number {
  const { firstMs, longestMs } = isRefused(error) ? REFUSED : FAILED;
  const mostMs = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  const { retryAfterMs = 0 } = (error as GatewayError | undefined)?.details ?? {};
  return Math.max(Math.min(retryAfterMs, longestMs), mostMs / 2 + (random * mostMs) / 2);
}

/** Whether a failure may concern the whole account and region. */
export function isOfAccount(error: unknown): boolean {
  return isOutage(error) || isRefused(error);
}

export function isThrottled(error: unknown): boolean {
  return codeOf(error) === 'UPSTREAM_THROTTLED';
}

/** Null: a defect. */
export function codeOf(error: unknown): string | null {
  return (error as Partial<GatewayError> | undefined)?.code ?? null;
}

function isRefused(error: unknown): boolean {
  return codeOf(error) === 'UPSTREAM_ACCESS_DENIED';
}
