import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import type { LeaseStore } from '../port.js';

interface Lease {
  readonly holder: string;
  readonly fence: number;
  readonly endsAt: EpochMs;
}

/** The leases of one process: it has nobody to share them with. */
export function createMemoryLeases(clock: Clock, ttlMs: number): LeaseStore {
  const leases = new Map<string, Lease>();
  let fences = 0;

  return {
    ttlMs,
    async take(account, holder) {
      const lease = leases.get(account);
      const isHeld = lease !== undefined && lease.endsAt > clock.now();
      if (isHeld && lease.holder !== holder) return null;
      if (!isHeld) fences += 1;
      const fence = isHeld ? lease.fence : fences;
      leases.set(account, { holder, fence, endsAt: clock.now() + ttlMs });
      return fence;
    },
    async release(account, holder) {
      if (leases.get(account)?.holder === holder) leases.delete(account);
    },
  };
}
