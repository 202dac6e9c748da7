import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import type { Store } from '../../storage/port.js';
import type { LogBounds } from '../log/log-bounds.js';
import { createMirroredLog } from '../log/mirrored-log.js';
import { createWakeUp } from '../log/wake-up.js';
import { withAppend } from '../log/with-append.js';
import type { Catalog } from '../port.js';
import { createReads } from '../state/catalog-reads.js';
import { loadKnown, loadLog } from './embedded-load.js';
import { EmbeddedObserver } from './embedded-observer.js';

interface Settings extends LogBounds {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

export interface EmbeddedCatalog extends Catalog {
  /** Resolves when everything that was observed is stored, or kept by the store. */
  close(): Promise<void>;
}

/**
 * All of it in memory, as the store holds it. What is observed is compared, stored with the changes that it means, and
 * then published. While nothing can be stored it is published from memory, and stored when the store can be written
 * again. The cursor of an event that was never stored is a GAP after the next start.
 */
export async function openEmbeddedCatalog(settings: Settings): Promise<EmbeddedCatalog> {
  const { store, clock, log: appLog, ...bounds } = settings;
  const log = createMirroredLog({ clock, wakeUp: createWakeUp(), catchUp: async () => true, ...bounds });
  const [deleted, state] = await Promise.all([loadLog(store, log), loadKnown(store, clock.now())]);
  const observer = new EmbeddedObserver({ store, clock, appLog, log, known: state, deleted });
  return {
    ...createReads({ state }),
    log: withAppend(log, (events) => observer.append(events)),
    pendingInstances: async () => 0,
    observe: (observation, fencingToken) => observer.observe(observation, fencingToken),
    close: () => observer.settled(),
  };
}
