import { type ModelVersionArn, modelVersionArnParts, type ProjectArn } from '../../domain/arn.js';
import type { EpochMs } from '../../domain/model.js';
import { METERED_KIND, type MeteredStretch, readMetered } from '../../domain/money/metered.js';
import {
  arnOfInterval,
  type RunInterval,
  readRunInterval,
  USAGE_KIND,
} from '../../domain/money/run-interval.js';
import { readTraining, TRAINING_KIND, type Training } from '../../domain/money/training.js';
import { readWatched, WATCHED_KIND, type Watched } from '../../domain/money/watched.js';
import type { RecordStore } from '../../records/port.js';

/** A stretch of running as it is written down. */
export interface KeyedInterval {
  readonly key: string;
  readonly interval: RunInterval;
}

/** A stretch that may go on. */
export interface OpenInterval {
  readonly arn: ModelVersionArn;
  readonly interval: RunInterval;
}

/** What is written down of one version. */
export class IndexedVersion {
  readonly region: string;
  readonly accountId: string;
  readonly createdAt: EpochMs;
  training: Training | null = null;
  private readonly stretches = new Map<string, MeteredStretch>();
  private inOrder: readonly MeteredStretch[] | null = null;
  private readonly byKey = new Map<string, RunInterval>();
  private sorted: {
    readonly closed: readonly RunInterval[];
    readonly open: readonly KeyedInterval[];
  } | null = null;

  constructor(
    readonly arn: ModelVersionArn,
    readonly projectArn: ProjectArn,
  ) {
    const { region, accountId, createdMs } = modelVersionArnParts(arn);
    this.region = region;
    this.accountId = accountId;
    this.createdAt = createdMs;
  }

  /** Stretches that are over, ordered by their beginning. */
  get closed(): readonly RunInterval[] {
    return this.parts().closed;
  }

  /** Stretches that may go on: one, or none, but for moments. */
  get open(): readonly KeyedInterval[] {
    return this.parts().open;
  }

  private parts() {
    if (this.sorted) return this.sorted;
    const all = [...this.byKey]
      .map(([key, interval]) => ({ key, interval }))
      .sort((a, b) => a.interval.from - b.interval.from);
    const closed = all.map((it) => it.interval).filter((it) => it.endSeenAt !== null);
    this.sorted = { closed, open: all.filter((it) => it.interval.endSeenAt === null) };
    return this.sorted;
  }

  put(key: string, interval: RunInterval | null): void {
    if (interval) this.byKey.set(key, interval);
    else this.byKey.delete(key);
    this.sorted = null;
  }

  /** What was read of AWS's metric, in order. */
  get metered(): readonly MeteredStretch[] {
    this.inOrder ??= [...this.stretches.values()].sort((a, b) => a.from - b.from);
    return this.inOrder;
  }

  putMetered(key: string, stretch: MeteredStretch | null): void {
    if (stretch) this.stretches.set(key, stretch);
    else this.stretches.delete(key);
    this.inOrder = null;
  }

  get isEmpty(): boolean {
    return this.byKey.size === 0 && this.stretches.size === 0 && this.training === null;
  }
}

/** The records of usage by version, so that a sum reads those of its scope alone. */
export class UsageIndex {
  readonly versions = new Map<ModelVersionArn, IndexedVersion>();
  readonly versionsOf = new Map<ProjectArn, Set<IndexedVersion>>();
  readonly watched = new Map<ProjectArn, Watched>();
  /** By key. */
  readonly open = new Map<string, OpenInterval>();
  /** Another one after each change of what is over, and where something has begun: how far an open stretch has come does not count. */
  revision = 0;

  constructor(private readonly records: RecordStore) {
    this.follow(USAGE_KIND, (key) => this.readInterval(key));
    this.follow(TRAINING_KIND, (key) => this.readTraining(key as ModelVersionArn));
    this.follow(METERED_KIND, (key) => this.readMetered(key));
    this.follow(WATCHED_KIND, (key) => this.readWatched(key as ProjectArn));
  }

  private follow(kind: string, read: (key: string) => void): void {
    this.records.subscribe(kind, read);
    for (const { key } of this.records.list(kind)) read(key);
  }

  private readInterval(key: string): void {
    const record = this.records.get(USAGE_KIND, key);
    const interval = record ? readRunInterval(record.value) : null;
    const arn = arnOfInterval(key);
    const goesOn = this.open.has(key) && interval?.endSeenAt === null;
    if (!goesOn) this.revision += 1;
    if (interval?.endSeenAt === null) this.open.set(key, { arn, interval });
    else this.open.delete(key);
    this.change(arn, interval?.projectArn, (it) => it.put(key, interval));
  }

  private readTraining(arn: ModelVersionArn): void {
    const record = this.records.get(TRAINING_KIND, arn);
    const training = record ? readTraining(record.value) : null;
    this.revision += 1;
    this.change(arn, training?.projectArn, (it) => {
      it.training = training;
    });
  }

  private readMetered(key: string): void {
    const record = this.records.get(METERED_KIND, key);
    const stretch = record ? readMetered(record.value) : null;
    this.revision += 1;
    this.change(arnOfInterval(key), stretch?.projectArn, (it) => it.putMetered(key, stretch));
  }

  private readWatched(arn: ProjectArn): void {
    const record = this.records.get(WATCHED_KIND, arn);
    if (record) this.watched.set(arn, readWatched(record.value));
    else this.watched.delete(arn);
  }

  private change(
    arn: ModelVersionArn,
    projectArn: ProjectArn | undefined,
    edit: (version: IndexedVersion) => void,
  ): void {
    const version = this.versions.get(arn) ?? (projectArn && new IndexedVersion(arn, projectArn));
    if (!version) return;
    edit(version);
    const siblings = this.versionsOf.get(version.projectArn) ?? new Set();
    if (version.isEmpty) {
      this.versions.delete(arn);
      siblings.delete(version);
    } else {
      this.versions.set(arn, version);
      this.versionsOf.set(version.projectArn, siblings.add(version));
    }
  }
}

const indexes = new WeakMap<RecordStore, UsageIndex>();

/** One for each store. */
export function usageIndexOf(records: RecordStore): UsageIndex {
  const index = indexes.get(records) ?? new UsageIndex(records);
  indexes.set(records, index);
  return index;
}
