import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { dataPartOf, isData, isStale } from './graphql-body.js';
import type { Reply } from './reply.js';

/**
 * The answer to a query by GET with what lets clients ask whether it changed; any other reply as it is.
 * @param staleWhileRevalidateMs - up to which age the gateway gives it while it refreshes it; 0: it waits
 */
export function withEtag(
  { method }: Pick<IncomingMessage, 'method'>,
  reply: Reply,
  staleWhileRevalidateMs: number,
): Reply {
  const body = String(reply.body);
  if (method !== 'GET' || reply.status !== 200 || !isData(body)) return reply;
  const hash = createHash('sha256').update(dataPartOf(body));
  if (isStale(body)) hash.update('stale'); // else 304 would say of an old answer that it is true
  const etag = `W/"${hash.digest('base64url')}"`;
  return {
    ...reply,
    headers: {
      ...reply.headers,
      etag,
      'cache-control': isStale(body) ? KEPT : KEPT + staleWhileRevalidate(staleWhileRevalidateMs),
      vary: 'authorization, x-api-key, origin, accept',
    },
  };
}

/** May be kept, and asked about each time: a reader's own changes show at once, also past its browser's cache. */
const KEPT = 'private, no-cache';

function staleWhileRevalidate(ms: number): string {
  return ms < 1_000 ? '' : `, stale-while-revalidate=${Math.floor(ms / 1_000)}`;
}

/** 304 without a body, if the client has what `reply` says. */
export function unlessKnown(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  reply: Reply,
): Reply {
  const { etag } = reply.headers;
  const known = headers['if-none-match'];
  if (method !== 'GET' || etag === undefined || known === undefined) return reply;
  const isKnown = known.split(',').some((it) => it.trim() === etag || it.trim() === '*');
  if (!isKnown) return reply;
  const { 'content-type': _, ...kept } = reply.headers;
  return { status: 304, headers: kept, body: '', ageSeconds: reply.ageSeconds ?? null };
}
