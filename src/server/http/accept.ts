import type { IncomingMessage } from 'node:http';
import type { Reply } from './reply.js';

/**
 * Whether a client takes an event stream and no JSON: clients ask so for subscriptions, and for queries they name JSON
 * among other things that they would take.
 */
export function takesOnlyEvents({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { accept } = headers;
  if (accept === undefined || !/\btext\/event-stream\b/i.test(accept)) return false;
  return !/[/+]json\b|\*\/\*|\bapplication\/\*/i.test(accept);
}

/**
 * A refusal in the media type of GraphQL, for a client that takes it: such a client reads the errors whatever the status,
 * and must not trust another type's (GraphQL over HTTP, 6.4).
 */
export function asGraphql({ headers }: Pick<IncomingMessage, 'headers'>, refusal: Reply): Reply {
  if (!headers.accept?.includes('application/graphql-response+json')) return refusal;
  const contentType = { 'content-type': 'application/graphql-response+json; charset=utf-8' };
  return { ...refusal, headers: { ...refusal.headers, ...contentType } };
}
