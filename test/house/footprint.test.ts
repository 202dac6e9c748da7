import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf } from './texts.js';

type Way = 'start' | 'cachedRead' | 'coldRead' | 'mutation' | 'event';

/** How many of our files each may pass. Only ever lowered: who needs one more takes one away. */
const MOST: Readonly<Record<Way, number>> = {
  start: 258,
  cachedRead: 29,
  coldRead: 95,
  mutation: 88,
  event: 85,
};

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'footprint-'));
let passed: Readonly<Record<Way, readonly string[]>>;

beforeAll(() => {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const options = ['--outDir', join(folder, 'dist'), '--tsBuildInfoFile', join(folder, 'tsbuildinfo')];
  execFileSync(process.execPath, [tsc, '-p', ROOT, ...options]);
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const script = join(__dirname, 'footprint.mjs');
  passed = JSON.parse(execFileSync(process.execPath, [script, join(folder, 'dist')], { encoding: 'utf8' }));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

it.each(Object.entries(MOST))('%s passes at most %i of our files', (way, most) => {
  const files = passed[way as Way];
  expect(files.length).toBeGreaterThan(5);
  expect(files.length <= most ? [] : files).toEqual([]);
});

it('src/README.md says how many files each passes', () => {
  const written = rowsOf('src/README.md', 'path').map(([way, , now]) => [way, Number(now)]);
  expect(written).toEqual(Object.entries(MOST));
});
