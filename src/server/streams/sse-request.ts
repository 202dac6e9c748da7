import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../domain/caller.js';
import type { Cursor } from '../../domain/event.js';
import { checkNesting } from '../../domain/nesting.js';
import { BodyError, readJson } from '../body.js';
import { graphqlFailure } from '../reply.js';
import { traceparentOf } from '../request.js';
import type { SubscriptionRequest } from './engine.js';

/**
 * What a client asks for, by POST with a JSON body or by GET with a query string.
 * @throws BodyError with what to answer, unless it has the form of a GraphQL request
 * @throws GatewayError QUERY_TOO_LARGE for a batch, or brackets too deep
 */
export async function readSubscription(
  request: IncomingMessage,
  { search, requestId }: { readonly search: string; readonly requestId: string },
  caller: Caller,
): Promise<SubscriptionRequest> {
  const given = request.method === 'POST' ? await readJson(request) : parseSearch(search);
  const { query, operationName, variables } = isObject(given) ? given : {};
  if (typeof query !== 'string') throw malformed('query', 'a string');
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw malformed('operationName', 'a string');
  if (!isAbsent(variables) && !isObject(variables)) throw malformed('variables', 'an object');
  return {
    query,
    operationName: operationName ?? null,
    variables: variables ?? {},
    requestId,
    caller,
    transport: 'sse',
    traceparent: traceparentOf(request),
    resumeAfter: lastEventIdOf(request),
  };
}

function parseSearch(search: string): Record<string, unknown> {
  const { variables, ...given } = Object.fromEntries(new URLSearchParams(search));
  if (variables) checkNesting(variables);
  try {
    return { ...given, variables: variables ? JSON.parse(variables) : null };
  } catch {
    throw malformed('variables', 'a JSON object');
  }
}

/** What EventSource sends when it comes back: the `id` of the last event that it got. */
function lastEventIdOf({ headers }: IncomingMessage): Cursor | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(name: string, expected: string): BodyError {
  return new BodyError(graphqlFailure(400, 'BAD_REQUEST', `${name}: expected ${expected}.`));
}
