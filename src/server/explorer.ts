import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Reply } from './reply.js';

/**
 * Nothing from elsewhere, nothing sent elsewhere. `'self'` in connect-src is WebSockets of the same host, too.
 * Monaco writes `style` attributes and `<style>` elements, hence 'unsafe-inline' for styles, and only for them.
 */
export const EXPLORER_CSP = [
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

/** Answers `/` and `/explorer/<file>`; null for every other path. */
export type ExplorerRoute = (path: string, acceptEncoding?: string) => Reply | null;

interface Page {
  readonly headers: Readonly<Record<string, string>>;
  readonly plain: Buffer;
  readonly gzip: Buffer | null;
}

/** Reads what `npm run build` has put into `directory`, once. Requests reach these files and no others. */
export function createExplorerRoute(directory: string): ExplorerRoute {
  const pages = new Map<string, Page>();
  for (const file of existsSync(directory) ? readdirSync(directory) : []) {
    const type = CONTENT_TYPES[extname(file)];
    if (type) pages.set(`/explorer/${file}`, readPage(join(directory, file), hashedHeaders(type)));
  }
  pages.set('/', indexPage(join(directory, 'index.html')));

  return (path, acceptEncoding = '') => {
    const page = pages.get(path);
    if (!page) return null;
    const { headers, plain, gzip } = page;
    if (!gzip || !/\bgzip\b/.test(acceptEncoding)) return { status: 200, headers, body: plain };
    return { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzip };
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
