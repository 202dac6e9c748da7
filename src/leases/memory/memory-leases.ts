import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import type { LeaseStore } from '../port.js';

interface Lease {
  readonly holder: string;
  readonly fencingToken: number;
  readonly endsAt: EpochMs;
}

/** The leases of one process, which shares them with no other. */
export function createMemoryLeases(clock: Clock, leaseDurationMs: number): LeaseStore {
  const leases = new Map<string, Lease>();
  let lastFencingToken = 0;

  return {
    leaseDurationMs,
    async acquire(account, holder) {
      const lease = leases.get(account);
      const isHeld = lease !== undefined && lease.endsAt > clock.now();
      if (isHeld && lease.holder !== holder) return null;
      if (!isHeld) lastFencingToken += 1;
      const fencingToken = isHeld ? lease.fencingToken : lastFencingToken;
      leases.set(account, { holder, fencingToken, endsAt: clock.now() + leaseDurationMs });
      return fencingToken;
    },
    async release(account, holder) {
      if (leases.get(account)?.holder === holder) leases.delete(account);
    },
  };
}
