import type { IncomingMessage } from 'node:http';
import type { Route } from './http-server.js';
import { graphqlFailure, json, type Reply } from './reply.js';

type Headers = Pick<IncomingMessage, 'headers'>;

/**
 * Whether a request comes from a page of our own or of an allowed origin, or from no page. Browsers let any page open a
 * WebSocket, or read an address as an event stream, but say which page it was: in `Origin` and, the newer ones, in
 * `Sec-Fetch-Site`.
 */
export function admitsPage({ headers }: Headers, allowedOrigins: readonly string[]): boolean {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && allowedOrigins.includes(origin)) return true;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || hostOf(origin) === host?.toLowerCase();
}

/** Headers that a page of another origin can only send after a preflight, which fails unless its origin is allowed. */
const PREFLIGHT_HEADERS = [
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'x-api-key',
  'authorization',
];

/**
 * Whether no page of another site made a browser send this GET. The name that a browser gives itself counts only where it
 * says nothing else: an old one, and every one over plain HTTP to another machine, sends no `Sec-Fetch-Site`.
 * @param isAdmitted - as {@link admitsPage} says
 */
export function admitsRead({ headers }: Headers, isAdmitted: boolean): boolean {
  const { host, origin, referer, 'sec-fetch-site': site, 'user-agent': agent = '' } = headers;
  if (!isAdmitted || origin !== undefined || site !== undefined) return isAdmitted;
  if (PREFLIGHT_HEADERS.some((name) => headers[name] !== undefined)) return true;
  if (headers['content-type']?.startsWith('application/json')) return true; // no page sends it without a preflight
  if (referer !== undefined) return hostOf(referer) === host?.toLowerCase();
  return !agent.startsWith('Mozilla/');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/**
 * Whether a request names this machine as its host. Without authentication, a page of a site with a
 * name that was made to point to this machine (DNS rebinding) must not be taken for one of ours.
 */
export function namesLoopback({ headers }: Headers): boolean {
  return /^(localhost|([\w-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? '');
}

const MISDIRECTED: Reply = json(421, { message: 'Expected a loopback address as the host: AUTH is none.' });

/** Refuses what does not name this machine. */
export function refuseOtherHosts(request: Headers): Reply | null {
  return namesLoopback(request) ? null : MISDIRECTED;
}

const PREFLIGHT_MAX_AGE_S = '600';
const ALLOWED_HEADERS =
  'content-type, authorization, x-api-key, x-request-id, last-event-id, cache-control, apollo-require-preflight';

/** The same route, also for pages of these origins; a preflight of another page is told which setting would admit it. */
export function withCors(route: Route, allowedOrigins: readonly string[]): Route {
  return {
    methods: [...route.methods, 'OPTIONS'],
    handle(exchange) {
      const { request, response } = exchange;
      const { origin } = request.headers;
      const isAllowed = origin !== undefined && allowedOrigins.includes(origin);
      if (allowedOrigins.length > 0) response.setHeader('vary', 'origin');
      if (isAllowed) {
        response.setHeader('access-control-allow-origin', origin);
        response.setHeader('access-control-expose-headers', 'x-request-id, retry-after, age');
      }
      if (request.method !== 'OPTIONS') return route.handle(exchange);
      return isAllowed ? preflight(route) : refuseOtherPage(request);
    },
  };
}

/** Tells the setting that would admit the page, and nothing of the origins that are allowed. */
function pageRefused({ headers: { origin } }: Headers): string {
  const page =
    origin !== undefined && origin.length <= MAX_ORIGIN ? ` of ${JSON.stringify(origin)}` : ' of other sites';
  return `Pages${page} may not use this gateway. The setting ALLOWED_ORIGINS lists the origins whose pages may, such as https://tools.example.com.`;
}

/** Characters that are told again. */
const MAX_ORIGIN = 100;

function preflight({ methods }: Route): Reply {
  const headers = {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': ALLOWED_HEADERS,
    'access-control-max-age': PREFLIGHT_MAX_AGE_S,
  };
  return { status: 204, headers, body: '' };
}

/** The answer to a page of another origin: it names the setting that would let it in. */
export function refuseOtherPage(request: Headers): Reply {
  return graphqlFailure(403, 'FORBIDDEN', pageRefused(request));
}
