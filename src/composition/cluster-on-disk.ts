import { openEmbeddedCatalog } from '../catalog/embedded/embedded-catalog.js';
import type { LogBounds } from '../catalog/log/log-bounds.js';
import type { Clock } from '../clock.js';
import { EmbeddedKeys } from '../idempotency/embedded-keys.js';
import { createEmbeddedLeases } from '../leases/embedded/embedded-leases.js';
import { LEASE_MS } from '../leases/leases.js';
import type { Log } from '../log.js';
import { openEmbeddedRecords } from '../records/embedded-records.js';
import { openStore } from '../storage/open-store.js';
import type { Store } from '../storage/port.js';
import type { Cluster } from './cluster.js';
import { createSingleInstance } from './cluster-in-memory.js';

/** One gateway that finds after a restart what it knew before. @throws StorageRefused: its message says what to do */
export async function createClusterOnDisk(
  dataDir: string,
  clock: Clock,
  log: Log,
  bounds: LogBounds,
): Promise<Cluster> {
  const store = await openStore({ dataDir, log });
  try {
    return await keepIn(store, clock, log, bounds);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function keepIn(store: Store, clock: Clock, log: Log, bounds: LogBounds): Promise<Cluster> {
  const catalog = await openEmbeddedCatalog({ store, clock, log, ...bounds });
  const keys = new EmbeddedKeys(store, clock);
  await keys.start();
  return {
    ...createSingleInstance(clock, bounds),
    catalog,
    keys,
    records: await openEmbeddedRecords(store),
    leaseStore: createEmbeddedLeases(store, clock, LEASE_MS),
    degraded: () => store.fault && `DATA_DIR: ${store.fault}`,
    async close() {
      await keys.close();
      await catalog.close();
      await store.close();
    },
  };
}
