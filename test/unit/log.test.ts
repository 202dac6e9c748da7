import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { transformFileSync } from '@swc/core';

const ROOT = resolve(__dirname, '../..');
const LINES = 20_000;
const HUGE = 100_000;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
  const { code } = transformFileSync(join(ROOT, 'src/log.ts'), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  writeFileSync(join(folder, 'log.js'), code);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A process that logs as `script` says, over a pipe that its reader lets run full. */
async function linesOf(script: string): Promise<Readonly<Record<string, unknown>>[]> {
  const program = `const log = require(${JSON.stringify(join(folder, 'log.js'))}).createLog('info'); ${script}`;
  const child = spawn(process.execPath, ['-e', program], {
    env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await nextTurn();
  const written = await text(child.stdout);
  return written
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('every line comes out whole and in order, over a pipe that is full', async () => {
  const lines = await linesOf(
    `for (let n = 0; n < ${LINES}; n += 1) log.info({ n, name: 'Prüfstand 検査 😀'.repeat(n % 7) }, 'line');`,
  );
  expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: LINES }, (_, n) => n));
  expect(lines.every(({ name }, n) => name === 'Prüfstand 検査 😀'.repeat(n % 7))).toBe(true);
});

it('a line that is longer than what is gathered stands between its neighbours', async () => {
  const lines = await linesOf(
    `log.info('before'); log.info({ text: '語'.repeat(${HUGE}) }, 'huge'); log.info('after');`,
  );
  expect(lines.map(({ msg }) => msg)).toEqual(['before', 'huge', 'after']);
  expect(lines[1]?.text).toBe('語'.repeat(HUGE));
});

it('the last lines of many go out soon, while the process runs on', async () => {
  const lines = await linesOf(
    `for (let n = 0; n < 2_000; n += 1) log.info({ n }, 'line'); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50);`,
  );
  expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: 2_000 }, (_, n) => n));
});
