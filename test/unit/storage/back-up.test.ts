import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/log.js';
import { backUp } from '../../../src/storage/back-up.js';
import { openStore } from '../../../src/storage/open-store.js';
import { createDataFolders } from '../../support/data-folder.js';
import { createRandom } from '../../support/random.js';

const newFolder = createDataFolders();
const BACKUPS = 8;
const open = (dataDir: string) => openStore({ dataDir, log: silentLog, patienceMs: 0 });

describe('a backup', () => {
  it('is whole, also while tables are written and removed below it', async () => {
    const random = createRandom(3);
    const dataDir = newFolder();
    const store = await open(dataDir);
    let stored = 0;
    let isOver = false;
    const writing = (async () => {
      for (; !isOver; stored += 1) {
        const text = Array.from({ length: 3_000 }, () => random().toString(36).slice(2)).join('');
        await store.commit({
          rows: [
            [`row ${String(stored).padStart(6, '0')}`, String(stored)],
            [`large ${stored % 40}`, text],
          ],
        });
      }
    })();
    for (let i = 0; i < BACKUPS; i += 1) {
      const storedBefore = stored;
      const target = newFolder();
      await backUp(dataDir, target);
      const copy = await open(target);
      const rows: string[] = [];
      for await (const page of copy.scan('row ')) rows.push(...page.map(([, value]) => value));
      expect(rows.length).toBeGreaterThanOrEqual(storedBefore);
      expect(rows).toEqual(rows.map((_, index) => String(index)));
      for await (const page of copy.scan('large ')) expect(page.length).toBeGreaterThan(0); // every checksum fits
      await copy.close();
    }
    isOver = true;
    await writing;
    await store.close();
    expect(stored).toBeGreaterThan(BACKUPS);
  });

  it('goes into a new folder, for its user only, and never over another', async () => {
    const dataDir = newFolder();
    await (await open(dataDir)).close();
    const target = newFolder();
    await backUp(dataDir, target);
    expect(statSync(target).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(target, 'store'))).not.toContain('LOCK');
    await expect(backUp(dataDir, target)).rejects.toThrow('is not empty');
    await expect(backUp(newFolder(), newFolder())).rejects.toThrow('nothing to back up');
  });
});
