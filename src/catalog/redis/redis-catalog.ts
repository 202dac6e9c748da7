import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../clock.js';
import type { ProjectArn } from '../../domain/arn.js';
import type { ModelVersion } from '../../domain/model.js';
import type { Log } from '../../log.js';
import type { Applied } from '../../redis/applied.js';
import { RedisGone, type RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import { type StreamEntry, StreamReader } from '../../redis/stream-reader.js';
import { boundsOf, type LogBounds } from '../log/log-bounds.js';
import { createMirroredLog } from '../log/mirrored-log.js';
import { createWakeUp } from '../log/wake-up.js';
import { withAppend } from '../log/with-append.js';
import type { Catalog } from '../port.js';
import { createReads } from '../state/catalog-reads.js';
import { accountOf } from '../state/catalog-state.js';
import { toEdit } from '../state/proposal.js';
import { answersIn, isAnswer } from '../state/state-delta.js';
import { Appends } from './appends.js';
import { giveBack } from './give-back.js';
import { Outage, takeBatch, type Waiting } from './outage.js';
import { type Commit, toCommit } from './redis-commit.js';
import { createMirror, type Mirror } from './redis-mirror.js';
import { createRedisWriter, Diverged } from './redis-writer.js';

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

export interface RedisCatalog extends Catalog {
  /** False while Redis is away: what is observed is kept here and stored when it is back. */
  readonly isShared: boolean;
  /** Resolves when it holds what Redis holds, or after `patienceMs` without Redis. */
  ready(patienceMs: number): Promise<void>;
  close(): void;
}

/** How often to try again while the state of Redis cannot be taken. */
const DEAF_MS = 50;

/** The catalog that several instances share. Each holds all of it in memory, and changes it in Redis first. */
export function createRedisCatalog(settings: Settings): RedisCatalog {
  const { url, link, names, clock, log: appLog, applied } = settings;
  const { onAnswered = () => {}, onAttachments = () => {} } = settings;
  const bounds = boundsOf(settings);
  const queue: Waiting[] = [];
  const appends = new Appends(storeQueued);
  const outage = new Outage(settings.maxUnsent);
  let isStoring = false;
  let isSynced = false;
  let syncing: Promise<void> | null = null;

  const log = createMirroredLog({ clock, wakeUp: createWakeUp(), catchUp, ...bounds });
  const mirror = createMirror({ link, names, log, onCommit: tell });
  const writer = createRedisWriter({ link, names, mirror, log, clock, appLog, bounds });
  const reader = new StreamReader({
    url,
    log: appLog,
    stream: names.commits,
    after: () => mirror.position,
    onEntries: applyCommits,
    onQuiet: async () => void (await catchUp()),
  });

  function tell({ id, delta }: Commit): void {
    if (id === writer.ownCommit) return;
    for (const it of answersIn(mirror.state, delta)) onAnswered(it);
    for (const it of delta.attachments ?? []) onAttachments(it);
    if (isSynced && isAnswer(delta)) applied?.note(id);
  }

  async function applyCommits(entries: readonly StreamEntry[]): Promise<void> {
    if (!isSynced) await pause(DEAF_MS);
    else if (!entries.every((it) => mirror.apply(toCommit(it)))) await catchUp();
  }

  /** False: Redis is away. */
  async function catchUp(): Promise<boolean> {
    if (!link.isUp) return false;
    try {
      if (!isSynced || !(await mirror.readOn())) await sync();
      return true;
    } catch (error) {
      if (!(error instanceof RedisGone)) throw error;
      return false;
    }
  }

  /** Takes what Redis holds, and gives it what is known better here. Reads stay where they are until that is done. */
  function sync(): Promise<void> {
    isSynced = false;
    outage.begin(mirror.state);
    syncing ??= syncAll().finally(() => {
      syncing = null;
    });
    return syncing;
  }

  async function syncAll(): Promise<void> {
    do {
      await mirror.load(outage.hasLost);
      outage.hasLost = false;
    } while (!(await giveBack(outage, mirror, writer)) || outage.unsent.length > 0);
    outage.end();
    isSynced = link.isUp;
    log.markCaughtUp();
    onAttachments(null);
    applied?.note(mirror.position);
    void storeQueued();
  }

  /** One batch at a time, in the order in which they came. Never rejects. */
  async function storeQueued(): Promise<void> {
    if (isStoring) return;
    isStoring = true;
    while (queue.length + appends.length > 0) {
      if (!isSynced) await catchUp(); // gives back what is older first
      if (!(await appends.logNext(isSynced ? writer : null))) isSynced = false;
      else await storeBatch(takeBatch(queue, accountOf));
    }
    isStoring = false;
  }

  async function storeBatch(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    try {
      const observations = batch.map((it) => it.observation);
      const edit = toEdit(accountOf(first.observation), observations);
      if (isSynced) await writer.commit(edit, first.fencingToken);
      else keepLocally(batch);
    } catch (error) {
      if (error instanceof Diverged) {
        isSynced = false;
        return void queue.unshift(...batch);
      }
      if (!(error instanceof RedisGone)) appLog.error({ err: error }, 'catalog: an observation was lost');
      else keepLocally(batch);
    }
    for (const it of batch) it.resolve();
  }

  /** Reads go on from what this instance learns; nothing is logged before Redis has it. */
  function keepLocally(batch: readonly Waiting[]): void {
    isSynced = false;
    outage.begin(mirror.state);
    outage.learn(batch);
  }

  link.onChange((isUp) => {
    if (isUp) void catchUp();
    else isSynced = false;
  });
  if (link.isUp) void catchUp();
  reader.start();

  return {
    ...createReads(shownBy(outage, mirror)),
    log: withAppend(log, (events) => appends.add(events)),
    get isShared() {
      return isSynced;
    },
    observe: (observation, fencingToken) =>
      new Promise((resolve) => {
        queue.push({ observation, fencingToken, resolve });
        void storeQueued();
      }),
    async pendingInstances() {
      if (isSynced && writer.ownAnswer === null) return 0;
      return applied?.pending(isSynced ? writer.ownAnswer : null) ?? 0;
    },
    async ready(patienceMs) {
      const givesUpAt = performance.now() + patienceMs;
      while (!isSynced && performance.now() < givesUpAt) await pause(20);
    },
    close: () => reader.close(),
  };
}

/** What is read: while Redis is away, also what this instance learns alone. */
function shownBy(outage: Outage, mirror: Pick<Mirror, 'state'>) {
  return {
    get state() {
      return outage.view ?? mirror.state;
    },
  };
}
