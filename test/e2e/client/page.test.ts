import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { createClient } from '../../../src/client/index.js';
import { CHROMIUM_TIMEOUT_MS, launchChromium } from '../../support/chromium.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { PATIENCE_MS, until } from '../../support/until.js';

const ROOT = join(__dirname, '../../..');

/** A web server of its own, as Vite's is: its pages are of another origin than the gateway. */
let site: ReturnType<typeof createServer>;
let origin: string;
let script: string;
let browser: Browser;
let gateway: TestGateway | undefined;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'src/client/recipes/react.tsx')],
    bundle: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'silent',
  });
  script = outputFiles[0]?.text ?? '';
  site = createServer((request, response) => {
    if (request.url === '/main.js') return response.setHeader('content-type', 'text/javascript').end(script);
    return response
      .setHeader('content-type', 'text/html')
      .end(
        `<!doctype html><meta name="gateway" content="${gateway?.url}"><div id="root"></div><script src="/main.js"></script>`,
      );
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  browser = await launchChromium();
}, CHROMIUM_TIMEOUT_MS);
afterEach(() => gateway?.close());
afterAll(async () => {
  await browser.close();
  site.closeAllConnections();
  site.close();
});

async function open(settings: Readonly<Record<string, string>>): Promise<Page> {
  gateway = await startGateway({ POLL_INTERVAL_MS: '100', ...settings });
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(origin);
  return page;
}

it('a React app of another origin shows the models, and each change', async () => {
  const page = await open({ ALLOWED_ORIGINS: origin });
  await page.getByText('circuit-boards/v4 RUNNING').waitFor();
  const client = createClient({ url: gateway?.url ?? '' });
  const { arn } = await client.findModel({ project: 'circuit-boards', version: 'v4' });
  await client.stopModel(arn);
  await page.getByText('circuit-boards/v4 STOPPED').waitFor();
  await page.close();
});

it('without ALLOWED_ORIGINS it is told that it may not', async () => {
  const page = await open({});
  expect(await page.getByRole('alert').textContent()).toContain('Failed to fetch');
  await page.close();
});

it("the README's EventSource tells each change", async () => {
  const page = await open({ ALLOWED_ORIGINS: origin });
  const readme = readFileSync(join(ROOT, 'src/client/README.md'), 'utf8');
  const [, code = ''] = /```js\n(const parameters = .*?)```/s.exec(readme) ?? [];
  const told: string[] = [];
  page.on('console', async (message) => {
    told.push(JSON.stringify(await message.args()[0]?.jsonValue()));
  });
  await page.evaluate(
    `${code.replace('http://127.0.0.1:4000', gateway?.url ?? '')}
    new Promise((resolve) => source.addEventListener('open', resolve))`,
  );
  const client = createClient({ url: gateway?.url ?? '' });
  const { arn } = await client.findModel({ project: 'circuit-boards', version: 'v4' });
  await client.stopModel(arn);
  await until(() => told.some((it) => it.includes('"kind":"CHANGED","status":"STOPPED"')));
  await page.close();
});
