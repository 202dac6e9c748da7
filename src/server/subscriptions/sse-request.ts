import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../domain/caller.js';
import type { Cursor } from '../../domain/event.js';
import { readOperationRequest } from '../execution/operation-request.js';
import { BodyError, readJson } from '../http/body.js';
import { graphqlFailure } from '../http/reply.js';
import { traceparentOf } from '../http/request.js';
import type { SubscriptionRequest } from './subscription-engine.js';

/**
 * A client's request, by POST with a JSON body or by GET with a query string.
 * @throws BodyError with what to answer, unless it has the form of a GraphQL request
 * @throws GatewayError QUERY_TOO_LARGE for a batch, or brackets too deep
 */
export async function readSubscription(
  request: IncomingMessage,
  { search, requestId }: { readonly search: string; readonly requestId: string },
  caller: Caller,
): Promise<SubscriptionRequest> {
  const body = request.method === 'POST' ? ((await readJson(request)) ?? {}) : null;
  const { mistake, ...received } = readOperationRequest(body, search);
  if (mistake) throw malformed(mistake.parameter, mistake.expected);
  if (!received.query && !('persistedQuery' in received.extensions)) throw malformed('query', 'a string');
  return {
    ...received,
    requestId,
    caller,
    transport: 'sse',
    traceparent: traceparentOf(request),
    resumeAfter: lastEventIdOf(request),
  };
}

/** What EventSource sends when it comes back: the `id` of the last event that it got. */
function lastEventIdOf({ headers }: IncomingMessage): Cursor | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

function malformed(name: string, expected: string): BodyError {
  return new BodyError(graphqlFailure(400, 'BAD_REQUEST', `${name}: expected ${expected}.`));
}
