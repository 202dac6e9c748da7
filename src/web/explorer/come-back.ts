import type { ClientOptions } from 'graphql-ws';

/** Longest wait between two attempts to connect again. */
const MAX_WAIT_MS = 5_000;

/** A lost connection comes back, however long it takes. */
export const COME_BACK = {
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => true, // also a refused connection: the gateway is being started again
  retryWait,
} as const satisfies Partial<ClientOptions>;

/** Doubles from 250 ms; the jitter keeps many pages from coming back in the same moment. */
function retryWait(retries: number): Promise<void> {
  const waitMs = Math.min(MAX_WAIT_MS, 250 * 2 ** retries) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}
