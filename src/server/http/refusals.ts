import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../../domain/errors.js';
import { graphqlFailure, type Reply } from './reply.js';

const STATUS_OF: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  QUERY_TOO_LARGE: 400,
  // What clients that send hashes first are used to.
  PERSISTED_QUERY_NOT_FOUND: 200,
  PERSISTED_QUERY_NOT_SUPPORTED: 200,
  TOO_MANY_REQUESTS: 429,
  UPSTREAM_UNAVAILABLE: 503,
  UPSTREAM_THROTTLED: 503,
  UPSTREAM_ACCESS_DENIED: 502,
  UPSTREAM_FAILED: 502,
};

/** What a request is answered that may not become an operation; null for an error that is no such refusal. */
export function toRefusal(error: unknown): Reply | null {
  if (!(error instanceof GatewayError)) return null;
  const { code, message, details } = error;
  const status = STATUS_OF[code];
  if (status === undefined) return null;
  const { retryAfterMs, limit } = details;
  const headers = {
    ...(code === 'UNAUTHENTICATED' && { 'www-authenticate': 'Bearer' }),
    ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) }),
  };
  return graphqlFailure(status, code, message, { retryAfterMs, limit }, headers);
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
