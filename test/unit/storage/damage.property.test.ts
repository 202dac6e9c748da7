import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/log.js';
import { openStore } from '../../../src/storage/open-store.js';
import { StorageRefused } from '../../../src/storage/port.js';
import { createDataFolders } from '../../support/data-folder.js';
import { createRandom } from '../../support/random.js';

const newFolder = createDataFolders();
const COMMITS = 60;
const FLIPS = 60;
const CUTS = 30;

const open = (dataDir: string) => openStore({ dataDir, log: silentLog, patienceMs: 0 });

/** Commit n sets `last` to n, writes a row of its own and replaces one that it shares with others. */
async function commit(dataDir: string, from: number, to: number, random: () => number): Promise<void> {
  const store = await open(dataDir);
  for (let n = from; n < to; n += 1) {
    const value = `${n} ${random()
      .toString(36)
      .repeat(Math.floor(random() * 400))}`;
    await store.commit({
      rows: [
        ['last', String(n)],
        [`row ${n}`, value],
        [`shared ${n % 7}`, value],
      ],
    });
  }
  await store.close();
}

/** The number of the last commit, after a check that everything is as it was after that commit. */
async function lastOf(dataDir: string): Promise<number> {
  const store = await open(dataDir);
  try {
    const last = Number(await store.read('last'));
    const rows = new Map<string, string>();
    for (const prefix of ['row ', 'shared '])
      for await (const page of store.scan(prefix)) for (const [key, value] of page) rows.set(key, value);
    for (let n = 0; n <= last; n += 1) expect(rows.get(`row ${n}`)?.split(' ')[0]).toBe(String(n));
    for (let n = Math.max(0, last - 6); n <= last; n += 1)
      expect(rows.get(`shared ${n % 7}`)).toBe(rows.get(`row ${n}`));
    expect(rows.size).toBe(last + 1 + Math.min(7, last + 1));
    return last;
  } finally {
    await store.close();
  }
}

function contentOf(dataDir: string): string[] {
  const names = readdirSync(join(dataDir, 'store')).filter((it) => !/^LO/.test(it));
  return names.map((it) => join(dataDir, 'store', it)).filter((it) => statSync(it).size > 0);
}

describe('a damaged store', () => {
  let sound: string;
  const random = createRandom(17);
  beforeAll(async () => {
    sound = newFolder();
    await commit(sound, 0, COMMITS / 2, random);
    await commit(sound, COMMITS / 2, COMMITS, random); // the first half is in a table by now
  });

  it('is refused, or holds all that was stored but for a torn last commit', async () => {
    let refused = 0;
    for (let i = 0; i < FLIPS; i += 1) {
      const dataDir = newFolder();
      cpSync(sound, dataDir, { recursive: true });
      const files = contentOf(dataDir);
      const file = files[i % files.length] ?? '';
      const bytes = readFileSync(file);
      const at = Math.floor(random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      writeFileSync(file, bytes);
      const last = await lastOf(dataDir).catch((error: unknown) => {
        if (!(error instanceof StorageRefused)) throw error;
        refused += 1;
        return null;
      });
      if (last !== null && last < COMMITS - 2)
        throw new Error(`${file}, byte ${at}: ${last} of ${COMMITS - 1} without a word`);
      rmSync(dataDir, { recursive: true });
    }
    expect(refused).toBeGreaterThan(FLIPS / 3);
  });

  it('that was cut off at its end, as by a power cut, holds a state that was', async () => {
    let shorter = 0;
    for (let i = 0; i < CUTS; i += 1) {
      const dataDir = newFolder();
      cpSync(sound, dataDir, { recursive: true });
      const [log = ''] = contentOf(dataDir).filter((it) => it.endsWith('.log'));
      truncateSync(log, Math.floor(random() * statSync(log).size));
      const last = await lastOf(dataDir);
      expect(last).toBeGreaterThanOrEqual(COMMITS / 2 - 1);
      if (last < COMMITS - 1) shorter += 1;
      rmSync(dataDir, { recursive: true });
    }
    expect(shorter).toBeGreaterThan(CUTS / 2);
  });
});
