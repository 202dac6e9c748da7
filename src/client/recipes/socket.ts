// graphql-ws, the WebSocket below Apollo Client, urql and Relay.
import { type Client, createClient } from 'graphql-ws';

/** @param token - called before each connection, so that a new one takes the place of one that expired */
export function openSocket(gateway: string, token: () => string): Client {
  return createClient({
    url: `${gateway.replace(/^http/, 'ws')}/graphql`,
    connectionParams: () => ({ authorization: `Bearer ${token()}` }),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true, // by default the client gives up when a gateway that restarts refuses it
  });
}
