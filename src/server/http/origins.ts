import type { IncomingMessage } from 'node:http';
import type { Route } from './http-server.js';
import { graphqlFailure, json, type Reply } from './reply.js';

type Headers = Pick<IncomingMessage, 'headers'>;

/**
 * Whether a page of our own or of an allowed origin, or no page at all, asks. Browsers let any page open a WebSocket, or
 * read an address as an event stream, but say which page it was: in `Origin` and, the newer ones, in `Sec-Fetch-Site`.
 */
export function admitsPage({ headers }: Headers, allowedOrigins: readonly string[]): boolean {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && allowedOrigins.includes(origin)) return true;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || hostOf(origin) === host?.toLowerCase();
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/**
 * Whether a request names this machine as its host. Where everybody who can connect may do everything, a page whose own
 * name was made to point to this machine (DNS rebinding) must not be taken for one of ours.
 */
export function namesLoopback({ headers }: Headers): boolean {
  return /^(localhost|([\w-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? '');
}

/** For what `admitsPage` does not admit. */
export const OTHER_PAGE: Reply = graphqlFailure(403, 'FORBIDDEN', 'Pages of other sites may not read this.');

const MISDIRECTED: Reply = json(421, { message: 'Expected a loopback address as the host: AUTH is none.' });

/** Refuses what does not name this machine. */
export function refuseOtherHosts(request: Headers): Reply | null {
  return namesLoopback(request) ? null : MISDIRECTED;
}

const PREFLIGHT_MAX_AGE_S = '600';
const ALLOWED_HEADERS =
  'content-type, authorization, x-api-key, x-request-id, last-event-id, apollo-require-preflight';

/** The same route, also for pages of these origins. Without any it stays as it is. */
export function withCors(route: Route, allowedOrigins: readonly string[]): Route {
  if (allowedOrigins.length === 0) return route;
  return {
    methods: [...route.methods, 'OPTIONS'],
    handle(exchange) {
      const { request, response } = exchange;
      const { origin } = request.headers;
      response.setHeader('vary', 'origin');
      if (origin !== undefined && allowedOrigins.includes(origin)) {
        response.setHeader('access-control-allow-origin', origin);
        response.setHeader('access-control-expose-headers', 'x-request-id, retry-after');
      }
      return request.method === 'OPTIONS' ? preflight(route) : route.handle(exchange);
    },
  };
}

function preflight({ methods }: Route): Reply {
  const headers = {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': ALLOWED_HEADERS,
    'access-control-max-age': PREFLIGHT_MAX_AGE_S,
  };
  return { status: 204, headers, body: '' };
}
