import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of our own, or no page at all, asks. Browsers let any page open a WebSocket, or read an address as an
 * event stream, but say which page it was: in `Origin` and, the newer ones, in `Sec-Fetch-Site`.
 */
export function isSameOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || hostOf(origin) === host?.toLowerCase();
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
