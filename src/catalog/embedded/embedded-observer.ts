import { randomInt } from 'node:crypto';
import type { Clock } from '../../clock.js';
import type { ProjectArn } from '../../domain/arn.js';
import type { EpochMs } from '../../domain/model.js';
import type { Log } from '../../log.js';
import { StorageUnavailable, type Store, type Write } from '../../storage/port.js';
import type { LogEntry } from '../log/entry-ring.js';
import type { MirroredLog } from '../log/mirrored-log.js';
import type { Observation } from '../port.js';
import { accountOf, type CatalogState } from '../state/catalog-state.js';
import { propose, toEdit } from '../state/proposal.js';
import { applyDelta, type CollectionDelta, type Delta } from '../state/state-delta.js';
import { LONGEST_REFRESH_MS, SWEEP_INTERVAL_MS } from '../state/sweep.js';
import { rowsOfCollection, rowsOfEntries, rowsOfTrim } from './embedded-rows.js';

interface Dependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly appLog: Log;
  readonly log: MirroredLog;
  readonly known: CatalogState;
  /** The number of the newest entry that the store has no more. */
  readonly deletedCount: number;
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
  private readonly nextSweeps = new Map<string, EpochMs>();
  private deletedCount: number;

  constructor(private readonly using: Dependencies) {
    this.deletedCount = using.deletedCount;
  }

  observe(observation: Observation, fencingToken?: number): Promise<void> {
    return new Promise((resolve) => {
      this.queue.push({ observation, fencingToken, resolve });
      this.working ??= this.work();
    });
  }

  async settled(): Promise<void> {
    while (this.working !== null) await this.working;
  }

  /** What comes while a batch is stored goes into the next one. Never rejects. */
  private async work(): Promise<void> {
    await Promise.resolve(); // what is observed in one go is one batch
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0);
      await this.take(batch).catch((error: unknown) =>
        this.using.appLog.error({ err: error }, 'catalog: an observation was lost'),
      );
      for (const it of batch) it.resolve();
    }
    this.working = null;
  }

  private async take(batch: readonly Waiting[]): Promise<void> {
    const drafts = [...this.byAccount(batch)].map(([account, observations]) =>
      propose(this.using.known, toEdit(account, observations), this.sweepBefore(account)),
    );
    const deltas = drafts.filter((it) => it !== null);
    const collections = deltas.flatMap((it) => it.shelves);
    const entries = this.numbered(deltas.flatMap((it) => it.changes));
    const write = {
      rows: [...collections.flatMap(rowsOfCollection), ...rowsOfEntries(entries), ...this.rowsToTrim()],
    };
    if (entries.length > 0 || !collections.every((it) => this.isConfirmation(it))) await this.commit(write);
    else this.using.store.writeLazily(write);
    for (const it of collections) applyDelta(this.using.known, it);
    for (const it of entries) this.using.log.push(it);
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

  private numbered(changes: Delta['changes']): LogEntry[] {
    const { last, count } = this.using.log;
    const ms = Math.max(last.ms, Math.floor(this.using.clock.now()));
    // The random number makes the id unlike that of any entry which was sent and then lost with the process.
    const first = ms === last.ms ? last.number + 1 : randomInt(1_000_000);
    return changes.map((change, index) => ({
      id: { ms, number: first + index },
      count: count + index + 1,
      change,
    }));
  }

  /** Of the entries that the log has forgotten since the last batch. */
  private rowsToTrim(): Write['rows'] {
    const { epoch, base } = this.using.log;
    const from = this.deletedCount + 1;
    if (base.count < from) return [];
    this.deletedCount = base.count;
    return rowsOfTrim({ epoch, base: base.id, baseCount: base.count }, from);
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

  /** Null: it is not time yet. */
  private sweepBefore(account: string): EpochMs | null {
    const now = this.using.clock.now();
    if (now < (this.nextSweeps.get(account) ?? 0)) return null;
    this.nextSweeps.set(account, now + SWEEP_INTERVAL_MS);
    return now - LONGEST_REFRESH_MS;
  }
}
