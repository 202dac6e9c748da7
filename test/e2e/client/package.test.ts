import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { rowsOf } from '../../house/texts.js';
import { CHROMIUM_TIMEOUT_MS, launchChromium } from '../../support/chromium.js';
import { type LastingGateway, startLastingGateway } from '../../support/lasting-gateway.js';
import { packClient } from '../../support/packed-client.js';
import { PATIENCE_MS } from '../../support/until.js';

const ROOT = join(__dirname, '../../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const MINUTE_MS = 60_000;

/** An empty project with the packed client in it. */
let app: string;
let folder: string;
let gateway: LastingGateway;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-'));
  app = join(folder, 'app');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "name": "app", "private": true }');
  const run = (command: string, args: string[]) =>
    execFileSync(command, args, { cwd: app, stdio: ['ignore', 'pipe', 'inherit'] });
  run('npm', ['install', '--silent', '--offline', '--ignore-scripts', packClient(folder)]);
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  gateway = await startLastingGateway();
});
afterEach(() => gateway.close());

/** The gateway goes and comes back while the model starts; then the model runs. */
async function restart(): Promise<void> {
  await gateway.stop();
  await gateway.start();
  await gateway.control.advance(MINUTE_MS);
}

it('installs nothing else', () => {
  expect(readdirSync(join(app, 'node_modules')).filter((it) => !it.startsWith('.'))).toEqual([
    'custom-labels-client',
  ]);
});

it('its example starts a model and sees it run, through a restart of the gateway', async () => {
  cpSync(join(app, 'node_modules/custom-labels-client/example.mjs'), join(app, 'example.mjs'));
  const child = spawn(process.execPath, ['example.mjs'], {
    cwd: app,
    env: { ...process.env, GATEWAY_URL: gateway.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === 1) await restart();
  }
  expect(await exit).toEqual([0, null]);
  expect([lines[0], lines.at(-1)]).toEqual(['circuit-boards v1 is STARTING', 'circuit-boards v1 is RUNNING']);
});

it('can be required, too', () => {
  const script =
    "const { createClient } = require('custom-labels-client'); process.stdout.write(typeof createClient)";
  expect(String(execFileSync(process.execPath, ['-e', script], { cwd: app }))).toBe('function');
});

/** Bundled as for a page. */
const bundle = (contents: string) =>
  build({
    stdin: { contents, resolveDir: app },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    legalComments: 'none',
  });

it.each([
  ['`createClient`, with every method', "export { createClient } from 'custom-labels-client';", 6],
  ['everything that the package exports, with every document', "export * from 'custom-labels-client';", 10],
])('README says how large it is: %s', async (what, contents, limitKib) => {
  const [, written] = rowsOf('src/client/README.md', 'bundled for a page').find(([it]) => it === what) ?? [];
  const { outputFiles } = await bundle(contents);
  const kib = gzipSync(outputFiles[0]?.contents ?? '').length / 1024;
  expect(Number.parseFloat(written ?? '')).toBeLessThanOrEqual(limitKib);
  expect(kib).toBeLessThanOrEqual(Number.parseFloat(written ?? ''));
  expect(kib).toBeGreaterThan(Number.parseFloat(written ?? '') - 1.5);
});

it('a page that only names an error takes only the error', async () => {
  const { outputFiles } = await bundle("export { GatewayError } from 'custom-labels-client';");
  expect(outputFiles[0]?.contents.length).toBeLessThan(1024);
});

const TYPED = `
import { createClient, GatewayError, ShowModelDocument, StartModelDocument } from 'custom-labels-client';
const client = createClient({ url: 'http://127.0.0.1:4000', token: async () => 'token' });
export async function main(arn: string) {
  const { modelVersion } = await client.query(ShowModelDocument, { arn });
  const score: number | null | undefined = modelVersion?.evaluationResult?.f1Score;
  // @ts-expect-error a variable is missing
  await client.query(ShowModelDocument, {});
  // @ts-expect-error a variable has another type
  await client.mutate(StartModelDocument, { modelVersionArn: arn, minInferenceUnits: 'one' });
  for await (const event of client.watchStatus({ modelVersionArns: [arn], includeCurrent: true })) {
    if (event.kind === 'GAP') event.modelVersionArn satisfies null;
    else event.modelVersionArn satisfies string;
    // @ts-expect-error no such status
    if (event.status === 'SLEEPING') return score;
  }
  const { status } = await client.startModel(arn).catch((error) => {
    if (error instanceof GatewayError && error.code === 'IN_USE') return { status: error.userErrors[0]?.message };
    throw error;
  });
  return status;
}
`;

it.each([
  ['ES modules in Node', 'main.mts', ['--module', 'nodenext']],
  ['CommonJS in Node', 'main.cts', ['--module', 'nodenext']],
  ['a bundler', 'main.ts', ['--module', 'esnext', '--moduleResolution', 'bundler']],
])('its types hold for %s, and refuse what is wrong', (_for, file, args) => {
  writeFileSync(join(app, file), TYPED);
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noEmit', '--target', 'es2022'];
  execFileSync(process.execPath, [TSC, ...strict, ...args, file], { cwd: app, stdio: 'inherit' });
});

const PAGE = `
import { createClient, ListProjectsDocument } from 'custom-labels-client';
window.start = async (tell) => {
  const client = createClient({ url: location.origin, headers: { 'x-request-id': 'from-a-page' } });
  const { projects } = await client.query(ListProjectsDocument, { first: 100 });
  const boards = projects.nodes.find((it) => it.name === 'circuit-boards');
  const { arn } = boards.modelVersions.nodes.find((it) => it.name === 'v1');
  const { status } = await client.startModel(arn, { onProgress: ({ status }) => tell(status) });
  return status;
};
`;

it(
  'runs in a browser, through a restart of the gateway',
  async () => {
    const outfile = join(folder, 'page.js');
    const stdin = { contents: PAGE, resolveDir: app };
    await build({ stdin, bundle: true, minify: true, platform: 'browser', outfile, logLevel: 'silent' });
    const browser = await launchChromium();
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const body = `<!doctype html><script>${readFileSync(outfile, 'utf8')}</script>`;
    await page.route(`${gateway.url}/page`, (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(`${gateway.url}/page`);
    const seen: string[] = [];
    await page.exposeFunction('tell', async (status: string) => {
      seen.push(status);
      if (seen.length === 1) await restart();
    });
    expect(await page.evaluate('start(tell)')).toBe('RUNNING');
    expect([seen[0], seen.at(-1)]).toEqual(['STARTING', 'RUNNING']);
    await browser.close();
  },
  CHROMIUM_TIMEOUT_MS,
);
