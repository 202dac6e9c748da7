import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/log.js';
import { makeFolder } from '../../../src/storage/folder.js';
import type { Migration } from '../../../src/storage/migrations.js';
import { openStore, type StoreSettings } from '../../../src/storage/open-store.js';
import { StorageRefused } from '../../../src/storage/port.js';
import { captureLog } from '../../support/captured-log.js';
import { createDataFolders } from '../../support/data-folder.js';
import { until } from '../../support/until.js';

const newFolder = createDataFolders();
const open = (dataDir: string, settings: Partial<StoreSettings> = {}) =>
  openStore({ dataDir, log: silentLog, patienceMs: 0, ...settings });

const WAITING = 'storage: another process has the folder; waiting for it to end';

/** What is in the folder, byte for byte. */
function bytesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  return Object.fromEntries(
    names.map(({ parentPath, name }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), 'hex'),
    ]),
  );
}

describe("the store's folder", () => {
  it('is for its user only, with all that is in it', async () => {
    const dataDir = newFolder();
    const store = await open(dataDir);
    await store.commit({ rows: [['k', 'v']] });
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    expect([modeOf(dataDir), modeOf(join(dataDir, 'store'))]).toEqual([0o700, 0o700]);
    const files = Object.keys(bytesIn(dataDir));
    expect(files.length).toBeGreaterThan(3);
    expect(new Set(files.map(modeOf))).toEqual(new Set([0o600]));
    await store.close();
  });

  it('may be a volume, but holds nothing else', async () => {
    const volume = newFolder();
    mkdirSync(join(volume, 'lost+found'), { recursive: true });
    await (await open(volume)).close();
    const home = newFolder();
    mkdirSync(home);
    writeFileSync(join(home, 'letter.txt'), 'dear');
    await expect(open(home)).rejects.toThrow(/not the gateway's.*Nothing was changed/);
    expect(readdirSync(home)).toEqual(['letter.txt']);
  });

  it('that cannot be made is refused with what to do', async () => {
    const file = newFolder();
    writeFileSync(file, '');
    await expect(open(join(file, 'data'))).rejects.toThrow(/cannot be used.*DATA_DIR=none/);
    for (const nowhere of ['/proc/none', '/proc/none/data'])
      await expect(open(nowhere)).rejects.toThrow(/cannot be used: ENOENT.*DATA_DIR=none/);
  });

  it('is made with those above it that are missing', async () => {
    const above = newFolder();
    await (await open(join(above, 'a/b'))).close();
    expect(statSync(join(above, 'a')).mode & 0o777).toBe(0o700);
  });

  it('is made although another process makes it in the same moment, and where its path goes up again', async () => {
    const above = newFolder();
    await Promise.all([makeFolder(join(above, 'a/b/c')), makeFolder(join(above, 'a/b/c'))]);
    await makeFolder(`${above}/d/../e`);
    expect(readdirSync(above)).toEqual(['a', 'd', 'e']);
  });

  describe('in use by another process', () => {
    it('is waited for, and then refused', async () => {
      const dataDir = newFolder();
      const store = await open(dataDir);
      await expect(open(dataDir)).rejects.toThrow(/in use by another gateway.*REDIS_URL/);
      const { log, lines } = captureLog();
      const second = open(dataDir, { patienceMs: 20_000, log });
      await store.commit({ rows: [['k', 'v']] });
      await until(() => lines(WAITING).length > 0);
      await store.close();
      const opened = await second;
      expect(await opened.read('k')).toBe('v');
      expect(lines(WAITING)).toHaveLength(1);
      await opened.close();
    });

    it('is free once that was killed', async () => {
      const dataDir = newFolder();
      await (await open(dataDir)).close();
      const holder = spawn(
        process.execPath,
        [
          '-e',
          `const { ClassicLevel } = require('classic-level');
           const level = new ClassicLevel(${JSON.stringify(join(dataDir, 'store'))});
           level.open().then(() => { console.log('open'); setInterval(() => {}, 1000); });`,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      await once(holder.stdout, 'data');
      await expect(open(dataDir)).rejects.toThrow('in use');
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      await (await open(dataDir)).close();
    });
  });

  describe('of another format', () => {
    const doubled: Migration = async (stored) => ({
      rows: [
        ['k', (await stored.read('k')) === null ? '1' : `${await stored.read('k')}${await stored.read('k')}`],
      ],
    });

    it('is migrated if it is older, once, step by step', async () => {
      const dataDir = newFolder();
      await (await open(dataDir, { migrations: [doubled] })).close();
      for (let start = 0; start < 2; start += 1) {
        const store = await open(dataDir, { migrations: [doubled, doubled, doubled] });
        expect(await store.read('k')).toBe('1111');
        await store.close();
      }
    });

    it('is refused if it is newer, and stays as it is', async () => {
      const dataDir = newFolder();
      await (await open(dataDir, { migrations: [doubled, doubled] })).close();
      const before = bytesIn(dataDir);
      await expect(open(dataDir, { migrations: [doubled] })).rejects.toThrow(
        /newer release: its format is 2/,
      );
      expect(bytesIn(dataDir)).toEqual(before);
    });

    it('is refused also after a migration that was cut off', async () => {
      const dataDir = newFolder();
      await (await open(dataDir, { migrations: [doubled] })).close();
      const cut: Migration = async () => {
        throw new Error('cut');
      };
      await expect(open(dataDir, { migrations: [doubled, cut] })).rejects.toThrow('cut');
      await expect(open(dataDir, { migrations: [doubled] })).rejects.toThrow('newer release');
      const store = await open(dataDir, { migrations: [doubled, doubled] });
      expect(await store.read('k')).toBe('11');
      await store.close();
    });
  });

  it('without its entry point is damaged, not empty', async () => {
    const dataDir = newFolder();
    const store = await open(dataDir);
    await store.commit({ rows: [['k', 'v']] });
    await store.close();
    rmSync(join(dataDir, 'store/CURRENT'));
    const before = bytesIn(dataDir);
    await expect(open(dataDir)).rejects.toThrow(/damaged.*CURRENT.*Restore a backup/);
    expect(bytesIn(dataDir)).toEqual(before);
  });

  it('with a format that cannot be read is damaged', async () => {
    const dataDir = newFolder();
    await (await open(dataDir)).close();
    writeFileSync(join(dataDir, 'format.json'), '{');
    await expect(open(dataDir)).rejects.toBeInstanceOf(StorageRefused);
  });
});
