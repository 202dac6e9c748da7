import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../domain/caller.js';
import type { Cursor } from '../../domain/event.js';
import { checkNesting } from '../../domain/nesting.js';
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
  const members = request.method === 'POST' ? await readJson(request) : parseSearch(search);
  const { query, operationName, variables, extensions } = isObject(members) ? members : {};
  if (!isAbsent(query) && typeof query !== 'string') throw malformed('query', 'a string');
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw malformed('operationName', 'a string');
  if (!isAbsent(variables) && !isObject(variables)) throw malformed('variables', 'an object');
  if (!isAbsent(extensions) && !isObject(extensions)) throw malformed('extensions', 'an object');
  if (!query && !extensions) throw malformed('query', 'a string');
  return {
    query: query ?? null,
    operationName: operationName ?? null,
    variables: variables ?? {},
    extensions: extensions ?? {},
    requestId,
    caller,
    transport: 'sse',
    traceparent: traceparentOf(request),
    resumeAfter: lastEventIdOf(request),
  };
}

function parseSearch(search: string): Record<string, unknown> {
  const { variables, extensions, ...rest } = Object.fromEntries(new URLSearchParams(search));
  return {
    ...rest,
    variables: parseParameter('variables', variables),
    extensions: parseParameter('extensions', extensions),
  };
}

function parseParameter(name: string, text: string | undefined): unknown {
  if (!text) return null;
  checkNesting(text);
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(name, 'a JSON object');
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
