import { type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Lock {
  readonly packages: Readonly<Record<string, { readonly link?: boolean; readonly integrity?: string }>>;
}

it('no package runs a script when it is installed, whichever npm installs it', () => {
  expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
  const { stdout } = spawnSync('npm', ['config', 'get', 'ignore-scripts'], { cwd: ROOT, encoding: 'utf8' });
  expect(stdout.trim()).toBe('true');
});

it('no script of ours waits for one that npm leaves out then', () => {
  const names = Object.keys(JSON.parse(read('package.json')).scripts);
  const before = names.filter(
    (it) => /^(pre|post)/.test(it) && names.includes(it.replace(/^(pre|post)/, '')),
  );
  expect(before).toEqual([]);
});

it.each(['package-lock.json', 'test/bench/peers/package-lock.json', 'test/lighthouse/package-lock.json'])(
  'every package of %s is known by its content',
  (path) => {
    const { packages } = JSON.parse(read(path)) as Lock;
    const unknown = Object.entries(packages).filter(([at, it]) => at !== '' && !it.link && !it.integrity);
    expect(unknown.map(([at]) => at)).toEqual([]);
  },
);

it('the image is built on one that is known by its content', () => {
  const lines = read('Dockerfile').split('\n');
  const [, image] = /^ARG NODE_IMAGE=(\S+)$/m.exec(lines.join('\n')) ?? [];
  expect(image).toMatch(/^node:\d+-[\w-]+@sha256:[0-9a-f]{64}$/);
  const bases = lines.filter((it) => it.startsWith('FROM '));
  expect(bases.every((it) => it.startsWith(`FROM \${NODE_IMAGE}`))).toBe(true);
});

describe('npm start', () => {
  const env = { ...process.env, PORT: '0', EMULATOR_PORT: '0', DRAIN_MS: '0' };

  it('builds, and gives its arguments on', () => {
    const options = { cwd: ROOT, env: { ...env, PORT: 'none' }, encoding: 'utf8' } as const;
    const { status, stderr } = spawnSync('npm', ['start', '--silent', '--', '--check-config'], options);
    expect(stderr).toContain('PORT must be a whole number');
    expect(status).toBe(2);
  });

  it('answers, and ends in order when its process group gets the signal, as from a terminal', async () => {
    const stdio: StdioOptions = ['ignore', 'pipe', 'ignore'];
    const npm = spawn('npm', ['start', '--silent'], { cwd: ROOT, env, stdio, detached: true });
    const output = createInterface({ input: npm.stdout as Readable });
    const url = await new Promise<string>((found) => {
      output.on('line', (line) => {
        const [, address] = /GraphQL endpoint +(http:\S+)\/graphql/.exec(line) ?? [];
        if (address) found(address);
      });
    });
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const ended = once(output, 'close'); // when nobody is left who could write
    process.kill(-(npm.pid as number), 'SIGTERM');
    await ended;
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });
});
