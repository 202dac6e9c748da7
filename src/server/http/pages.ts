import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Handler, Route, Routes } from './http-server.js';
import { json, type Reply } from './reply.js';

/** A page that `npm run build` has put into a folder. */
export interface Page {
  /** Its files are at `/<name>/<file>`. */
  readonly name: string;
  /** Where the page itself is. */
  readonly address: string;
  readonly directory: string;
  /** Monaco writes `style` attributes and `<style>` elements. Scripts are never inline. */
  readonly inlineStyles: boolean;
  /** What the page is to know; `{{explorer}}` in its HTML becomes the value of `explorer`. */
  readonly facts?: Readonly<Record<string, string>>;
}

type Headers = Readonly<Record<string, string>>;

/** Also the list of what is served: nothing with another ending is. */
const CONTENT_TYPES: Headers = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ttf': 'font/ttf',
};

const INDEX = 'index.html';
const NOTHING_HERE = 'nothing-here.html';

/**
 * The page at its address, and its files: what the folder had in it when this was called, and nothing else. The files
 * are read when they are asked for, which is seldom: browsers keep them.
 */
export function createPageRoutes(page: Page): Routes {
  const { name, address, directory } = page;
  const policy = policyOf(page);
  const files = new Set(existsSync(directory) ? readdirSync(directory) : []);
  const read = async (file: string, headers: Headers): Promise<Reply> => {
    return { status: 200, headers, body: await readFile(join(directory, file)) };
  };
  const toRoute = (file: string, headers: Headers): Route => ({
    methods: ['GET', 'HEAD'],
    handle: ({ request }) => {
      const isSmall = files.has(`${file}.gz`) && /\bgzip\b/.test(String(request.headers['accept-encoding']));
      return isSmall ? read(`${file}.gz`, { ...headers, 'content-encoding': 'gzip' }) : read(file, headers);
    },
  });
  const html = files.has(INDEX) ? fill(readFileSync(join(directory, INDEX), 'utf8'), page) : notBuilt(name);
  const routes: Record<string, Route> = { [address]: indexRoute(html, policy) };
  if (address !== '/') routes[`${address}/`] = redirectRoute(address);
  for (const file of files) {
    const type = CONTENT_TYPES[extname(file)];
    if (type) routes[`/${name}/${file}`] = toRoute(file, hashedHeaders(type, policy));
  }
  return routes;
}

/** Nothing from elsewhere, nothing sent elsewhere. `'self'` in connect-src is WebSockets of the same host, too. */
function policyOf({ inlineStyles }: Page): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${inlineStyles ? " 'unsafe-inline'" : ''}`,
    "worker-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function indexRoute(html: string, policy: string): Route {
  const headers = htmlHeaders(policy);
  return { methods: ['GET', 'HEAD'], handle: () => ({ status: 200, headers, body: html }) };
}

/** Without the slash that somebody has typed at its end; relative, for the gateway may have a path before it. */
function redirectRoute(address: string): Route {
  const to = `..${address}`;
  return {
    methods: ['GET', 'HEAD'],
    handle: ({ search }) => ({ status: 308, headers: { location: `${to}${search}` }, body: '' }),
  };
}

function htmlHeaders(policy: string): Headers {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  };
}

/**
 * What every other address answers: a browser gets the page that says so from the page's folder, others JSON.
 * @param page - null: no pages are served
 */
export function createFallback(page: Page | null): Handler {
  const nothing = json(404, { message: 'There is nothing here. GraphQL is at /graphql.' });
  if (!page || !existsSync(join(page.directory, NOTHING_HERE))) return () => nothing;
  const html = fill(readFileSync(join(page.directory, NOTHING_HERE), 'utf8'), page);
  const headers = { ...htmlHeaders(policyOf(page)), vary: 'accept' };
  return ({ request }) => {
    if (!/\btext\/html\b/i.test(request.headers.accept ?? '')) return nothing;
    return { status: 404, headers, body: html.replaceAll('{{root}}', rootFrom(request.url ?? '/')) };
  };
}

/** Deeper than any address of ours; below it the answer stays as small as it is. */
const MOST_UPWARDS = 20;

/** The way from an address to `/`: relative, for the gateway may have a path before it. */
function rootFrom(url: string): string {
  const depth = Math.max(0, url.replace(/\?.*/, '').split('/').length - 2);
  return depth > MOST_UPWARDS ? '/' : '../'.repeat(depth) || './';
}

/** Their names change with their contents. Workers take their policy from their own answer, so it is here, too. */
function hashedHeaders(type: string, policy: string): Headers {
  return {
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': policy,
    vary: 'accept-encoding',
  };
}

function fill(html: string, { facts = {} }: Page): string {
  return Object.entries(facts).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, value), html);
}

function notBuilt(name: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Custom Labels Gateway</title>
<p>The ${name} has not been built. <code>npm run build</code> builds it. GraphQL is at <a href="graphql">/graphql</a>.</p>
</html>
`;
}
