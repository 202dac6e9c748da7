import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from './protocols/protocol.js';

/** Which pages in browsers may call AWS's operations, and by which names the emulator may be called. */
export interface BrowserRules {
  /** Besides pages of the emulator's own address; `*` lets every page in. */
  readonly origins: readonly string[];
  /** It listens to this machine alone, so only names of this machine are its own. */
  readonly isLocal: boolean;
}

const LOOPBACK_NAME = /^(localhost|([\w-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

export function browserRules(host: string, origins: readonly string[]): BrowserRules {
  return { origins, isLocal: LOOPBACK_HOST.test(host) };
}

/**
 * Why a request is not taken; undefined if it is. Programs send no Origin. A page that made a name of its own point to
 * this machine sends that name as Host.
 */
export function refusalOf(
  headers: IncomingHttpHeaders,
  { origins, isLocal }: BrowserRules,
): Reply | undefined {
  if (origins.includes('*')) return undefined;
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  if (isLocal && !LOOPBACK_NAME.test(host))
    return refuse(421, 'Expected a loopback name as the host, for example 127.0.0.1 or localhost.');
  if (origin !== undefined && origins.includes(origin)) return undefined;
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (!isForeign && (origin === undefined || hostOf(origin) === host.toLowerCase())) return undefined;
  return refuse(403, 'Pages of other sites may not use the emulator. EMULATOR_ORIGINS lists those that may.');
}

/** Browser clients sign their requests themselves, so a page that may call does not need more than this. */
export function corsHeaders({ origin }: IncomingHttpHeaders): Record<string, string> {
  if (origin === undefined) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers':
      'x-amzn-RequestId, x-amzn-ErrorType, x-amz-request-id, Date, ETag, Retry-After',
    Vary: 'Origin',
  };
}

/** The answer to a preflight. A star would not cover Authorization, so the wanted headers are named back. */
export function preflightHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return {
    ...corsHeaders(headers),
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, OPTIONS',
    'Access-Control-Allow-Headers': String(headers['access-control-request-headers'] ?? '*'),
    'Access-Control-Max-Age': '86400',
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function refuse(status: number, message: string): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json' },
    body: `${JSON.stringify({ message })}\n`,
  };
}
