import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '../../../src/client/index.js';
import { manifestOf } from '../../../src/tools/trusted-manifest.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { packClient } from '../../support/packed-client.js';
import { until } from '../../support/until.js';

const ROOT = join(__dirname, '../../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const README = readFileSync(join(ROOT, 'src/client/README.md'), 'utf8');

/** The README's blocks of a language, in their order. */
const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text);

let folder: string;
/** An empty folder but for the tarball; the first test makes a project of it. */
let app: string;
/** Runs only what a manifest made as the README says has: the packed client must not need more. */
let gateway: TestGateway;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recipes-'));
  app = join(folder, 'app');
  mkdirSync(app);
  const tarball = packClient(folder);
  cpSync(tarball, join(app, basename(tarball)));
  mkdirSync(join(folder, 'documents'));
  writeFileSync(join(folder, 'documents/mine.graphql'), 'query Mine { gateway { version } }');
  const manifest = join(folder, 'trusted.json');
  writeFileSync(manifest, JSON.stringify(Object.fromEntries(manifestOf(join(folder, 'documents')))));
  gateway = await startGateway({
    POLL_INTERVAL_MS: '100',
    TRUSTED_DOCUMENTS: 'enforce',
    TRUSTED_DOCUMENTS_FILE: manifest,
  });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

const environment = (url = gateway.url) => ({
  ...process.env,
  GATEWAY_URL: url,
  npm_config_offline: 'true',
});
const run = async (command: string, ...args: string[]) =>
  (await promisify(execFile)(command, args, { cwd: app, env: environment() })).stdout;
async function stop(project: string, version: string): Promise<void> {
  const client = createClient({ url: gateway.url });
  await client.stopModel((await client.findModel({ project, version })).arn);
}
const recipe = (name: string) => `node_modules/custom-labels-client/recipes/${name}`;

it('from an empty folder to a running model: four commands, the installation counted', async () => {
  const commands = blocks('sh')[0]?.trim().split('\n') ?? [];
  expect(commands).toHaveLength(4);
  const printed: string[] = [];
  for (const command of commands) printed.push(await run('sh', '-c', command));
  expect(printed[2]).toMatch(/^v1 +\w+/m);
  expect(printed[3]).toBe('circuit-boards/v1 is RUNNING\n');
});

it("the README's code runs after that, and its example after both", async () => {
  await stop('circuit-boards', 'v1');
  writeFileSync(join(app, 'start.mjs'), blocks('js')[0] ?? '');
  expect(await run(process.execPath, 'start.mjs')).toBe('v1 STARTING\nv1 RUNNING\n');
  const [, command = ''] = /: `node (\S+example\.mjs [^`]+)`/.exec(README) ?? [];
  expect(await run(process.execPath, ...command.split(' '))).toContain('circuit-boards v1 is RUNNING\n');
  await stop('circuit-boards', 'v1');
});

it("the README's code compiles in strict TypeScript", async () => {
  const files = [blocks('js')[0] ?? '', ...blocks('ts')].map((code, index) => {
    writeFileSync(join(app, `readme-${index}.mts`), code);
    return `readme-${index}.mts`;
  });
  expect(files.length).toBeGreaterThan(1);
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];
  const options = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noEmit'];
  await run(
    process.execPath,
    TSC,
    ...options,
    ...types,
    '--target',
    'es2022',
    '--module',
    'nodenext',
    ...files,
  );
});

it('the CI job stops the model, and ends as the check does', async () => {
  const job = run('sh', recipe('ci-job.sh'), 'circuit-boards/v1', 'sh', '-c', 'echo failed; exit 7');
  await expect(job).rejects.toMatchObject({
    code: 7,
    stdout: 'circuit-boards/v1 is RUNNING\nfailed\ncircuit-boards/v1 is STOPPED\n',
  });
});

it('the service knows which models run, until it is ended', async () => {
  const service = spawn(process.execPath, [recipe('service.mjs')], { cwd: app, env: environment() });
  const exit = once(service, 'exit');
  let printed = '';
  service.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const last = () => printed.trimEnd().split('\n').at(-1);
  try {
    await until(() => last()?.includes('circuit-boards/version/v4') === true);
    await stop('circuit-boards', 'v4');
    await until(() => last()?.includes('circuit-boards/version/v4') === false);
  } finally {
    service.kill();
  }
  expect(await exit).toEqual([0, null]);
});

describe('without a client', () => {
  let open: TestGateway;
  beforeAll(async () => {
    open = await startGateway();
  });
  afterAll(() => open.close());

  it('curl', async () => {
    const { stdout } = await promisify(execFile)('sh', [join(app, recipe('curl.sh'))], {
      env: environment(open.url),
    });
    expect(stdout).toMatch(/^\{"data":\{"projects":\{"nodes":\[\{"name":/m);
    expect(stdout).toMatch(/^\{"data":\{"gateway":\{"version":/m);
    expect(stdout).toMatch(/^data: .*"status":"RUNNING"/m);
  });

  it('Postman', async () => {
    const text = readFileSync(join(app, recipe('postman.json')), 'utf8');
    const { item, variable } = JSON.parse(text) as Collection;
    const values = { ...Object.fromEntries(variable.map((it) => [it.key, it.value])), gateway: open.url };
    const filled = (it: string) => it.replace(/\{\{(\w+)\}\}/g, (_, key: keyof typeof values) => values[key]);
    for (const { request } of item) {
      const { query, variables } = request.body?.graphql ?? {};
      const response = await fetch(filled(request.url), {
        method: request.method,
        headers: { 'content-type': 'application/json' },
        body: query ? JSON.stringify({ query, variables: JSON.parse(filled(variables || '{}')) }) : null,
      });
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain('"errors"');
    }
  });
});

/** What Postman writes, as far as it is needed here. */
interface Collection {
  readonly variable: readonly { readonly key: string; readonly value: string }[];
  readonly item: readonly {
    readonly request: {
      readonly method: string;
      readonly url: string;
      readonly body?: { readonly graphql: { readonly query: string; readonly variables: string } };
    };
  }[];
}
