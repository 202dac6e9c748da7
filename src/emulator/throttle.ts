import { ServiceError } from './errors.js';
import type { Operation } from './operation.js';
import type { Caller } from './world.js';

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** Buckets kept at most: a bucket that is dropped is a full one again. */
const MAX_BUCKETS = 10_000;

export interface Throttle {
  /** Takes one call out of its bucket, or throws. */
  admit(operation: Operation, caller: Caller, nowMs: number): void;
  /** Fills every bucket. */
  reset(): void;
}

/**
 * A token bucket for each account, region and operation that holds one second's worth of calls. AWS documents the
 * rates (https://docs.aws.amazon.com/general/latest/gr/rekognition.html), not the burst [UNC]. `tps` replaces every
 * operation's own rate; 0 switches throttling off.
 *
 * Over the rate the answer is ProvisionedThroughputExceededException, "Provisioned Rate exceeded.": the documented
 * answer to a used-up rate. ThrottlingException is documented for a sudden increase and for a service that cannot
 * keep up, which only a fault can bring about here.
 */
export function createThrottle(tps: number | undefined): Throttle {
  const buckets = new Map<string, Bucket>();

  return {
    admit(operation, { account, region }, nowMs) {
      const rate = operation.tps === undefined ? 0 : (tps ?? operation.tps);
      if (rate === 0) return;
      const key = `${account}/${region}/${operation.name}`;
      const tokens = refilled(buckets.get(key), rate, nowMs);
      if (tokens < 1)
        throw new ServiceError('ProvisionedThroughputExceededException', 'Provisioned Rate exceeded.');
      if (buckets.size >= MAX_BUCKETS) buckets.clear();
      buckets.set(key, { tokens: tokens - 1, atMs: nowMs });
    },
    reset() {
      buckets.clear();
    },
  };
}

/** A rate below one a second still lets single calls through. */
function refilled(bucket: Bucket | undefined, rate: number, nowMs: number): number {
  const size = Math.max(1, rate);
  if (!bucket) return size;
  const elapsedMs = Math.max(0, nowMs - bucket.atMs);
  return Math.min(size, bucket.tokens + (elapsedMs / 1_000) * rate);
}
