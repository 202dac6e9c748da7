import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a client may call its request: anything that is harmless in a log and a header. */
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The client's own `x-request-id`, or a new one. It stands in every log line of the request. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const value = headers['x-request-id'];
  return typeof value === 'string' && REQUEST_ID.test(value) ? value : randomUUID();
}

/** Where the client's request stands in a trace of its own, unread; the tracer checks it. */
export function traceparentOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const value = headers.traceparent;
  return typeof value === 'string' ? value : undefined;
}
