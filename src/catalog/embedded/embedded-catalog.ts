import type { Clock } from '../../clock.js';
import type { Observation } from '../../domain/observation.js';
import type { Log } from '../../log.js';
import type { Store } from '../../storage/port.js';
import type { LogBounds } from '../log/log-bounds.js';
import { MirroredLog } from '../log/mirrored-log.js';
import type { Catalog } from '../port.js';
import { CatalogReads } from '../state/catalog-reads.js';
import type { CatalogState } from '../state/catalog-state.js';
import { loadKnown, loadLog } from './embedded-load.js';
import { EmbeddedObserver } from './embedded-observer.js';

interface Settings extends LogBounds {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * All of it in memory, as the store holds it. What is observed is compared, stored with the changes that it means, and
 * then published. While nothing can be stored it is published from memory, and stored when the store can be written
 * again. The cursor of an event that was never stored is a GAP after the next start.
 */
export class EmbeddedCatalog extends CatalogReads implements Catalog {
  constructor(
    readonly log: MirroredLog,
    protected readonly state: CatalogState,
    private readonly observer: EmbeddedObserver,
  ) {
    super();
  }

  observe(observation: Observation, fencingToken?: number): Promise<void> {
    return this.observer.observe(observation, fencingToken);
  }

  async pendingInstances(): Promise<number> {
    return 0;
  }

  /** Resolves when everything that was observed is stored, or kept by the store. */
  close(): Promise<void> {
    return this.observer.settled();
  }
}

export async function openEmbeddedCatalog(settings: Settings): Promise<EmbeddedCatalog> {
  const { store, clock, log: appLog, ...bounds } = settings;
  const log = new MirroredLog({
    ...{ clock, ...bounds, catchUp: async () => true },
    append: (events) => observer.append(events),
  });
  const [deleted, state] = await Promise.all([loadLog(store, log), loadKnown(store, clock.now())]);
  const observer = new EmbeddedObserver({ store, clock, appLog, log, known: state, deleted });
  return new EmbeddedCatalog(log, state, observer);
}
