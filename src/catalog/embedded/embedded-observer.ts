import type { Clock } from '../../clock.js';
import type { ProjectArn } from '../../domain/arn.js';
import type { GatewayEvent } from '../../domain/gateway-event.js';
import type { Observation } from '../../domain/observation.js';
import type { Log } from '../../log.js';
import { StorageUnavailable, type Store, type Write } from '../../storage/port.js';
import { cannotAppend } from '../log/cannot-append.js';
import { nextEntries, type Places } from '../log/log-entries.js';
import type { MirroredLog } from '../log/mirrored-log.js';
import { accountOf, type CatalogState } from '../state/catalog-state.js';
import { propose, toEdit } from '../state/proposal.js';
import { applyDelta, type CollectionDelta } from '../state/state-delta.js';
import { Sweeps } from '../state/sweep.js';
import { rowsOfCollection, rowsOfEntries, rowsOfTrim } from './embedded-rows.js';

interface Dependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly appLog: Log;
  readonly log: MirroredLog;
  readonly known: CatalogState;
  /** The newest entries that the store has no more. */
  readonly deleted: Places;
}

interface Waiting {
  readonly observation: Observation;
  readonly fencingToken: number | undefined;
  readonly resolve: () => void;
}

/** Takes observations one batch at a time: compares, stores, and then publishes. */
export class EmbeddedObserver {
  private queue: Waiting[] = [];
  private working: Promise<void> | null = null;
  private readonly highestTokens = new Map<string, number>();
  private readonly sweeps = new Sweeps();
  /** What is to be logged besides, in its order. */
  private appends: (() => Promise<void>)[] = [];
  private deleted: Places;

  constructor(private readonly using: Dependencies) {
    this.deleted = using.deleted;
  }

  observe(observation: Observation, fencingToken?: number): Promise<void> {
    return new Promise((resolve) => {
      this.queue.push({ observation, fencingToken, resolve });
      this.working ??= this.work();
    });
  }

  append(events: readonly GatewayEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.appends.push(() => this.appendNow(events).then(resolve, reject));
      this.working ??= this.work();
    });
  }

  async settled(): Promise<void> {
    while (this.working !== null) await this.working;
  }

  /** What comes while a batch is stored goes into the next one. Never rejects. */
  private async work(): Promise<void> {
    await Promise.resolve(); // what is observed in one go is one batch
    while (this.queue.length + this.appends.length > 0) {
      for (const append of this.appends.splice(0)) await append();
      const batch = this.queue.splice(0);
      if (batch.length === 0) continue;
      await this.take(batch).catch((error: unknown) =>
        this.using.appLog.error({ err: error }, 'catalog: an observation was lost'),
      );
      for (const it of batch) it.resolve();
    }
    this.working = null;
  }

  private async take(batch: readonly Waiting[]): Promise<void> {
    const drafts = [...this.byAccount(batch)].map(([account, observations]) =>
      propose(
        this.using.known,
        toEdit(account, observations),
        this.sweeps.before(account, this.using.clock.now()),
      ),
    );
    const deltas = drafts.filter((it) => it !== null);
    const collections = deltas.flatMap((it) => it.shelves);
    const changes = deltas.flatMap((it) => it.changes);
    const entries = nextEntries(this.using.log, this.using.clock.now(), changes);
    const write = {
      rows: [...collections.flatMap(rowsOfCollection), ...rowsOfEntries(entries), ...this.rowsToTrim()],
    };
    if (changes.length > 0 || !collections.every((it) => this.isConfirmation(it))) await this.commit(write);
    else this.using.store.writeLazily(write);
    for (const it of collections) applyDelta(this.using.known, it);
    if (changes.length > 0) this.using.log.push(entries);
  }

  /** Nothing is published that is not stored: the caller keeps it, and tries again. */
  private async appendNow(events: readonly GatewayEvent[]): Promise<void> {
    const { store, log, clock } = this.using;
    const entries = nextEntries(log, clock.now(), [], events);
    if (entries.events.length === 0) return;
    const trims = this.rowsToTrim();
    try {
      await store.commit({ rows: [...rowsOfEntries(entries), ...trims] });
    } catch (error) {
      store.writeLazily({ rows: trims });
      throw error instanceof StorageUnavailable ? cannotAppend(error) : error;
    }
    log.push(entries);
  }

  private byAccount(batch: readonly Waiting[]): Map<string, Observation[]> {
    const groups = new Map<string, Observation[]>();
    for (const { observation, fencingToken } of batch) {
      const account = accountOf(observation);
      if (fencingToken !== undefined && this.isFenced(account, fencingToken)) continue;
      groups.set(account, [...(groups.get(account) ?? []), observation]);
    }
    return groups;
  }

  private isFenced(account: string, fencingToken: number): boolean {
    const highest = this.highestTokens.get(account) ?? 0;
    this.highestTokens.set(account, Math.max(highest, fencingToken));
    return fencingToken < highest;
  }

  /** Of the entries that the log has forgotten since the last batch. */
  private rowsToTrim(): Write['rows'] {
    const { epoch, bases } = this.using.log;
    const from = this.deleted;
    if (bases.changes.count === from.changes.count && bases.events.count === from.events.count) return [];
    this.deleted = bases;
    return rowsOfTrim({ epoch, bases }, from);
  }

  /** Rows that only hold how fresh something is: if they are lost, AWS is called once more. */
  private isConfirmation({ shelf: collectionId, stamp, values }: CollectionDelta): boolean {
    if (stamp === null) return true;
    const versions = this.using.known.versions.get(collectionId as ProjectArn);
    const before = versions ?? this.using.known.projects.get(collectionId);
    const isSameLife = (versions?.endedAt ?? null) === stamp.endedAt;
    return values.length === 0 && isSameLife && (before?.listedAt ?? null) !== null;
  }

  private async commit(write: Write): Promise<void> {
    try {
      await this.using.store.commit(write);
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      this.using.store.writeLazily(write); // also if it was stored: the rows are the same
    }
  }
}
