import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import type { CallContext } from '../../upstream/port.js';

export interface AgeSettings {
  /** Up to this age nothing is refreshed. */
  readonly readMaxAgeMs: number;
  /** Up to this age an answer is given at once and refreshed behind the reader. Default, and 0: never. */
  readonly readRevalidateMs?: number;
  /** The same for what holds a version in transition. */
  readonly transitionMaxAgeMs?: number;
}

/** Ages of what the catalog knows, in milliseconds; `revalidateAfterMs` is the least. */
export interface AgeLimits {
  /** Older than this, it is refreshed. */
  readonly revalidateAfterMs: number;
  /** Older than this, the reader waits for that. */
  readonly waitAfterMs: number;
  /** As `waitAfterMs`, for what is on its way to another status. */
  readonly waitInTransitionAfterMs: number;
}

const ANY_AGE: AgeLimits = {
  revalidateAfterMs: Number.POSITIVE_INFINITY,
  waitAfterMs: Number.POSITIVE_INFINITY,
  waitInTransitionAfterMs: Number.POSITIVE_INFINITY,
};

export interface AgeLimitsOf {
  readonly usual: AgeLimits;
  readonly limitsOf: (callContext: CallContext) => AgeLimits;
}

/** The limits for one reader. A mutation has to know what is so now; a request may ask for less age than is usual. */
export function createAgeLimits(settings: AgeSettings): AgeLimitsOf {
  const { readMaxAgeMs, readRevalidateMs = 0, transitionMaxAgeMs = 0 } = settings;
  const usual: AgeLimits = {
    revalidateAfterMs: readMaxAgeMs,
    waitAfterMs: Math.max(readMaxAgeMs, readRevalidateMs),
    waitInTransitionAfterMs: Math.max(readMaxAgeMs, Math.min(readRevalidateMs, transitionMaxAgeMs)),
  };
  const ofMutation = atMost(usual, readMaxAgeMs);
  function limitsOf({ priority, freshness }: CallContext): AgeLimits {
    if (priority === 'mutation') return ofMutation;
    if (!freshness) return usual;
    return freshness.onlyIfCached ? ANY_AGE : atMost(usual, freshness.maxAgeMs);
  }

  return { usual, limitsOf };
}

function atMost(limits: AgeLimits, maxAgeMs: number): AgeLimits {
  return {
    revalidateAfterMs: Math.min(limits.revalidateAfterMs, maxAgeMs),
    waitAfterMs: Math.min(limits.waitAfterMs, maxAgeMs),
    waitInTransitionAfterMs: Math.min(limits.waitInTransitionAfterMs, maxAgeMs),
  };
}

/** The same for what is kept outside of the catalog, and never refreshed behind the reader. */
export function maxAgeFor({ priority, freshness }: CallContext, maxAgeMs: number): number {
  if (!freshness || priority === 'mutation') return maxAgeMs;
  return freshness.onlyIfCached ? Number.POSITIVE_INFINITY : Math.min(maxAgeMs, freshness.maxAgeMs);
}

export function asksOnlyIfCached({ priority, freshness }: CallContext): boolean {
  return priority !== 'mutation' && freshness?.onlyIfCached === true;
}

export function notCached(): GatewayError {
  return new GatewayError(
    'UPSTREAM_UNAVAILABLE',
    'Cache-Control: only-if-cached: this is not known here yet. Without only-if-cached, AWS is called.',
  );
}

/** How long an operation waits for a fresh answer while a stale one is known. */
const STALE_PATIENCE_MS = 2_000;

/**
 * Waits for `work`, but not for long, and an operation that has waited in vain not again. Returns false if it still runs
 * then: its later failure is ignored. Rejects as `work` does, if that is in time.
 */
export async function isDoneInTime(
  clock: Clock,
  { patience }: CallContext,
  work: Promise<unknown>,
): Promise<boolean> {
  const isDone = await isDoneWithin(clock, patience?.isOver ? 0 : STALE_PATIENCE_MS, work);
  if (!isDone && patience) patience.isOver = true;
  return isDone;
}

function isDoneWithin(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(ms, () => resolve(false));
    work.then(() => resolve(true), reject).finally(callOff);
  });
}
