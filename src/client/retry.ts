import { type GatewayError, isTransient } from './errors.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

export interface RetryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called before each wait. */
  readonly onRetry?: ((error: GatewayError, waitMs: number) => void) | undefined;
}

/** What is between one try and the next. */
interface Retries {
  /**
   * Waits as long as is due after this failure.
   * @throws the signal's reason, or the failure itself: one for good, or one that would be waited for too long
   */
  pause(error: unknown): Promise<void>;
  /** The next failure counts as the first. */
  forget(): void;
  /** From now on, for as long as it takes. */
  goOn(): void;
}

export function createRetries(forMs: number, { signal, onRetry }: RetryOptions): Retries {
  let untilMs = Date.now() + forMs;
  let failures = 0;
  return {
    async pause(error) {
      signal?.throwIfAborted();
      if (!isTransient(error)) throw error;
      failures += 1;
      const waitMs = backoffMs(error, failures);
      if (Date.now() + waitMs > untilMs) throw error;
      onRetry?.(error, waitMs);
      await wait(waitMs, signal);
    },
    forget() {
      failures = 0;
    },
    goOn() {
      untilMs = Number.POSITIVE_INFINITY;
    },
  };
}

/**
 * Tries until it succeeds, fails for good, or would have to wait past `forMs`.
 * @throws what `act` threw last, or the signal's reason
 */
export async function retrying<T>(act: () => Promise<T>, forMs: number, options: RetryOptions): Promise<T> {
  const retries = createRetries(forMs, options);
  for (;;) {
    try {
      return await act();
    } catch (error) {
      await retries.pause(error);
    }
  }
}

/**
 * Doubles with each failure in a row, and takes a random point in the upper half, so that clients which were cut off
 * together do not come back together; never less than the gateway asks for.
 */
function backoffMs(error: GatewayError, failures: number): number {
  const ceilingMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  return Math.max(error.retryAfterMs ?? 0, ceilingMs * (0.5 + Math.random() / 2));
}

/** @throws the signal's reason */
function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
