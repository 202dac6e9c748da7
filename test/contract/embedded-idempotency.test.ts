import { EmbeddedKeys } from '../../src/idempotency/embedded-keys.js';
import type { KeyUse } from '../../src/idempotency/port.js';
import { silentLog } from '../../src/log.js';
import { openStore } from '../../src/storage/open-store.js';
import type { Store } from '../../src/storage/port.js';
import { createDataFolders } from '../support/data-folder.js';
import { FailingDisk } from '../support/failing-disk.js';
import { createTestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { idempotencySuite } from './idempotency.suite.js';

const newFolder = createDataFolders();
const opened: Store[] = [];
const HOUR_MS = 3_600_000;

async function open(dataDir: string, disk = new FailingDisk()): Promise<Store> {
  const store = await openStore({ dataDir, log: silentLog, open: disk.open, patienceMs: 0 });
  opened.push(store);
  return store;
}

afterEach(async () => {
  for (const it of opened.splice(0)) await it.close();
});

idempotencySuite('on disk', async (clock) => ({
  keys: new EmbeddedKeys(await open(newFolder()), clock),
}));

describe('idempotency keys on disk', () => {
  const intending = (at: number) => async (use: KeyUse) => {
    await use.intend({ at, before: { status: 'STOPPED' } });
    return { result: at };
  };

  it('give the first answer after a restart, and refuse other input', async () => {
    const dataDir = newFolder();
    const clock = createTestClock();
    const first = await open(dataDir);
    await new EmbeddedKeys(first, clock).once('key', 'input', intending(1));
    await first.close();
    const keys = new EmbeddedKeys(await open(dataDir), clock);
    expect(await keys.once('key', 'input', intending(2))).toEqual({ result: 1 });
    await expect(keys.once('key', 'other', intending(2))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });

  it('give after a crash the intent of the use that was cut off', async () => {
    const dataDir = newFolder();
    const clock = createTestClock();
    const first = await open(dataDir);
    const cut = new EmbeddedKeys(first, clock).once('key', 'input', async (use) => {
      await intending(7)(use);
      throw new Error('killed');
    });
    await expect(cut).rejects.toThrow('killed');
    await first.close();
    const keys = new EmbeddedKeys(await open(dataDir), clock);
    const earlier = await keys.once('key', 'input', async (use) => use.earlier);
    expect(earlier).toEqual({ at: 7, before: { status: 'STOPPED' } });
  });

  it('refuse every use while the disk is full, before anything is done, and take it up again', async () => {
    const disk = new FailingDisk();
    const store = await open(newFolder(), disk);
    const keys = new EmbeddedKeys(store, createTestClock());
    let done = 0;
    const act = async (use: KeyUse) => {
      await use.intend({ at: 1, before: null });
      done += 1;
      return done;
    };
    await keys.once('before', 'input', act);
    disk.isFull = true;
    for (const key of ['key', 'key', 'another'])
      await expect(keys.once(key, 'input', act)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(done).toBe(1);
    disk.isFull = false;
    await until(() => store.fault === null);
    expect(await keys.once('key', 'input', act)).toBe(2);
    expect(await keys.once('before', 'input', act)).toBe(1);
  });

  it('keep an answer that came when the disk was full', async () => {
    const disk = new FailingDisk();
    const dataDir = newFolder();
    const store = await open(dataDir, disk);
    const clock = createTestClock();
    const answer = await new EmbeddedKeys(store, clock).once('key', 'input', async (use) => {
      await use.intend({ at: 1, before: null });
      disk.isFull = true;
      return 'done';
    });
    expect(answer).toBe('done');
    disk.isFull = false;
    await until(() => store.fault === null);
    await store.close();
    const keys = new EmbeddedKeys(await open(dataDir), clock);
    expect(await keys.once('key', 'input', async () => 'again')).toBe('done');
  });

  it('are deleted when they are over', async () => {
    const dataDir = newFolder();
    const clock = createTestClock();
    const store = await open(dataDir);
    const keys = new EmbeddedKeys(store, clock);
    await keys.start();
    await keys.once('key', 'input', intending(1));
    const [key = ''] = await keysIn(store);
    expect(key).not.toBe('');
    await clock.advance(24 * HOUR_MS);
    await until(async () => {
      await clock.advance(HOUR_MS); // one sweep an hour
      return (await store.read(key)) === null;
    });
    await keys.close();
    await store.close();
    expect(await keysIn(await open(dataDir))).toEqual([]);
  });
});

async function keysIn(store: Store): Promise<string[]> {
  const keys: string[] = [];
  for await (const page of store.scan('key/')) keys.push(...page.map(([key]) => key));
  return keys;
}
