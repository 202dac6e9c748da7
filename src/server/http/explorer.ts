import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
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

const INDEX = 'index.html';
const INDEX_HEADERS = {
  'content-type': HTML,
  'cache-control': 'no-cache',
  'content-security-policy': EXPLORER_CSP,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  vary: 'accept-encoding',
};

const NOT_BUILT_HTML = `<!doctype html>
<meta charset="utf-8">
<title>Custom Labels Gateway</title>
<p>The explorer has not been built. <code>npm run build</code> builds it. GraphQL is at <a href="graphql">/graphql</a>,
its schema at <a href="schema.graphql">/schema.graphql</a>.</p>
`;
const NOT_BUILT: Route = {
  methods: ['GET', 'HEAD'],
  handle: () => ({ status: 200, headers: INDEX_HEADERS, body: NOT_BUILT_HTML }),
};

type Headers = Readonly<Record<string, string>>;

/**
 * `/` and `/explorer/<file>`: what `npm run build` had put into `directory` when this was called, and no other files.
 * They are read when they are requested, which is seldom: browsers keep them.
 */
export function createExplorerRoutes(directory: string): Routes {
  const files = new Set(existsSync(directory) ? readdirSync(directory) : []);
  const toRoute = (file: string, headers: Headers): Route => ({
    methods: ['GET', 'HEAD'],
    handle: ({ request }) => {
      const isSmall = files.has(`${file}.gz`) && /\bgzip\b/.test(String(request.headers['accept-encoding']));
      return isSmall ? read(`${file}.gz`, { ...headers, 'content-encoding': 'gzip' }) : read(file, headers);
    },
  });
  const read = async (file: string, headers: Headers): Promise<Reply> => {
    return { status: 200, headers, body: await readFile(join(directory, file)) };
  };
  const routes: Record<string, Route> = { '/': files.has(INDEX) ? toRoute(INDEX, INDEX_HEADERS) : NOT_BUILT };
  for (const file of files) {
    const type = CONTENT_TYPES[extname(file)];
    if (type) routes[`/explorer/${file}`] = toRoute(file, hashedHeaders(type));
  }
  return routes;
}

/** Their names change with their contents. Workers take their policy from their own answer, so it is here, too. */
function hashedHeaders(type: string): Headers {
  return {
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': EXPLORER_CSP,
    vary: 'accept-encoding',
  };
}
