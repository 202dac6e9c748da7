import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { GatewayError } from '../domain/errors.js';
import type { Log } from '../log.js';

/**
 * What graphql-js says of values only while it executes, and without a code: a list of mistakes that was cut, and null
 * for an argument that a variable's default made look safe. Apollo takes it for a defect.
 */
const OF_VALUES = /^(Too many errors processing variables|Argument "|Variable "\$)/;

/**
 * The one way out for errors, the same for HTTP, WebSocket and SSE. The client gets its own mistakes; a defect
 * becomes an id that stands in the log beside the whole story.
 * @param shown - what graphql-js would send
 * @param error - what was thrown
 */
export function toClientError(log: Log, shown: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const origin = originOf(error);
  if (origin instanceof GatewayError) return toGatewayFailure(shown, origin);
  if (origin === null) return withoutStack(isOfValues(shown) ? toBadInput(shown) : shown);
  const id = randomUUID();
  log.error({ err: origin, id, path: shown.path }, 'defect');
  const message = `Something is wrong in the gateway. Its log has more under ${id}.`;
  return { ...positionOf(shown), message, extensions: { code: 'INTERNAL_SERVER_ERROR', id } };
}

/** The error that our code threw; null for what graphql-js or Apollo says of the document and its variables. */
function originOf(error: unknown): unknown {
  let origin: unknown = error;
  while (origin instanceof GraphQLError) {
    if (!origin.originalError) return null;
    origin = origin.originalError;
  }
  return origin;
}

function toGatewayFailure(shown: GraphQLFormattedError, error: GatewayError): GraphQLFormattedError {
  const { retryAfterMs, awsRequestId, limit, cursor, field, idempotencyKey } = error.details;
  const extensions = {
    code: toClientCode(error),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(awsRequestId && { awsRequestId }),
    ...(limit && { limit }),
    ...(cursor && { cursor }),
    ...(field && { field }),
    ...(idempotencyKey && { idempotencyKey }),
  };
  // A scalar's message comes wrapped in the variable's or argument's name: keep that.
  const message = shown.message.includes(error.message) ? shown.message : error.message;
  return { ...positionOf(shown), message, extensions };
}

/** In `userErrors` it is INVALID_INPUT. */
export function toClientCode({ code }: GatewayError): string {
  return code === 'INVALID_INPUT' ? 'BAD_USER_INPUT' : code;
}

function isOfValues({ message, extensions }: GraphQLFormattedError): boolean {
  const code = extensions?.code ?? 'INTERNAL_SERVER_ERROR';
  return code === 'INTERNAL_SERVER_ERROR' && OF_VALUES.test(message);
}

function toBadInput(shown: GraphQLFormattedError): GraphQLFormattedError {
  return { ...shown, extensions: { code: 'BAD_USER_INPUT' } };
}

/** Up to five names of a schema and some words between them; unbounded, a message full of beginnings takes seconds. */
const SUGGESTION = / ?Did you mean .{1,1000}?\?(?=$|;| )/gs;

/** A message without the names that graphql-js suggests: they would reveal the schema. */
export function withoutSuggestions(message: string): string {
  return message.replace(SUGGESTION, '');
}

function withoutStack(shown: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = shown.extensions ?? {};
  return { ...positionOf(shown), message: shown.message, extensions };
}

function positionOf({ locations, path }: GraphQLFormattedError) {
  return { ...(locations && { locations }), ...(path && { path }) };
}
