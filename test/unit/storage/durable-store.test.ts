import { silentLog } from '../../../src/log.js';
import { openStore } from '../../../src/storage/open-store.js';
import { StorageUnavailable, type Store } from '../../../src/storage/port.js';
import { createDataFolders } from '../../support/data-folder.js';
import { FailingDisk } from '../../support/failing-disk.js';
import { until } from '../../support/until.js';

const newFolder = createDataFolders();

async function stage() {
  const disk = new FailingDisk();
  const dataDir = newFolder();
  const open = () => openStore({ dataDir, log: silentLog, open: disk.open, patienceMs: 0 });
  return { disk, open, store: await open() };
}

async function rowsOf(store: Store, prefix = 'k'): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for await (const page of store.scan(prefix)) for (const [key, value] of page) rows[key] = value;
  return rows;
}

const put = (store: Store, key: string, value: string | null) => store.commit({ rows: [[key, value]] });

describe('the embedded store', () => {
  it('holds after another start what was committed and what was written lazily', async () => {
    const { open, store } = await stage();
    await put(store, 'k1', 'ö 1');
    await put(store, 'k2', '2');
    await put(store, 'k2', null);
    store.writeLazily({ rows: [['k3', '3']] });
    await store.close();
    const again = await open();
    expect(await rowsOf(again)).toEqual({ k1: 'ö 1', k3: '3' });
    await again.close();
  });

  it('writes the commits of one tick as one batch', async () => {
    const { disk, store } = await stage();
    const before = disk.batches;
    await Promise.all(Array.from({ length: 100 }, (_, index) => put(store, `k${index}`, 'v')));
    expect(disk.batches - before).toBe(1);
    await store.close();
  });

  it('writes one batch after the other: what comes while one is synced goes together into the next', async () => {
    const { disk, open, store } = await stage();
    const before = disk.batches;
    const commits: Promise<boolean>[] = [];
    for (let i = 0; i < 300; i += 1) {
      commits.push(put(store, 'k', String(i)));
      await new Promise(setImmediate);
    }
    await Promise.all(commits);
    expect(disk.overlaps).toBe(0);
    expect(disk.batches - before).toBeLessThan(300);
    const last = put(store, 'k', 'last');
    await store.close();
    expect(await last).toBe(true);
    const again = await open();
    expect(await again.read('k')).toBe('last');
    await again.close();
  });

  it('lets one of many win that expect the same', async () => {
    const { store } = await stage();
    const claims = Array.from({ length: 20 }, (_, index) =>
      store.commit({ rows: [['k', String(index)]], expected: [['k', null]] }),
    );
    expect((await Promise.all(claims)).filter((it) => it)).toHaveLength(1);
    expect(await store.read('k')).toBe('0');
    expect(await store.commit({ rows: [['k', 'x']], expected: [['k', '1']] })).toBe(false);
    expect(await store.commit({ rows: [['k', 'x']], expected: [['k', '0']] })).toBe(true);
    await store.close();
  });

  it('stores a record and a log entry together or not at all', async () => {
    const { store } = await stage();
    const both = { rows: [['k record', '2'] as const, ['k log', 'told'] as const] };
    expect(await store.commit({ ...both, expected: [['k record', '1']] })).toBe(false);
    expect(await rowsOf(store)).toEqual({});
    expect(await store.commit({ ...both, expected: [['k record', null]] })).toBe(true);
    expect(await rowsOf(store)).toEqual({ 'k record': '2', 'k log': 'told' });
    await store.close();
  });

  it('lets a commit replace what was to be written lazily before it', async () => {
    const { open, store } = await stage();
    store.writeLazily({ rows: [['k', 'older']] });
    expect(await store.read('k')).toBe('older');
    await put(store, 'k', 'newer');
    await store.close();
    const again = await open();
    expect(await again.read('k')).toBe('newer');
    await again.close();
  });

  describe('on a full disk', () => {
    it('refuses commits, keeps lazy writes, and stores these first when there is room', async () => {
      const { disk, open, store } = await stage();
      await put(store, 'k1', 'before');
      disk.isFull = true;
      await expect(put(store, 'k2', 'lost')).rejects.toThrow(StorageUnavailable);
      expect(store.fault).toMatch('is the disk full');
      store.writeLazily({ rows: [['k3', 'kept']] });
      await expect(put(store, 'k4', 'lost')).rejects.toThrow(StorageUnavailable);
      await expect(store.read('k1')).rejects.toThrow(StorageUnavailable);

      disk.isFull = false;
      await until(() => store.fault === null);
      await put(store, 'k5', 'after');
      await store.close();
      const again = await open();
      expect(await rowsOf(again)).toEqual({ k1: 'before', k3: 'kept', k5: 'after' });
      await again.close();
    });

    it('refuses everything that waits behind the batch that failed', async () => {
      const { disk, store } = await stage();
      disk.isFull = true;
      const first = Promise.allSettled([put(store, 'k1', '1')]);
      await new Promise(setImmediate);
      const others = Promise.allSettled([put(store, 'k2', '2'), put(store, 'k3', '3')]);
      const results = [...(await first), ...(await others)];
      expect(results.map((it) => it.status)).toEqual(['rejected', 'rejected', 'rejected']);
      await store.close();
    });

    it('stays out if another process took the folder meanwhile', async () => {
      const { disk, open, store } = await stage();
      disk.isFull = true;
      await expect(put(store, 'k1', '1')).rejects.toThrow(StorageUnavailable);
      disk.isFull = false;
      const other = await open();
      await put(other, 'k2', '2');
      await other.close();
      await until(() => store.fault !== null && /another process/.test(store.fault));
      await expect(put(store, 'k1', '1')).rejects.toThrow('another process');
      await store.close();
    });
  });
});
