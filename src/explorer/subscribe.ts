import { createClient, type FormattedExecutionResult, type Sink } from 'graphql-ws';
import { type Operation, resumable } from './resume.js';

/** Longest wait between two attempts to connect again. */
const MAX_WAIT_MS = 5_000;
/** A connection that shows no life for so long is looked after. */
const KEEP_ALIVE_MS = 10_000;

/**
 * Runs a subscription over a WebSocket of its own until the answer is called. A lost connection comes back, however
 * long it takes, and goes on after the last event.
 */
export function subscribe(
  operation: Operation,
  headers: Record<string, unknown>,
  sink: Sink<FormattedExecutionResult<Record<string, unknown>, unknown>>,
  onConnection: (isUp: boolean) => void = () => {},
): () => void {
  const { payload, note } = resumable(operation);
  const client = createClient({
    url: new URL('graphql', document.baseURI).href.replace(/^http/, 'ws'),
    connectionParams: headers,
    keepAlive: KEEP_ALIVE_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait,
    on: { connected: () => onConnection(true), closed: () => onConnection(false) },
  });
  client.subscribe(payload, {
    ...sink,
    next(result) {
      note(result);
      sink.next(result);
    },
  });
  return () => void client.dispose();
}

/** Doubles from 250 ms; the jitter keeps many pages from coming back in the same moment. */
function retryWait(retries: number): Promise<void> {
  const waitMs = Math.min(MAX_WAIT_MS, 250 * 2 ** retries) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}
