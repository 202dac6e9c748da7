import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadProgress, openStore } from '../../../src/emulator/store/open-store.js';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  file = join(folder, 'state.json');
  openStore(file, Date.now());
});
afterEach(() => rmSync(folder, { recursive: true }));

function progressOf(path: string): LoadProgress[] {
  const told: LoadProgress[] = [];
  openStore(path, Date.now(), (progress) => told.push(progress));
  return told;
}

it('a large data file is logged before and after it is loaded', () => {
  writeFileSync(file, readFileSync(file, 'utf8') + ' '.repeat(11 * 1024 * 1024));
  expect(progressOf(file)).toEqual([
    { path: file, sizeMb: 11, seconds: null },
    { path: file, sizeMb: 11, seconds: expect.any(Number) },
  ]);
});

it('a small one is not', () => {
  expect(progressOf(file)).toEqual([]);
});
