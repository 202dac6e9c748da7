import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'supply-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the audit', () => {
  let server: Server;
  const packument = (url: string) => ({ name: decodeURIComponent(url.slice(1)), versions: {} });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  /** Runs it against a registry that answers every question so. */
  async function auditWith(status: number, body: unknown): Promise<{ code: number; stdout: string }> {
    server = createServer(({ method, url = '' }, response) =>
      response.writeHead(status).end(JSON.stringify(method === 'GET' ? packument(url) : body)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const env = {
      ...process.env,
      npm_config_registry: registry,
      npm_config_cache: folder,
      npm_config_fetch_retries: '0',
    };
    return new Promise((resolve) => {
      execFile(process.execPath, [join(__dirname, 'audit.mjs')], { cwd: ROOT, env }, (error, stdout) =>
        resolve({ code: error ? Number(error.code) : 0, stdout }),
      );
    });
  }

  it('says so where no registry answers', async () => {
    const { code, stdout } = await auditWith(405, {});
    expect(stdout).toMatch(/^NOT CHECKED: .*405/);
    expect(code).toBe(0);
  });

  it('passes where no advisory is open', async () => {
    expect(await auditWith(200, {})).toEqual({ code: 0, stdout: expect.stringContaining('No advisory') });
  });

  it('fails where one is open', async () => {
    const url = 'https://advisories.example/1';
    const advisory = { id: 1, url, title: 'bad', severity: 'low', vulnerable_versions: '*' };
    const { code, stdout } = await auditWith(200, { ws: [advisory] });
    expect(stdout).toContain(url);
    expect(code).toBe(1);
  });
});

it('the list of parts names every package that is shipped', () => {
  const { stdout } = spawnSync('npm', ['run', '--silent', 'sbom'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const { bomFormat, components } = JSON.parse(stdout) as {
    bomFormat: string;
    components: { name: string }[];
  };
  const names = components.map((it) => it.name);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(bomFormat).toBe('CycloneDX');
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  expect(names).not.toContain('jest');
});
