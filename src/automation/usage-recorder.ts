import type { Clock } from '../clock.js';
import type { Cursor } from '../domain/event.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import { WakeUpTimer } from '../poller/wake-up-timer.js';
import type { RecordChange } from '../records/port.js';
import type { Services } from '../services/session.js';
import { readChanges } from './change-reader.js';
import { LastTagsReader } from './last-tags-reader.js';
import { MeteredUnits } from './metered-units.js';
import { OldUsage } from './old-usage.js';
import type { Runner } from './runner.js';
import { UsageOfProjects } from './usage-of-projects.js';
import { UsageOfVersions } from './usage-of-versions.js';

interface Settings {
  readonly services: Services;
  readonly log: Log;
  /** Whether this instance writes. */
  readonly isHolder: () => boolean;
  /** Of the lease that is held. */
  readonly fencingToken: () => number | undefined;
}

/** How far the log was read. A record; there is one. */
interface Position {
  readonly cursor: Cursor;
  /** When it was written down. */
  readonly at: EpochMs;
}

const POSITION_KIND = 'usage-position';
const POSITION_KEY = 'log';

const OBSERVE_MS = 1_000;
const CHECKPOINT_MS = 60_000;
const RETRY_MS = 5_000;
/** In one commit. */
const MAX_CHANGES = 500;

/** Writes down what ran and when, out of what the catalog and its log show. */
export class UsageRecorder implements Runner {
  private readonly projects: UsageOfProjects;
  private readonly versions: UsageOfVersions;
  private readonly metered: MeteredUnits;
  private readonly old: OldUsage;
  private readonly tags: LastTagsReader;
  private readonly timer: WakeUpTimer;
  private readonly clock: Clock;
  private endReading: (() => void) | null = null;
  private cursor: Cursor | null = null;
  private checkpointAt: EpochMs = 0;
  private writing: Promise<void> | null = null;
  private notBefore: EpochMs = 0;

  constructor(private readonly settings: Settings) {
    const { services } = settings;
    this.clock = services.clock;
    this.projects = new UsageOfProjects(services);
    this.versions = new UsageOfVersions(services);
    this.metered = new MeteredUnits(services);
    this.old = new OldUsage(services);
    this.tags = new LastTagsReader(services);
    this.timer = new WakeUpTimer(services.clock, () => this.observe());
  }

  async start(): Promise<void> {
    this.projects.start(this.position?.at ?? null);
    this.timer.start();
  }

  async stop(): Promise<void> {
    this.timer.stop();
    await this.writing;
    if (this.settings.isHolder()) await this.write(this.changes(true));
    this.endReading?.();
    this.endReading = null;
  }

  private get position(): Position | null {
    return this.settings.services.records.get<Position>(POSITION_KIND, POSITION_KEY)?.value ?? null;
  }

  /** Returns when to observe again; never throws. */
  private observe(): EpochMs {
    const now = this.clock.now();
    if (!this.settings.isHolder()) {
      this.projects.changes(); // it notices gaps; the holder writes them down
      this.endReading?.();
      this.endReading = null;
      return now + OBSERVE_MS;
    }
    this.endReading ??= this.beginReading();
    this.tags.readNext();
    if (this.writing === null && now >= this.notBefore) this.beginWriting(now);
    return now + OBSERVE_MS;
  }

  private beginReading(): () => void {
    const { services } = this.settings;
    this.cursor = null;
    return readChanges({
      statusLog: services.catalog.log,
      clock: services.clock,
      after: this.position?.cursor ?? null,
      onBegin: (cursor) => {
        this.cursor = cursor;
      },
      onChanged: (change) => {
        this.cursor = change.cursor;
        this.versions.noteEnd(change);
        if (change.endedRun) this.timer.wakeUp();
      },
      onGap: (cursor) => {
        const from = this.position?.at;
        if (from !== undefined) this.projects.addGap({ from, to: services.clock.wallNow() });
        this.cursor = cursor;
      },
      onDefect: services.onDefect,
    });
  }

  private beginWriting(now: EpochMs): void {
    const isCheckpoint = now >= this.checkpointAt;
    if (isCheckpoint) this.checkpointAt = now + CHECKPOINT_MS;
    const changes = this.changes(isCheckpoint);
    if (changes.length === 0) return;
    this.writing = this.write(changes).finally(() => {
      this.writing = null;
    });
  }

  private changes(isCheckpoint: boolean): RecordChange[] {
    const { cursor } = this;
    const changes = [
      ...this.projects.changes(),
      ...this.versions.changes(isCheckpoint),
      ...this.metered.changes(),
      ...this.old.changes(),
    ];
    if (cursor === null || (changes.length === 0 && !isCheckpoint)) return changes;
    const value: Position = { cursor, at: this.clock.wallNow() };
    return [...changes, { kind: POSITION_KIND, key: POSITION_KEY, value }];
  }

  /** What cannot be written down is found again later: nothing is lost. Never rejects. */
  private async write(changes: readonly RecordChange[]): Promise<void> {
    const { services, log, fencingToken } = this.settings;
    const { records } = services;
    const guarded = changes.map((it) => ({
      ...it,
      expected: records.get(it.kind, it.key)?.revision ?? null,
    }));
    try {
      for (let i = 0; i < guarded.length; i += MAX_CHANGES)
        if ((await records.commit(guarded.slice(i, i + MAX_CHANGES), fencingToken())) === null) return;
    } catch (error) {
      this.notBefore = this.clock.now() + RETRY_MS;
      log.warn({ err: error }, 'usage: it is written down later');
    }
  }
}
