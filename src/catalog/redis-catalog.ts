import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import type { ProjectArn } from '../domain/arn.js';
import type { EpochMs, ModelVersion } from '../domain/model.js';
import type { Log } from '../log.js';
import type { Applied } from '../redis/applied.js';
import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { createStreamReader, type StreamEntry } from '../redis/stream-reader.js';
import { createBell } from './bell.js';
import { createReads } from './catalog-reads.js';
import { LONGEST_LOOK_MS, SWEEP_INTERVAL_MS } from './memory-catalog.js';
import type { LogBounds } from './memory-log.js';
import { mergePart, newerParts, type Part } from './merge.js';
import { accountOf } from './observed.js';
import { Outage, takeBatch, type Waiting } from './outage.js';
import type { Catalog } from './port.js';
import { type Commit, store, toCommit } from './redis-commit.js';
import { answersIn, isAnswer } from './redis-delta.js';
import { draft, type Edit, toEdit } from './redis-draft.js';
import { createRedisLog } from './redis-log.js';
import { createMirror } from './redis-mirror.js';

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

/** What Redis holds is not what this instance has built on: all of it has to be read again. */
class Diverged extends Error {}

/** Entries in one commit of what was learnt without Redis. */
const PART_SIZE = 500;
/** While what Redis tells cannot be taken, it is asked so often. */
const DEAF_MS = 50;

/** The catalog that several instances share. Each holds all of it in memory, and changes it in Redis first. */
export function createRedisCatalog(settings: Settings): RedisCatalog {
  const { url, link, names, clock, log: appLog, retentionMs, maxEntries, applied } = settings;
  const { onAnswered = () => {}, onAttachments = () => {} } = settings;
  const bounds: LogBounds = { retentionMs, maxEntries };
  const queue: Waiting[] = [];
  const nextSweeps = new Map<string, EpochMs>();
  const outage = new Outage(settings.maxUnsent);
  let isWorking = false;
  let isSynced = false;
  let syncing: Promise<void> | null = null;
  let ownCommit: string | null = null;
  /** The newest commit of this instance that says what a mutation did. */
  let ownAnswer: string | null = null;

  const log = createRedisLog({ clock, bell: createBell(), catchUp, ...bounds });
  const mirror = createMirror({ link, names, log, onCommit: tell });
  const reader = createStreamReader({
    url,
    log: appLog,
    stream: names.commits,
    after: () => mirror.position,
    onEntries: take,
    onQuiet: async () => void (await catchUp()),
  });

  function tell({ id, delta }: Commit): void {
    if (id === ownCommit) return;
    for (const it of answersIn(mirror.known, delta)) onAnswered(it);
    for (const it of delta.attachments ?? []) onAttachments(it);
    if (isSynced && isAnswer(delta)) applied?.note(id);
  }

  async function take(entries: readonly StreamEntry[]): Promise<void> {
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
    outage.begin(mirror.known);
    syncing ??= syncAll().finally(() => {
      syncing = null;
    });
    return syncing;
  }

  async function syncAll(): Promise<void> {
    do {
      await mirror.load(outage.hasLost);
      outage.hasLost = false;
    } while (!(await giveBack()) || outage.unsent.length > 0);
    outage.end();
    isSynced = link.isUp;
    log.settle();
    onAttachments(null);
    applied?.note(mirror.position);
    void work();
  }

  /** False: what Redis holds has to be read again. @throws RedisGone */
  async function giveBack(): Promise<boolean> {
    const { view, unsent } = outage;
    try {
      while (unsent[0]) {
        const batch = unsent.slice(0, takeBatch([...unsent], accountOf).length);
        await commit(toEdit(accountOf(unsent[0].observation), observationsOf(batch)), unsent[0].fence);
        unsent.splice(0, batch.length);
      }
      const parts = view ? newerParts(mirror.known, view, PART_SIZE) : [];
      for (const it of parts) await commit(toMerge(it), undefined);
      return true;
    } catch (error) {
      if (error instanceof Diverged) return false;
      throw error;
    }
  }

  function toMerge(parts: readonly Part[]): Edit {
    const { view } = outage;
    const arns = parts.flatMap((it) => (it.kind === 'versions' ? [it.projectArn] : []));
    return {
      account: parts[0]?.account ?? '',
      scope: new Set(arns),
      attachments: [],
      apply: (known) => parts.flatMap((it) => (view ? mergePart(known, view, it) : [])),
    };
  }

  /** One batch at a time, in the order in which they came. Never rejects. */
  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    while (queue.length > 0) {
      if (!isSynced) await catchUp(); // gives back what is older first
      await settle(takeBatch(queue, accountOf));
    }
    isWorking = false;
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    try {
      if (isSynced) await commit(toEdit(accountOf(first.observation), observationsOf(batch)), first.fence);
      else keep(batch);
    } catch (error) {
      if (error instanceof Diverged) return void queue.unshift(...batch);
      if (!(error instanceof RedisGone)) appLog.error({ err: error }, 'catalog: an observation was lost');
      else keep(batch);
    }
    for (const it of batch) it.resolve();
  }

  /** Reads go on from what this instance learns; nothing is logged before Redis has it. */
  function keep(batch: readonly Waiting[]): void {
    isSynced = false;
    outage.begin(mirror.known);
    outage.learn(batch);
  }

  /** @throws RedisGone, Diverged */
  async function commit(edit: Edit, fence: number | undefined): Promise<void> {
    const { account } = edit;
    const forgetBefore = sweepBefore(account);
    for (;;) {
      const delta = draft(mirror.known, edit, forgetBefore);
      if (delta === null) return;
      const basis = { epoch: log.epoch, account, revision: mirror.revisionOf(account), fence };
      const outcome = await store(link, names, basis, delta, clock.now(), bounds);
      if (outcome.kind === 'STORED') return takeOwn(outcome.commit);
      if (outcome.kind === 'FENCED')
        return appLog.info({ account }, 'catalog: another instance polls by now');
      const { position } = mirror;
      // A conflict without a newer commit: Redis has lost some that are known here.
      const isOn = outcome.kind === 'CONFLICT' && (await mirror.readOn()) && mirror.position !== position;
      if (!isOn) diverge();
    }
  }

  async function takeOwn(commit: Commit): Promise<void> {
    ownCommit = commit.id;
    if (isAnswer(commit.delta)) ownAnswer = commit.id;
    if (!mirror.apply(commit) && !(await mirror.readOn())) diverge();
  }

  function diverge(): never {
    isSynced = false;
    throw new Diverged();
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
    ...createReads(() => outage.view ?? mirror.known),
    log,
    get isShared() {
      return isSynced;
    },
    observe: (observation, fence) =>
      new Promise((resolve) => {
        queue.push({ observation, fence, resolve });
        void work();
      }),
    async pendingInstances() {
      if (isSynced && ownAnswer === null) return 0;
      return applied?.pending(isSynced ? ownAnswer : null) ?? 0;
    },
    async ready(patienceMs) {
      const givesUpAt = performance.now() + patienceMs;
      while (!isSynced && performance.now() < givesUpAt) await pause(20);
    },
    close: reader.close,
  };
}

const observationsOf = (batch: readonly Waiting[]) => batch.map((it) => it.observation);
