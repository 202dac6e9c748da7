import type { EventLog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import { createWakeUpTimer } from '../poller/wake-up-timer.js';
import type { RecordStore } from '../records/port.js';
import type { Reconciler } from './reconciler.js';
import { followStatus } from './status-follower.js';
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
export function createRunner(settings: Settings): Runner {
  const { records, statusLog, clock, log, isHolder, fencingToken } = settings;
  const reconcilers = new Map(settings.reconcilers.map((it) => [it.kind, it]));
  const dirty = new Set<string>();
  const underWay = new Map<string, Promise<void>>();
  const wakeUps = new WakeUps();
  const versions = new VersionsOfRecords();
  const timer = createWakeUpTimer(clock, look);
  const ends: (() => void)[] = [];
  let wasHolder = false;

  function mark(ids: Iterable<string>): void {
    for (const id of ids) dirty.add(id);
    if (isHolder()) timer.wakeUp();
  }

  function markAll(): void {
    for (const { kind } of reconcilers.values()) mark(records.list(kind).map(({ key }) => toId(kind, key)));
  }

  function look(): EpochMs {
    if (isHolder() && !wasHolder) markAll();
    wasHolder = isHolder();
    if (!wasHolder) {
      dirty.clear(); // the next holder begins with all of them
      wakeUps.clear();
      return clock.now() + LONGEST_SLEEP_MS;
    }
    for (const id of wakeUps.takeDue(clock.wallNow())) dirty.add(id);
    const isAll = reconcileDirty();
    if (!isAll) return clock.now();
    return clock.now() + Math.min(LONGEST_SLEEP_MS, Math.max(0, wakeUps.next() - clock.wallNow()));
  }

  /** False: there are more, for the next look. */
  function reconcileDirty(): boolean {
    let left = MAX_DECISIONS;
    for (const id of dirty) {
      if (underWay.size >= MAX_UNDER_WAY) return true; // the end of an act wakes
      if (underWay.has(id)) continue;
      if (left === 0) return false;
      left -= 1;
      reconcile(id);
    }
    return true;
  }

  /** Never throws. */
  function reconcile(id: string): void {
    dirty.delete(id);
    const { kind, key } = fromId(id);
    try {
      const record = records.get(kind, key);
      const reconciler = reconcilers.get(kind);
      versions.set(id, record && reconciler ? reconciler.versionsOf(record) : []);
      wakeUps.set(id, null);
      if (!record || !reconciler) return;
      const { act, wakeAt, reason } = reconciler.decide(record, clock.wallNow());
      wakeUps.set(id, wakeAt);
      if (act !== null) begin(id, reconciler.act(record, act, { reason, fencingToken: fencingToken() }));
    } catch (error) {
      tryLater(id, error);
    }
  }

  function begin(id: string, act: Promise<void>): void {
    const ended = act
      .catch((error: unknown) => tryLater(id, error))
      .finally(() => {
        underWay.delete(id);
        if (dirty.size > 0) timer.wakeUp();
      });
    underWay.set(id, ended);
  }

  function tryLater(id: string, error: unknown): void {
    log.error({ ...fromId(id), err: error }, 'automation: it is tried again');
    wakeUps.set(id, clock.wallNow() + RETRY_MS);
  }

  return {
    async start() {
      for (const { kind } of reconcilers.values())
        ends.push(records.subscribe(kind, (key) => mark([toId(kind, key)])));
      ends.push(
        await followStatus({ statusLog, clock, onChanged: (arn) => mark(versions.of(arn)), onGap: markAll }),
      );
      timer.start();
    },
    async stop() {
      timer.stop();
      for (const end of ends.splice(0)) end();
      await Promise.all(underWay.values());
    },
  };
}

/** A kind has no space. */
function toId(kind: string, key: string): string {
  return `${kind} ${key}`;
}

function fromId(id: string): { readonly kind: string; readonly key: string } {
  const space = id.indexOf(' ');
  return { kind: id.slice(0, space), key: id.slice(space + 1) };
}
