/** How long to wait after failures in a row. In milliseconds. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
  /** Share of the wait that is random, so that what failed together does not come back together. Default: half. */
  readonly jitter?: number;
}

/**
 * Doubles with each failure, up to `longestMs`.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @param failures - in a row, from 1
 * @param random - in [0, 1)
 */
export function backoffMs(
  { firstMs, longestMs, jitter = 0.5 }: Backoff,
  failures: number,
  random: number,
): number {
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return ceilingMs * (1 - jitter + jitter * random);
}
