import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { OperationCost } from '../../domain/operation-cost.js';
import type { Reply } from './reply.js';

/** Stands between the data and what they cost. In JSON, a quotation mark within data is never bare. */
const EXTENSIONS = ',"extensions":';

/** Whether the body of an answer is data without errors. */
function isData(body: string): boolean {
  return body.startsWith('{"data":') && body.includes(EXTENSIONS);
}

/** The part of an answer's body that says nothing of its cost. */
export function dataPartOf(body: string): string {
  return body.slice(0, body.lastIndexOf(EXTENSIONS));
}

/** Whether an answer, of data without errors, has data that AWS could not confirm. */
function isStale(body: string): boolean {
  return body.slice(body.lastIndexOf(EXTENSIONS)).includes('"stale":true');
}

/** The same data with what they cost now. @param dataPart - as of `dataPartOf`: `{"data":…`, not closed */
export function withCost(dataPart: string, cost: Readonly<OperationCost>): string {
  return `${dataPart}${EXTENSIONS}${JSON.stringify(toExtensions(cost))}}`;
}

export function toBody(data: unknown, cost: Readonly<OperationCost>): string {
  return JSON.stringify({ data, extensions: toExtensions(cost) });
}

/** What an operation cost, as the caller sees it. */
export function toExtensions({
  calls,
  coalesced,
  fromCatalog,
  stale,
  pendingInstances = 0,
}: Readonly<OperationCost>) {
  const upstream = { calls, coalesced, fromCatalog };
  return { upstream, ...(stale && { stale }), ...(pendingInstances > 0 && { pendingInstances }) };
}

/**
 * The answer to a query by GET with an ETag, so that clients can revalidate it; any other reply as it is.
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

/** May be kept, and must be revalidated each time: a reader's own changes show at once, also past its browser's cache. */
const KEPT = 'private, no-cache';

function staleWhileRevalidate(ms: number): string {
  return ms < 1_000 ? '' : `, stale-while-revalidate=${Math.floor(ms / 1_000)}`;
}
