import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange } from '../../../../src/server/http/http-server.js';
import { createFallback, createPageRoutes, type Page } from '../../../../src/server/http/pages.js';
import type { Reply } from '../../../../src/server/http/reply.js';

let directory: string;

const start = (given: Partial<Page> = {}) => {
  const routes = createPageRoutes({
    name: 'explorer',
    address: '/explorer',
    directory,
    inlineStyles: false,
    ...given,
  });
  return async (path: string, encoding = ''): Promise<Reply | undefined> => {
    const request = { headers: { 'accept-encoding': encoding } };
    return routes[path]?.handle({ request } as unknown as Exchange);
  };
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pages-'));
  for (const file of ['explorer-A1.js', 'explorer-A1.js.gz', 'explorer-B2.css', 'built-from'])
    writeFileSync(join(directory, file), file);
  writeFileSync(join(directory, 'index.html'), '<meta name="explorer" content="{{explorer}}">');
});

afterEach(() => rmSync(directory, { recursive: true }));

test('the page is asked for anew each time; what it loads is kept for ever', async () => {
  const answer = start();
  expect(await answer('/explorer')).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  });
  expect(await answer('/explorer/explorer-B2.css')).toMatchObject({
    headers: {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
});

test.each([
  [false, /^(?!.*unsafe)(?!.*https?:)(?!.*\*).*$/],
  [true, /^(?!.*unsafe-eval)(?!.*script-src[^;]*unsafe)(?!.*https?:)(?!.*\*).*$/],
])('each answer allows nothing from elsewhere; inline styles: %s', async (inlineStyles, expected) => {
  const answer = start({ inlineStyles });
  for (const path of ['/explorer', '/explorer/explorer-A1.js']) {
    const policy = (await answer(path))?.headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toMatch(expected);
  }
});

test('the page knows the facts that it is to know', async () => {
  const reply = await start({ facts: { explorer: 'off' } })('/explorer');
  expect(reply?.body).toBe('<meta name="explorer" content="off">');
});

test('a client that accepts gzip gets the compressed copy', async () => {
  const answer = start();
  expect(String((await answer('/explorer/explorer-A1.js', 'br, gzip'))?.body)).toBe('explorer-A1.js.gz');
  expect((await answer('/explorer/explorer-A1.js', 'br, gzip'))?.headers['content-encoding']).toBe('gzip');
  expect(String((await answer('/explorer/explorer-A1.js'))?.body)).toBe('explorer-A1.js');
});

test('a slash at the end of its address leads to the page', async () => {
  const routes = createPageRoutes({ name: 'explorer', address: '/explorer', directory, inlineStyles: false });
  expect(await routes['/explorer/']?.handle({ search: '?query=x' } as Exchange)).toEqual({
    status: 308,
    headers: { location: '../explorer?query=x' },
    body: '',
  });
});

describe('an address that is none', () => {
  const facts = { explorer: 'off' };
  const ask = async (url: string, accept: string | undefined, page: Partial<Page> | null = {}) => {
    const board = { name: 'board', address: '/', directory, inlineStyles: false, facts };
    const fallback = createFallback(page && { ...board, ...page });
    return fallback({ request: { url, headers: { accept } } } as Exchange);
  };
  const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

  beforeEach(() => {
    const text = '<link href="{{root}}board/x.css"><p data-explorer="{{explorer}}">';
    writeFileSync(join(directory, 'nothing-here.html'), text);
  });

  it.each([
    ['beside the board', '/nope', './'],
    ['with a query', '/nope?a=/b/c', './'],
    ['below a page', '/explorer/x/y', '../../'],
    ['that is no path', '*', './'],
    ['that is very deep', `/${'a/'.repeat(1_000)}`, '/'],
  ])('%s gives a browser a page, with a way out of it', async (_where, url, root) => {
    expect(await ask(url, HTML)).toMatchObject({
      status: 404,
      headers: { 'content-type': 'text/html; charset=utf-8', vary: 'accept' },
      body: `<link href="${root}board/x.css"><p data-explorer="off">`,
    });
  });

  it.each([
    ['*/*', {}],
    ['application/json', {}],
    [undefined, {}],
    [HTML, null],
    [HTML, { directory: '/no/such' }],
  ])('gives JSON for accept %s, where pages are %j', async (accept, page) => {
    const reply = await ask('/nope', accept, page);
    expect(reply).toMatchObject({
      status: 404,
      headers: { 'content-type': expect.stringContaining('json') },
    });
    expect(JSON.parse(String(reply?.body))).toEqual({
      message: 'There is nothing here. GraphQL is at /graphql.',
    });
  });
});

test.each([
  '/',
  '/explorer/built-from',
  '/explorer/index.html',
  '/explorer/explorer-A1.js.gz',
  '/explorer/no.js',
])('nothing is at %s', async (path) => expect(await start()(path)).toBeUndefined());

test.each([
  '/explorer/../package.json',
  '/explorer/..%2f..%2fpackage.json',
  '/../index.html',
  '/explorer//index.html',
])('no path leads out: %s', async (path) => expect(await start()(path)).toBeUndefined());

test('a page without a build says how to build it', async () => {
  const reply = await start({ directory: join(directory, 'missing') })('/explorer');
  expect(reply?.status).toBe(200);
  expect(String(reply?.body)).toContain('npm run build');
});
