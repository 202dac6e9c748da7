// graphql-ws, the WebSocket below Apollo Client, urql and Relay.
import { type Client, createClient } from 'graphql-ws';

const LONGEST_WAIT_MS = 10_000;

/** @param token - called before each connection, so that a new one takes the place of one that expired */
export function openSocket(gateway: string, token: () => string): Client {
  return createClient({
    url: `${gateway.replace(/^http/, 'ws')}/graphql`,
    connectionParams: () => ({ authorization: `Bearer ${token()}` }),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true, // by default the client gives up when a gateway that restarts refuses it
    retryWait, // by default it doubles without end: after an hour's outage the client would be away for another
  });
}

/** The jitter keeps many clients from coming back in the same moment. */
function retryWait(retries: number): Promise<void> {
  const waitMs = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** retries) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}
