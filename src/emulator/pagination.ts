import { createHash } from 'node:crypto';
import { ServiceError } from './errors.js';

const SEAL_BYTES = 12;

interface PageRequest {
  /** What the token is tied to: the operation, its caller and its filters. */
  readonly scope: readonly unknown[];
  /** An empty token means the first page: AWS's own samples send one. */
  readonly token?: string | undefined;
  readonly limit: number;
}

/**
 * One page of a list, latest first, and the token of the next page only if there is one. A token says after which
 * item to go on, so that insertions and deletions neither repeat nor skip the others. Its lifetime is not documented
 * [UNC]; ours never ends. Throws InvalidPaginationTokenException for a token of another request.
 */
export function pageOf<T extends { readonly createdAtMs: number; readonly name: string }>(
  items: readonly T[],
  { scope, token, limit }: PageRequest,
): { readonly page: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const after = token ? unseal(token, scope) : undefined;
  const keyed = items.map((item) => ({ item, key: keyOf(item) })).sort((a, b) => (a.key < b.key ? 1 : -1));
  const rest = after === undefined ? keyed : keyed.filter(({ key }) => key < after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const more = last !== undefined && rest.length > limit;
  return { page: page.map(({ item }) => item), next: more ? { NextToken: seal(last.key, scope) } : {} };
}

/** Names are unique within a list, moments are not. */
function keyOf({ createdAtMs, name }: { createdAtMs: number; name: string }): string {
  return `${String(createdAtMs).padStart(15, '0')}/${name}`;
}

function seal(key: string, scope: readonly unknown[]): string {
  return Buffer.concat([sealOf(key, scope), Buffer.from(key)]).toString('base64url');
}

function unseal(token: string, scope: readonly unknown[]): string {
  const bytes = Buffer.from(token, 'base64url');
  const key = bytes.subarray(SEAL_BYTES).toString();
  if (bytes.length > SEAL_BYTES && seal(key, scope) === token) return key;
  throw new ServiceError('InvalidPaginationTokenException', 'Invalid Pagination Token');
}

function sealOf(key: string, scope: readonly unknown[]): Buffer {
  const text = JSON.stringify([key, ...scope]);
  return createHash('sha256').update(text).digest().subarray(0, SEAL_BYTES);
}
