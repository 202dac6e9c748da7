import type { Clock } from '../../clock.js';
import type { Store } from '../../storage/port.js';
import { createMemoryLeases } from '../memory/memory-leases.js';
import type { LeaseStore } from '../port.js';

const TOKEN = 'lease/token/';

/**
 * The leases of one process: the process that has the folder has them all. Their fencing tokens go on from where they
 * were before a restart, because what they guard is stored too.
 */
export function createEmbeddedLeases(store: Store, clock: Clock, leaseDurationMs: number): LeaseStore {
  const leases = createMemoryLeases(clock, leaseDurationMs);
  /** By account: the token of the memory lease, and what it stands for. */
  const tokens = new Map<string, { readonly held: number; readonly stored: number }>();

  async function raise(account: string, held: number): Promise<number> {
    const key = TOKEN + account;
    const before = await store.read(key);
    const stored = Number(before ?? 0) + 1;
    const isStored = await store.commit({ rows: [[key, String(stored)]], expected: [[key, before]] });
    if (!isStored) return raise(account, held); // it was raised meanwhile
    tokens.set(account, { held, stored });
    return stored;
  }

  return {
    leaseDurationMs,
    async acquire(account, holder) {
      const held = await leases.acquire(account, holder);
      const known = tokens.get(account);
      if (held === null || known?.held === held) return held === null ? null : (known?.stored ?? null);
      return raise(account, held).catch(async (error: unknown) => {
        await leases.release(account, holder);
        throw error;
      });
    },
    release: (account, holder) => leases.release(account, holder),
  };
}
