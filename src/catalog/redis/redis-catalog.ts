import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../clock.js';
import type { ProjectArn } from '../../domain/arn.js';
import type { ModelVersion } from '../../domain/model.js';
import type { Observation } from '../../domain/observation.js';
import type { Log } from '../../log.js';
import type { Applied } from '../../redis/applied.js';
import { RedisGone, type RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import { type StreamEntry, StreamReader } from '../../redis/stream-reader.js';
import { boundsOf, type LogBounds } from '../log/log-bounds.js';
import { MirroredLog } from '../log/mirrored-log.js';
import type { Catalog } from '../port.js';
import { CatalogReads } from '../state/catalog-reads.js';
import type { CatalogState } from '../state/catalog-state.js';
import { answersIn, isAnswer } from '../state/state-delta.js';
import { Appends } from './appends.js';
import { giveBack } from './give-back.js';
import { Outage } from './outage.js';
import { type Commit, toCommit } from './redis-commit.js';
import { Mirror } from './redis-mirror.js';
import { Diverged, RedisWriter } from './redis-writer.js';
import { editOf, takeBatch, type Waiting } from './waiting.js';

interface Settings extends LogBounds {
  readonly url: string;
  readonly link: RedisLink;
  readonly names: Names;
  readonly clock: Clock;
  readonly log: Log;
  /** Default: there are no other instances. */
  readonly applied?: Applied;
  /** Another instance has changed this version. Must not throw. */
  readonly onAnswered?: (version: ModelVersion) => void;
  /** Another instance has changed tags or policies of this project; null: perhaps of any. Must not throw. */
  readonly onAttachments?: (projectArn: ProjectArn | null) => void;
  /** Changes that are kept one by one while Redis is away. */
  readonly maxUnsent?: number;
}

/** How often to try again while the state of Redis cannot be taken. */
const DEAF_MS = 50;

/** The catalog that several instances share. Each holds all of it in memory, and changes it in Redis first. */
export class RedisCatalog extends CatalogReads implements Catalog {
  readonly log: MirroredLog;
  private readonly mirror: Mirror;
  private readonly writer: RedisWriter;
  private readonly reader: StreamReader;
  private readonly queue: Waiting[] = [];
  private readonly appends = new Appends(() => this.storeQueued());
  private readonly outage: Outage;
  private isStoring = false;
  private isSynced = false;
  private syncing: Promise<void> | null = null;

  constructor(private readonly settings: Settings) {
    super();
    const { url, link, names, clock, log: appLog } = settings;
    const bounds = boundsOf(settings);
    const log = new MirroredLog({
      ...{ clock, ...bounds, catchUp: () => this.catchUp() },
      append: (events) => this.appends.add(events),
    });
    const mirror = new Mirror({ link, names, log, onCommit: (it) => this.tell(it) });
    this.log = log;
    this.mirror = mirror;
    this.writer = new RedisWriter({ link, names, mirror, log, clock, appLog, bounds });
    this.outage = new Outage(settings.maxUnsent);
    this.reader = new StreamReader({
      ...{ url, log: appLog, stream: names.commits },
      after: () => mirror.position,
      onEntries: (entries) => this.applyCommits(entries),
      onQuiet: async () => void (await this.catchUp()),
    });
  }

  /** False while Redis is away: what is observed is kept here and stored when it is back. */
  get isShared(): boolean {
    return this.isSynced;
  }

  start(): void {
    const { link } = this.settings;
    link.onChange((isUp) => {
      if (isUp) void this.catchUp();
      else this.isSynced = false;
    });
    if (link.isUp) void this.catchUp();
    this.reader.start();
  }

  /** Resolves when it holds what Redis holds, or after `patienceMs` without Redis. */
  async ready(patienceMs: number): Promise<void> {
    const givesUpAt = performance.now() + patienceMs;
    while (!this.isSynced && performance.now() < givesUpAt) await pause(20);
  }

  close(): void {
    this.reader.close();
  }

  observe(observation: Observation, fencingToken?: number): Promise<void> {
    return new Promise((resolve) => {
      this.queue.push({ observation, fencingToken, resolve });
      void this.storeQueued();
    });
  }

  async pendingInstances(): Promise<number> {
    const { ownAnswer } = this.writer;
    if (this.isSynced && ownAnswer === null) return 0;
    return this.settings.applied?.pending(this.isSynced ? ownAnswer : null) ?? 0;
  }

  /** While Redis is away, also what this instance learns alone. */
  protected get state(): CatalogState {
    return this.outage.view ?? this.mirror.state;
  }

  private tell({ id, delta }: Commit): void {
    const { onAnswered, onAttachments, applied } = this.settings;
    if (id === this.writer.ownCommit) return;
    if (onAnswered) for (const it of answersIn(this.mirror.state, delta)) onAnswered(it);
    for (const it of delta.attachments ?? []) onAttachments?.(it);
    if (this.isSynced && isAnswer(delta)) applied?.note(id);
  }

  private async applyCommits(entries: readonly StreamEntry[]): Promise<void> {
    if (!this.isSynced) await pause(DEAF_MS);
    else if (!entries.every((it) => this.mirror.apply(toCommit(it)))) await this.catchUp();
  }

  /** False: Redis is away. */
  private async catchUp(): Promise<boolean> {
    if (!this.settings.link.isUp) return false;
    try {
      if (!this.isSynced || !(await this.mirror.readOn())) await this.sync();
      return true;
    } catch (error) {
      if (!(error instanceof RedisGone)) throw error;
      return false;
    }
  }

  /** Takes what Redis holds, and gives it what is known better here. Reads stay where they are until that is done. */
  private sync(): Promise<void> {
    this.isSynced = false;
    this.outage.begin(this.mirror.state);
    this.syncing ??= this.syncAll().finally(() => {
      this.syncing = null;
    });
    return this.syncing;
  }

  private async syncAll(): Promise<void> {
    const { outage, mirror, writer, settings } = this;
    do {
      await mirror.load(outage.hasLost);
      outage.hasLost = false;
    } while (!(await giveBack(outage, mirror, writer)) || outage.unsent.length > 0);
    outage.end();
    this.isSynced = settings.link.isUp;
    this.log.markCaughtUp();
    settings.onAttachments?.(null);
    settings.applied?.note(mirror.position);
    void this.storeQueued();
  }

  /** One batch at a time, in the order in which they came. Never rejects. */
  private async storeQueued(): Promise<void> {
    if (this.isStoring) return;
    this.isStoring = true;
    while (this.queue.length + this.appends.length > 0) {
      if (!this.isSynced) await this.catchUp(); // gives back what is older first
      if (!(await this.appends.logNext(this.isSynced ? this.writer : null))) this.isSynced = false;
      else await this.storeBatch(takeBatch(this.queue));
    }
    this.isStoring = false;
  }

  private async storeBatch(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    try {
      if (this.isSynced) await this.writer.commit(editOf(batch), first.fencingToken);
      else this.keepLocally(batch);
    } catch (error) {
      if (error instanceof Diverged) {
        this.isSynced = false;
        return void this.queue.unshift(...batch);
      }
      if (error instanceof RedisGone) this.keepLocally(batch);
      else this.settings.log.error({ err: error }, 'catalog: an observation was lost');
    }
    for (const it of batch) it.resolve();
  }

  /** Reads go on from what this instance learns; nothing is logged before Redis has it. */
  private keepLocally(batch: readonly Waiting[]): void {
    this.isSynced = false;
    this.outage.begin(this.mirror.state);
    this.outage.learn(batch);
  }
}

/** It is at work from the start: it follows Redis until it is closed. */
export function createRedisCatalog(settings: Settings): RedisCatalog {
  const catalog = new RedisCatalog(settings);
  catalog.start();
  return catalog;
}
