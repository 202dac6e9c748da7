import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';

/** Sent with every answer: nothing here is meant to be guessed at, framed or indexed. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** The whole head, for a reply that is sent many times. */
  readonly head?: readonly string[];
  /** Of the oldest part of the answer; absent or null where it has no age. */
  readonly ageSeconds?: number | null;
}

/** Says that what the client has is still true: it has no body, and its length is not that of none. */
const NOT_MODIFIED = 304;

/** 304 without a body, if the client has what `reply` says. */
export function unlessKnown(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  reply: Reply,
): Reply {
  const { etag } = reply.headers;
  const known = headers['if-none-match'];
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead || etag === undefined || known === undefined) return reply;
  const isKnown = known.split(',').some((it) => it.trim() === '*' || opaqueTagOf(it) === opaqueTagOf(etag));
  if (!isKnown) return reply;
  const { 'content-type': _, ...kept } = reply.headers;
  return { status: NOT_MODIFIED, headers: kept, body: '', ageSeconds: reply.ageSeconds ?? null };
}

/** A proxy may have made a strong one weak: here they compare alike. https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.2 */
function opaqueTagOf(etag: string): string {
  return etag.trim().replace(/^W\//, '');
}

/** @param requestId - sent to the client, which can name it to an operator */
export function send(response: ServerResponse, reply: Reply, requestId: string): void {
  const head = [...(reply.head ?? toHead(reply)), 'x-request-id', requestId];
  if (typeof reply.ageSeconds === 'number') head.push('age', String(reply.ageSeconds));
  response.writeHead(reply.status, head);
  response.end(reply.body);
}

/** The same reply, with all done that can be done before it is sent. */
export function pack(reply: Reply): Reply & { readonly body: Buffer } {
  return { ...reply, head: toHead(reply), body: Buffer.from(reply.body) };
}

/** Names and values in turn: node:http writes such a list twice as fast as an object. */
function toHead({ status, headers, body }: Reply): readonly string[] {
  const head = heads.get(headers) ?? Object.entries({ ...SECURITY_HEADERS, ...headers }).flat();
  heads.set(headers, head);
  return status === NOT_MODIFIED ? head : [...head, 'content-length', String(Buffer.byteLength(body))];
}

/** Of headers that go with one answer after the other. */
const heads = new WeakMap<Reply['headers'], readonly string[]>();

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

/** A request that never became a GraphQL operation, in the form of a GraphQL error. */
export function graphqlFailure(
  status: number,
  code: string,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return json(
    status,
    { errors: [new GraphQLError(message, { extensions: { code, ...extensions } })] },
    headers,
  );
}
