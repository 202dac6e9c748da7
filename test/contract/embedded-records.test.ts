import { silentLog } from '../../src/log.js';
import { openEmbeddedRecords } from '../../src/records/embedded-records.js';
import { openStore } from '../../src/storage/open-store.js';
import type { Store } from '../../src/storage/port.js';
import { createDataFolders } from '../support/data-folder.js';
import { FailingDisk } from '../support/failing-disk.js';
import { until } from '../support/until.js';
import { describeRecords } from './records.suite.js';

const newFolder = createDataFolders();
const opened: Store[] = [];

async function open(dataDir: string, disk = new FailingDisk()): Promise<Store> {
  const store = await openStore({ dataDir, log: silentLog, open: disk.open, patienceMs: 0 });
  opened.push(store);
  return store;
}

afterEach(async () => {
  for (const it of opened.splice(0)) await it.close();
});

describeRecords(
  'records on disk',
  async () => {
    const store = await open(newFolder());
    return { open: () => openEmbeddedRecords(store), settled: async () => {}, close: async () => {} };
  },
  false,
);

describe('records on disk', () => {
  const put = (value: unknown) => [{ kind: 'stop', key: 'a', value }];

  it('outlive the process, with revisions and fencing tokens that go on', async () => {
    const dataDir = newFolder();
    const first = await open(dataDir);
    const before = await openEmbeddedRecords(first);
    await before.commit(put({ at: 1 }), 7);
    const revision = before.get('stop', 'a')?.revision;
    await before.commit([{ kind: 'stop', key: 'b', value: 1 }]);
    await before.commit([{ kind: 'stop', key: 'b', value: null }]);
    await first.close();
    const records = await openEmbeddedRecords(await open(dataDir));
    expect(records.list('stop')).toEqual([{ kind: 'stop', key: 'a', revision, value: { at: 1 } }]);
    expect(await records.commit(put(2), 6)).toBeNull();
    const [changed] = (await records.commit(put(2), 7)) ?? [];
    expect(Number(changed?.revision)).toBe(Number(revision) + 3);
  });

  it('are what the disk holds after a time in which it took nothing', async () => {
    const disk = new FailingDisk();
    const store = await open(newFolder(), disk);
    const records = await openEmbeddedRecords(store);
    await records.commit(put(1));
    const revision = records.get('stop', 'a')?.revision ?? '';
    disk.isFull = true;
    await expect(records.commit(put(2))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(records.get('stop', 'a')?.value).toBe(1);
    disk.isFull = false;
    await until(() => store.fault === null);
    const [again] = (await records.commit([{ kind: 'stop', key: 'a', value: 3, expected: revision }])) ?? [];
    expect([again?.value, records.get('stop', 'a')?.value]).toEqual([3, 3]);
  });
});
