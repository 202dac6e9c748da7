import { type ErrorCode, GatewayError } from '../../../src/domain/errors.js';
import { targetBackoffMs } from '../../../src/poller/backoff.js';

const MOST = 1;
const LEAST = 0;

function waitMs(code: ErrorCode, failures: number, random: number, retryAfterMs?: number): number {
  const details = retryAfterMs === undefined ? {} : { retryAfterMs };
  return targetBackoffMs(new GatewayError(code, 'No.', details), failures, random);
}

describe('The wait after failures', () => {
  it.each<[ErrorCode, number, number, number]>([
    ['UPSTREAM_UNAVAILABLE', 1, 500, 1_000],
    ['UPSTREAM_THROTTLED', 2, 1_000, 2_000],
    ['UPSTREAM_THROTTLED', 4, 4_000, 8_000],
    ['UPSTREAM_UNAVAILABLE', 100, 7_500, 15_000],
    ['UPSTREAM_ACCESS_DENIED', 1, 30_000, 60_000],
    ['UPSTREAM_ACCESS_DENIED', 100, 150_000, 300_000],
    ['UPSTREAM_FAILED', 1, 30_000, 60_000],
  ])('%s, %i in a row: %i to %i ms', (code, failures, leastMs, mostMs) => {
    expect([waitMs(code, failures, LEAST), waitMs(code, failures, MOST)]).toEqual([leastMs, mostMs]);
  });

  it("is at least AWS's own word, within reason", () => {
    expect(waitMs('UPSTREAM_THROTTLED', 1, MOST, 5_000)).toBe(5_000);
    expect(waitMs('UPSTREAM_THROTTLED', 1, MOST, 3_600_000)).toBe(15_000);
  });

  it('is that of an outage for a defect', () => {
    expect(targetBackoffMs(undefined, 1, MOST)).toBe(1_000);
  });
});
