import type { LogBounds } from '../catalog/log/log-bounds.js';
import { MemoryCatalog } from '../catalog/memory/memory-catalog.js';
import type { Clock } from '../clock.js';
import { MemoryKeys } from '../idempotency/memory-keys.js';
import { LEASE_MS } from '../leases/leases.js';
import { createMemoryLeases } from '../leases/memory/memory-leases.js';
import { MemoryRecords } from '../records/memory-records.js';
import { noRefreshLock } from '../refresh/refresh.js';
import { MemoryPermits } from '../upstream/rate-limit/memory-permits.js';
import type { Cluster } from './cluster.js';

/** Of one process, all in its memory. */
export function createSingleInstance(clock: Clock, bounds: LogBounds): Cluster {
  const self = 'alone';
  return {
    clock,
    catalog: new MemoryCatalog({ clock, ...bounds }),
    keys: new MemoryKeys(clock),
    records: new MemoryRecords(),
    createPermits: (...of) => new MemoryPermits(clock, ...of),
    leaseStore: createMemoryLeases(clock, LEASE_MS),
    refreshLock: noRefreshLock,
    self,
    alive: () => [self],
    degraded: () => null,
    async start() {},
    async retire() {},
    async close() {},
  };
}
