import { createEmbeddedLeases } from '../../src/leases/embedded/embedded-leases.js';
import { silentLog } from '../../src/log.js';
import { openStore } from '../../src/storage/open-store.js';
import type { Store } from '../../src/storage/port.js';
import { createDataFolders } from '../support/data-folder.js';
import { createTestClock } from '../support/test-clock.js';
import { leaseSuite } from './lease.suite.js';

const newFolder = createDataFolders();
const opened: Store[] = [];

async function open(dataDir: string): Promise<Store> {
  const store = await openStore({ dataDir, log: silentLog });
  opened.push(store);
  return store;
}

afterEach(async () => {
  for (const it of opened.splice(0)) await it.close();
});

leaseSuite('on disk', async (leaseDurationMs) => {
  const clock = createTestClock();
  return {
    store: createEmbeddedLeases(await open(newFolder()), clock, leaseDurationMs),
    advance: clock.advance,
  };
});

describe('leases on disk', () => {
  it('have a higher fencing token after a restart', async () => {
    const dataDir = newFolder();
    const clock = createTestClock();
    const tokens: (number | null)[] = [];
    for (let start = 0; start < 3; start += 1) {
      const store = await open(dataDir);
      tokens.push(await createEmbeddedLeases(store, clock, 8_000).acquire('a', 'alone'));
      await store.close();
    }
    expect(tokens).toEqual([1, 2, 3]);
  });

  it('cannot be had while nothing can be stored', async () => {
    const store = await open(newFolder());
    const leases = createEmbeddedLeases(store, createTestClock(), 8_000);
    await store.close();
    await expect(leases.acquire('a', 'alone')).rejects.toThrow('closed');
  });
});
