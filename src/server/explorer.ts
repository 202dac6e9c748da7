import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Route, Routes } from './http-server.js';
import type { Reply } from './reply.js';

/**
 * Nothing from elsewhere, nothing sent elsewhere. `'self'` in connect-src is WebSockets of the same host, too.
 * Monaco writes `style` attributes and `<style>` elements, hence 'unsafe-inline' for styles, and only for them.
 */
const EXPLORER_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const HTML = 'text/html; charset=utf-8';

/** Also the list of what is served: nothing with another ending is. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ttf': 'font/ttf',
};

const NOT_BUILT = `<!doctype html>
<meta charset="utf-8">
<title>Custom Labels Gateway</title>
<p>The explorer has not been built. <code>npm run build</code> builds it. GraphQL is at <a href="graphql">/graphql</a>,
its schema at <a href="schema.graphql">/schema.graphql</a>.</p>
`;

interface Page {
  readonly headers: Readonly<Record<string, string>>;
  readonly plain: Buffer;
  readonly gzip: Buffer | null;
}

/**
 * `/` and `/explorer/<file>`: what `npm run build` has put into `directory`, read once. Requests reach these files and
 * no others.
 */
export function createExplorerRoutes(directory: string): Routes {
  const routes: Record<string, Route> = { '/': toRoute(indexPage(join(directory, 'index.html'))) };
  for (const file of existsSync(directory) ? readdirSync(directory) : []) {
    const type = CONTENT_TYPES[extname(file)];
    if (type) routes[`/explorer/${file}`] = toRoute(readPage(join(directory, file), hashedHeaders(type)));
  }
  return routes;
}

function toRoute({ headers, plain, gzip }: Page): Route {
  const asIs: Reply = { status: 200, headers, body: plain };
  const small: Reply = gzip
    ? { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzip }
    : asIs;
  return {
    methods: ['GET', 'HEAD'],
    handle: ({ request }) => (/\bgzip\b/.test(String(request.headers['accept-encoding'])) ? small : asIs),
  };
}

function indexPage(path: string): Page {
  const headers = {
    'content-type': HTML,
    'cache-control': 'no-cache',
    'content-security-policy': EXPLORER_CSP,
    vary: 'accept-encoding',
  };
  return existsSync(path) ? readPage(path, headers) : { headers, plain: Buffer.from(NOT_BUILT), gzip: null };
}

/** Their names change with their contents. Workers take their policy from their own answer, so it is here, too. */
function hashedHeaders(type: string): Record<string, string> {
  return {
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': EXPLORER_CSP,
    vary: 'accept-encoding',
  };
}

function readPage(path: string, headers: Record<string, string>): Page {
  const gzip = `${path}.gz`;
  return { headers, plain: readFileSync(path), gzip: existsSync(gzip) ? readFileSync(gzip) : null };
}
