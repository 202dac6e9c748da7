import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf } from './texts.js';

type Way = 'start' | 'cachedRead' | 'coldRead' | 'mutation' | 'event';

/**
 * How many of our files each may pass. Only ever lowered: a change that needs one more takes one away. A start alone, which
 * loads what every feature needs, may grow by the files of a new feature, in the commit that adds it.
 */
const MOST: Readonly<Record<Way, number>> = {
  start: 403,
  cachedRead: 19,
  coldRead: 74,
  mutation: 96,
  event: 82,
};

/** A file that is counted so often by chance belongs to the path. */
const MOST_COUNTS = 12;

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'footprint-'));
type Counts = Readonly<Record<Way, readonly string[]>>;
let passed: Counts;

beforeAll(() => {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const options = ['--outDir', join(folder, 'dist'), '--tsBuildInfoFile', join(folder, 'tsbuildinfo')];
  execFileSync(process.execPath, [tsc, '-p', ROOT, ...options]);
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const script = join(__dirname, 'footprint.mjs');
  const count = (): Counts =>
    JSON.parse(execFileSync(process.execPath, [script, join(folder, 'dist')], { encoding: 'utf8' }));
  // Something else may be under way in the moment that is counted: what is in every count is the path's own.
  passed = count();
  for (let more = 0; more < MOST_COUNTS && (more < 2 || isTooMuch()); more += 1)
    passed = inBoth(passed, count());
});

const WAYS = Object.keys(MOST) as Way[];
const isTooMuch = () => WAYS.some((it) => passed[it].length > MOST[it]);

function inBoth(one: Counts, other: Counts): Counts {
  const both = WAYS.map((it) => [it, one[it].filter((file) => other[it].includes(file))]);
  return Object.fromEntries(both) as unknown as Counts;
}

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

it('each layer of src/README.md is passed by a mutation or a cold read', () => {
  const layers = rowsOf('src/README.md', 'layer').map(([, file = '']) => file.replaceAll('`', ''));
  const files = new Set([...passed.coldRead, ...passed.mutation].map((it) => it.replace(/\.js$/, '.ts')));
  expect(layers.length).toBeGreaterThan(10);
  expect(layers.filter((it) => !files.has(it))).toEqual([]);
});
