import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.js';
import type { Cursor, StatusChange } from '../../domain/event.js';
import type { Observation } from '../../domain/observation.js';
import { notACursor, parseCursor } from '../log/cursor.js';
import type { LogBounds } from '../log/log-bounds.js';
import { NO_PLACES, nextEntries } from '../log/log-entries.js';
import { MirroredLog } from '../log/mirrored-log.js';
import { compareIds, toStreamId } from '../log/stream-id.js';
import type { Catalog, EventLog } from '../port.js';
import { CatalogReads } from '../state/catalog-reads.js';
import { accountOf, CatalogState } from '../state/catalog-state.js';
import { LONGEST_REFRESH_MS, SWEEP_INTERVAL_MS } from '../state/sweep.js';

interface Settings extends LogBounds {
  readonly clock: Clock;
}

/** Everything in this process: lost when it ends, and then every older cursor is a GAP. */
export class MemoryCatalog extends CatalogReads implements Catalog {
  readonly log: MemoryLog;
  protected readonly state = new CatalogState();
  private readonly clock: Clock;
  private readonly fencingTokens = new Map<string, number>();
  private nextSweepAt = 0;

  constructor({ clock, ...bounds }: Settings) {
    super();
    this.clock = clock;
    this.log = createMemoryLog(clock, bounds);
  }

  async observe(observation: Observation, fencingToken?: number): Promise<void> {
    this.sweep();
    if (fencingToken !== undefined && this.isFenced(observation, fencingToken)) return;
    const changes = this.state.apply(observation);
    if (changes.length > 0) this.log.add(changes);
  }

  async pendingInstances(): Promise<number> {
    return 0;
  }

  private sweep(): void {
    const { clock, state } = this;
    if (clock.now() < this.nextSweepAt) return;
    state.forget(clock.now() - LONGEST_REFRESH_MS);
    this.nextSweepAt = clock.now() + SWEEP_INTERVAL_MS;
  }

  private isFenced(observation: Observation, fencingToken: number): boolean {
    const account = accountOf(observation);
    if ((this.fencingTokens.get(account) ?? 0) > fencingToken) return true;
    this.fencingTokens.set(account, fencingToken);
    return false;
  }
}

export interface MemoryLog extends EventLog {
  /** @param changes - at least one */
  add(changes: readonly StatusChange[]): void;
}

/** The log of this process alone, which ends with it. */
export function createMemoryLog(clock: Clock, bounds: LogBounds): MemoryLog {
  const log = new MirroredLog({
    ...{ clock, ...bounds, catchUp: async () => true },
    append: async (events) => void log.push(nextEntries(log, clock.now(), [], events)),
  });
  const epoch = randomBytes(8).toString('hex');
  log.reset({ epoch, bases: NO_PLACES, entries: { changes: [], events: [] } });
  log.markCaughtUp();

  /** A position of this log that is still to come was never given to anybody. */
  function check(cursor: Cursor | null): void {
    if (cursor === null) return;
    const { epoch: of, position } = parseCursor(cursor);
    if (of === epoch && compareIds(toStreamId(position), log.last) > 0) throw notACursor();
  }

  return {
    add: (changes) => log.push(nextEntries(log, clock.now(), changes)),
    append: log.append,
    tail: () => log.tail(),
    async follow(after, filter, withBookmarks) {
      check(after);
      return log.follow(after, filter, withBookmarks);
    },
    async history(versionArn, limit, before) {
      check(before);
      return log.history(versionArn, limit, before);
    },
  };
}
