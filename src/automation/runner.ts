import type { EventLog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { StatusChange } from '../domain/event.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import { WakeUpTimer } from '../poller/wake-up-timer.js';
import type { RecordStore } from '../records/port.js';
import { readChanges } from './change-reader.js';
import type { Reconciler } from './reconciler.js';
import { VersionsOfRecords } from './versions-of-records.js';
import { WakeUps } from './wake-ups.js';

/** Does later what records ask for, while it holds the lease. */
export interface Runner {
  start(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

interface Settings {
  readonly reconcilers: readonly Reconciler[];
  readonly records: RecordStore;
  readonly statusLog: EventLog;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether this instance acts; asked before every act. */
  readonly isHolder: () => boolean;
  /** Gets each change from STARTING to RUNNING, also while another instance acts. Default: nobody. */
  readonly onStarted?: (change: StatusChange) => void;
  /** Of the lease that is held. */
  readonly fencingToken: () => number | undefined;
}

/** The lease comes and the wall clock is set without a word to the runner; so it checks at least this often, without reading a record. */
const LONGEST_SLEEP_MS = 1_000;
/** When a record is tried again whose outcome could not be written down. */
const RETRY_MS = 5_000;
const MAX_UNDER_WAY = 16;
/** In one turn of the event loop. */
const MAX_DECISIONS = 1_000;

/** One loop for all kinds of records: what changes while it is acted upon is reconciled once more afterwards. */
export class RecordRunner implements Runner {
  private readonly reconcilers: ReadonlyMap<string, Reconciler>;
  private readonly dirty = new Set<string>();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly wakeUps = new WakeUps();
  private readonly versions = new VersionsOfRecords();
  private readonly timer: WakeUpTimer;
  private readonly ends: (() => void)[] = [];
  private wasHolder = false;

  constructor(private readonly settings: Settings) {
    this.reconcilers = new Map(settings.reconcilers.map((it) => [it.kind, it]));
    this.timer = new WakeUpTimer(settings.clock, () => this.reconcileAll());
  }

  async start(): Promise<void> {
    const { records, statusLog, clock, log, onStarted } = this.settings;
    for (const { kind, besides = [] } of this.reconcilers.values())
      for (const it of [kind, ...besides])
        this.ends.push(records.subscribe(it, (key) => this.mark([toId(kind, key)])));
    const onChanged = (change: StatusChange) => {
      this.mark(this.versions.of(change.versionArn));
      if (change.previousStatus === 'STARTING' && change.status === 'RUNNING') onStarted?.(change);
    };
    const onGap = () => this.markAll();
    const onDefect = (error: unknown) => {
      log.error(
        { err: error },
        'automation: changes of status are read on in a second, and every record is looked at again',
      );
      this.markAll();
    };
    const after = await statusLog.tail();
    this.ends.push(readChanges({ statusLog, clock, after, onChanged, onGap, onDefect }));
    this.timer.start();
  }

  async stop(): Promise<void> {
    this.timer.stop();
    for (const end of this.ends.splice(0)) end();
    await Promise.all(this.underWay.values());
  }

  private mark(ids: Iterable<string>): void {
    for (const id of ids) this.dirty.add(id);
    if (this.settings.isHolder()) this.timer.wakeUp();
  }

  private markAll(): void {
    for (const kind of this.reconcilers.keys())
      this.mark(this.settings.records.list(kind).map(({ key }) => toId(kind, key)));
  }

  /** When to do it again. */
  private reconcileAll(): EpochMs {
    const { clock, isHolder } = this.settings;
    if (isHolder() && !this.wasHolder) this.markAll();
    this.wasHolder = isHolder();
    if (!this.wasHolder) {
      this.dirty.clear(); // the next holder begins with all of them
      this.wakeUps.clear();
      return clock.now() + LONGEST_SLEEP_MS;
    }
    for (const id of this.wakeUps.takeDue(clock.wallNow())) this.dirty.add(id);
    if (!this.reconcileDirty()) return clock.now();
    return clock.now() + Math.min(LONGEST_SLEEP_MS, Math.max(0, this.wakeUps.next() - clock.wallNow()));
  }

  /** False: there are more, for the next turn. */
  private reconcileDirty(): boolean {
    let left = MAX_DECISIONS;
    for (const id of this.dirty) {
      if (this.underWay.size >= MAX_UNDER_WAY) return true; // the end of an act wakes
      if (this.underWay.has(id)) continue;
      if (left === 0) return false;
      left -= 1;
      this.reconcile(id);
    }
    return true;
  }

  /** Never throws. */
  private reconcile(id: string): void {
    const { records, clock, fencingToken } = this.settings;
    this.dirty.delete(id);
    const { kind, key } = fromId(id);
    try {
      const record = records.get(kind, key);
      const reconciler = this.reconcilers.get(kind);
      this.versions.set(id, record && reconciler ? reconciler.versionsOf(record) : []);
      this.wakeUps.set(id, null);
      if (!record || !reconciler) return;
      const { act, wakeAt, reason } = reconciler.decide(record, clock.wallNow());
      this.wakeUps.set(id, wakeAt);
      if (act !== null) this.begin(id, reconciler.act(record, act, { reason, fencingToken: fencingToken() }));
    } catch (error) {
      this.tryLater(id, error);
    }
  }

  private begin(id: string, act: Promise<void>): void {
    const ended = act
      .catch((error: unknown) => this.tryLater(id, error))
      .finally(() => {
        this.underWay.delete(id);
        if (this.dirty.size > 0) this.timer.wakeUp();
      });
    this.underWay.set(id, ended);
  }

  private tryLater(id: string, error: unknown): void {
    const { log, clock } = this.settings;
    log.error({ ...fromId(id), err: error }, 'automation: it is tried again');
    this.wakeUps.set(id, clock.wallNow() + RETRY_MS);
  }
}

/** A kind has no space. */
function toId(kind: string, key: string): string {
  return `${kind} ${key}`;
}

function fromId(id: string): { readonly kind: string; readonly key: string } {
  const space = id.indexOf(' ');
  return { kind: id.slice(0, space), key: id.slice(space + 1) };
}
