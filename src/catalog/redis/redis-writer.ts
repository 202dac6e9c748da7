import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import type { Log } from '../../log.js';
import type { RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import type { LogBounds } from '../log/log-bounds.js';
import type { MirroredLog } from '../log/mirrored-log.js';
import { type Edit, propose } from '../state/proposal.js';
import { isAnswer } from '../state/state-delta.js';
import { LONGEST_REFRESH_MS, SWEEP_INTERVAL_MS } from '../state/sweep.js';
import { type Commit, store } from './redis-commit.js';
import type { Mirror } from './redis-mirror.js';

/** What Redis holds is not what this instance has built on: all of it has to be read again. */
export class Diverged extends Error {}

/** Stores edits in Redis, and takes them into the mirror. */
export interface RedisWriter {
  /** The newest commit of this instance; null: none yet. */
  readonly ownCommit: string | null;
  /** The newest of them that has a mutation's answer. */
  readonly ownAnswer: string | null;
  /**
   * Works out what the edit changes, again whenever another instance was first, until it is stored.
   * @param fencingToken - see `Catalog.observe`
   * @throws RedisGone, Diverged
   */
  commit(edit: Edit, fencingToken: number | undefined): Promise<void>;
}

interface Settings {
  readonly link: RedisLink;
  readonly names: Names;
  readonly mirror: Mirror;
  readonly log: MirroredLog;
  readonly clock: Clock;
  readonly appLog: Log;
  readonly bounds: LogBounds;
}

export function createRedisWriter(settings: Settings): RedisWriter {
  const { link, names, mirror, log, clock, appLog, bounds } = settings;
  const nextSweeps = new Map<string, EpochMs>();
  let ownCommit: string | null = null;
  let ownAnswer: string | null = null;

  async function commit(edit: Edit, fencingToken: number | undefined): Promise<void> {
    const { account } = edit;
    const forgetBefore = sweepBefore(account);
    for (;;) {
      const delta = propose(mirror.state, edit, forgetBefore);
      if (delta === null) return;
      const basis = { epoch: log.epoch, account, revision: mirror.revisionOf(account), fencingToken };
      const outcome = await store(link, names, basis, delta, clock.now(), bounds);
      if (outcome.kind === 'STORED') return takeOwn(outcome.commit);
      if (outcome.kind === 'FENCED')
        return appLog.info({ account }, 'catalog: another instance polls by now');
      const { position } = mirror;
      // A conflict without a newer commit: Redis has lost some that are known here.
      const isOn = outcome.kind === 'CONFLICT' && (await mirror.readOn()) && mirror.position !== position;
      if (!isOn) throw new Diverged();
    }
  }

  async function takeOwn(own: Commit): Promise<void> {
    ownCommit = own.id;
    if (isAnswer(own.delta)) ownAnswer = own.id;
    if (!mirror.apply(own) && !(await mirror.readOn())) throw new Diverged();
  }

  /** Null: it is not time yet. */
  function sweepBefore(account: string): EpochMs | null {
    const now = clock.now();
    if (now < (nextSweeps.get(account) ?? 0)) return null;
    nextSweeps.set(account, now + SWEEP_INTERVAL_MS);
    return now - LONGEST_REFRESH_MS;
  }

  return {
    get ownCommit() {
      return ownCommit;
    },
    get ownAnswer() {
      return ownAnswer;
    },
    commit,
  };
}
