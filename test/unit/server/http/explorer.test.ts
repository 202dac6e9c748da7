import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExplorerRoutes } from '../../../../src/server/http/explorer.js';
import type { Exchange } from '../../../../src/server/http/http-server.js';
import type { Reply } from '../../../../src/server/http/reply.js';

let directory: string;

const start = (folder: string) => {
  const routes = createExplorerRoutes(folder);
  return async (path: string, encoding = ''): Promise<Reply | undefined> => {
    const request = { headers: { 'accept-encoding': encoding } };
    return routes[path]?.handle({ request } as unknown as Exchange);
  };
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'explorer-'));
  for (const file of ['index.html', 'explorer-A1.js', 'explorer-A1.js.gz', 'explorer-B2.css', 'built-from'])
    writeFileSync(join(directory, file), file);
});

afterEach(() => rmSync(directory, { recursive: true }));

test('the page is revalidated each time; what it loads is kept for ever', async () => {
  const answer = start(directory);
  expect(await answer('/')).toMatchObject({
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

test('each answer allows nothing from elsewhere', async () => {
  const answer = start(directory);
  for (const path of ['/', '/explorer/explorer-A1.js']) {
    const policy = (await answer(path))?.headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
  }
});

test('a client that accepts gzip gets the compressed copy', async () => {
  const answer = start(directory);
  expect(String((await answer('/explorer/explorer-A1.js', 'br, gzip'))?.body)).toBe('explorer-A1.js.gz');
  expect((await answer('/explorer/explorer-A1.js', 'br, gzip'))?.headers['content-encoding']).toBe('gzip');
  expect(String((await answer('/explorer/explorer-A1.js'))?.body)).toBe('explorer-A1.js');
});

test.each([
  '/explorer',
  '/explorer/',
  '/explorer/built-from',
  '/explorer/explorer-A1.js.gz',
  '/explorer/no.js',
])('nothing is at %s', async (path) => expect(await start(directory)(path)).toBeUndefined());

test.each([
  '/explorer/../package.json',
  '/explorer/..%2f..%2fpackage.json',
  '/../index.html',
  '/explorer//index.html',
])('no path leads out: %s', async (path) => expect(await start(directory)(path)).toBeUndefined());

test('a page without a build says how to build it', async () => {
  const reply = await start(join(directory, 'missing'))('/');
  expect(reply?.status).toBe(200);
  expect(String(reply?.body)).toContain('npm run build');
});
