import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import type { EpochMs, ModelVersion } from '../domain/model.js';
import type { Log } from '../log.js';
import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { createStreamReader, type StreamEntry } from '../redis/stream-reader.js';
import { createBell } from './bell.js';
import { createReads } from './catalog-reads.js';
import { LONGEST_LOOK_MS, SWEEP_INTERVAL_MS } from './memory-catalog.js';
import type { LogBounds } from './memory-log.js';
import { accountOf } from './observed.js';
import type { Catalog, Observation } from './port.js';
import { type Commit, store, toCommit } from './redis-commit.js';
import { answersIn } from './redis-delta.js';
import { draft } from './redis-draft.js';
import { createRedisLog } from './redis-log.js';
import { createMirror } from './redis-mirror.js';

interface Settings extends LogBounds {
  readonly url: string;
  readonly link: RedisLink;
  readonly names: Names;
  readonly clock: Clock;
  readonly log: Log;
  /** Another instance has changed this version. Must not throw. */
  readonly onAnswered?: (version: ModelVersion) => void;
}

export interface RedisCatalog extends Catalog {
  /** False while Redis is away: what is observed is kept here and stored when it is back. */
  readonly isShared: boolean;
  /** Resolves when it holds what Redis holds, or after `patienceMs` without Redis. */
  ready(patienceMs: number): Promise<void>;
  close(): void;
}

/** One that waits to be stored. */
interface Waiting {
  readonly observation: Observation;
  readonly fence: number | undefined;
  readonly resolve: () => void;
}

/** What is learnt while Redis is away and not yet stored; the oldest go first. */
const MAX_UNSENT = 5_000;

/** The catalog that several instances share. Each holds all of it in memory, and changes it in Redis first. */
export function createRedisCatalog(settings: Settings): RedisCatalog {
  const { url, link, names, clock, log: appLog, retentionMs, maxEntries, onAnswered = () => {} } = settings;
  const bounds: LogBounds = { retentionMs, maxEntries };
  const queue: Waiting[] = [];
  const nextSweeps = new Map<string, EpochMs>();
  let unsent: Waiting[] = [];
  let isWorking = false;
  let isSynced = false;
  let ownCommit: string | null = null;

  const log = createRedisLog({ clock, bell: createBell(), catchUp, ...bounds });
  const mirror = createMirror({ link, names, log, onCommit: tellAnswers });
  const reader = createStreamReader({
    url,
    log: appLog,
    stream: names.commits,
    after: () => mirror.position,
    onEntries: take,
    onQuiet: async () => void (await catchUp()),
  });

  function tellAnswers(commit: Commit): void {
    if (commit.id !== ownCommit) for (const it of answersIn(mirror.known, commit.delta)) onAnswered(it);
  }

  async function take(entries: readonly StreamEntry[]): Promise<void> {
    if (!entries.every((it) => mirror.apply(toCommit(it)))) await catchUp();
  }

  /** False: Redis is away. */
  async function catchUp(): Promise<boolean> {
    if (!link.isUp) return false;
    try {
      await (isSynced ? mirror.catchUp() : sync());
      return true;
    } catch (error) {
      if (!(error instanceof RedisGone)) throw error;
      return false;
    }
  }

  /** After a time without Redis: takes what it holds, then gives it what was learnt meanwhile. */
  async function sync(): Promise<void> {
    await mirror.load();
    isSynced = true;
    queue.unshift(...unsent);
    unsent = [];
    void work();
  }

  /** One batch at a time, in the order in which they came. Never rejects. */
  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    while (queue.length > 0) {
      if (!isSynced) await catchUp(); // puts older ones first
      await settle(nextBatch());
    }
    isWorking = false;
  }

  /** As many as belong together: of one account, under one fence. */
  function nextBatch(): Waiting[] {
    const [first] = queue;
    if (!first) return [];
    const account = accountOf(first.observation);
    const isOther = (it: Waiting) => it.fence !== first.fence || accountOf(it.observation) !== account;
    const end = queue.findIndex(isOther);
    return queue.splice(0, end < 0 ? queue.length : end);
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      if (isSynced) await commit(batch);
      else keep(batch);
    } catch (error) {
      if (!(error instanceof RedisGone)) appLog.error({ err: error }, 'catalog: an observation was lost');
      else keep(batch);
    }
    for (const it of batch) it.resolve();
  }

  /** Reads go on from what this instance learns; nothing is logged before Redis has it. */
  function keep(batch: readonly Waiting[]): void {
    isSynced = false;
    for (const it of batch) mirror.known.learn(it.observation);
    unsent = [...unsent, ...batch].slice(-MAX_UNSENT);
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    const account = accountOf(first.observation);
    const forgetBefore = sweepBefore(account);
    for (;;) {
      const observations = batch.map((it) => it.observation);
      const delta = draft(mirror.known, account, observations, forgetBefore);
      if (delta.shelves.length === 0) return;
      const basis = { epoch: log.epoch, account, revision: mirror.revisionOf(account), fence: first.fence };
      const outcome = await store(link, names, basis, delta, clock.now(), bounds);
      if (outcome.kind === 'STORED') return takeOwn(outcome.commit);
      if (outcome.kind === 'FENCED')
        return appLog.info({ account }, 'catalog: another instance polls by now');
      if (outcome.kind === 'LOST') await mirror.load();
      else await readOn();
    }
  }

  async function takeOwn(commit: Commit): Promise<void> {
    ownCommit = commit.id;
    if (!mirror.apply(commit)) await mirror.catchUp();
  }

  /** A conflict without a newer commit: Redis has lost some that are known here. */
  async function readOn(): Promise<void> {
    const { position } = mirror;
    await mirror.catchUp();
    if (mirror.position === position) await mirror.load();
  }

  /** Null: it is not time yet. */
  function sweepBefore(account: string): EpochMs | null {
    const now = clock.now();
    if (now < (nextSweeps.get(account) ?? 0)) return null;
    nextSweeps.set(account, now + SWEEP_INTERVAL_MS);
    return now - LONGEST_LOOK_MS;
  }

  link.onChange((isUp) => {
    if (isUp) void catchUp();
    else isSynced = false;
  });
  if (link.isUp) void catchUp();
  reader.start();

  return {
    ...createReads(() => mirror.known),
    log,
    get isShared() {
      return isSynced;
    },
    observe: (observation, fence) =>
      new Promise((resolve) => {
        queue.push({ observation, fence, resolve });
        void work();
      }),
    async ready(patienceMs) {
      const givesUpAt = performance.now() + patienceMs;
      while (!isSynced && performance.now() < givesUpAt) await pause(20);
    },
    close: reader.close,
  };
}
