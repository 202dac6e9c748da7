import type { Clock } from '../../clock.js';
import type { Observation } from '../../domain/observation.js';
import type { LogBounds } from '../log/log-bounds.js';
import type { Catalog } from '../port.js';
import { createReads } from '../state/catalog-reads.js';
import { accountOf, CatalogState } from '../state/catalog-state.js';
import { LONGEST_REFRESH_MS, SWEEP_INTERVAL_MS } from '../state/sweep.js';
import { createMemoryLog } from './memory-log.js';

interface Settings extends LogBounds {
  readonly clock: Clock;
}

/** Everything in this process: lost when it ends, and then every older cursor is a GAP. */
export function createMemoryCatalog({ clock, ...bounds }: Settings): Catalog {
  const log = createMemoryLog(clock, bounds);
  const state = new CatalogState();
  const fencingTokens = new Map<string, number>();
  let nextSweepAt = 0;

  function sweep(): void {
    if (clock.now() < nextSweepAt) return;
    state.forget(clock.now() - LONGEST_REFRESH_MS);
    nextSweepAt = clock.now() + SWEEP_INTERVAL_MS;
  }

  function isFenced(observation: Observation, fencingToken: number): boolean {
    const account = accountOf(observation);
    if ((fencingTokens.get(account) ?? 0) > fencingToken) return true;
    fencingTokens.set(account, fencingToken);
    return false;
  }

  return {
    log,

    async observe(observation, fencingToken) {
      sweep();
      if (fencingToken !== undefined && isFenced(observation, fencingToken)) return;
      const changes = state.apply(observation);
      if (changes.length > 0) log.add(changes);
    },

    pendingInstances: () => Promise.resolve(0),

    ...createReads({ state }),
  };
}
