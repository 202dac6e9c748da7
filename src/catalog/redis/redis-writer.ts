import type { Clock } from '../../clock.js';
import type { GatewayEvent } from '../../domain/gateway-event.js';
import type { Log } from '../../log.js';
import type { RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import type { LogBounds } from '../log/log-bounds.js';
import { notLogged } from '../log/log-entries.js';
import type { MirroredLog } from '../log/mirrored-log.js';
import { type Edit, propose } from '../state/proposal.js';
import { type Delta, isAnswer } from '../state/state-delta.js';
import { Sweeps } from '../state/sweep.js';
import { type Commit, store } from './redis-commit.js';
import type { Mirror } from './redis-mirror.js';

/** What Redis holds is not what this instance has built on: all of it has to be read again. */
export class Diverged extends Error {}

/** Events of other kinds than changes of status have a revision of their own, beside those of accounts and regions. */
const EVENTS = 'events';

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
  /** Logs those of the events that are not in the log yet. @throws RedisGone, Diverged */
  append(events: readonly GatewayEvent[]): Promise<void>;
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
  const sweeps = new Sweeps();
  let ownCommit: string | null = null;
  let ownAnswer: string | null = null;

  async function commit(edit: Edit, fencingToken: number | undefined): Promise<void> {
    const { account } = edit;
    const forgetBefore = sweeps.before(account, clock.now());
    await storeDelta(account, () => propose(mirror.state, edit, forgetBefore), fencingToken);
  }

  async function storeDelta(account: string, next: () => Delta | null, fencingToken?: number): Promise<void> {
    for (;;) {
      const delta = next();
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

  return {
    get ownCommit() {
      return ownCommit;
    },
    get ownAnswer() {
      return ownAnswer;
    },
    commit,
    append: (events) => storeDelta(EVENTS, () => toAppend(log, events)),
  };
}

/** Those that another instance has logged meanwhile are known here before the next try. Null: nothing is left. */
function toAppend(log: MirroredLog, events: readonly GatewayEvent[]): Delta | null {
  const unknown = notLogged(log, events);
  return unknown.length === 0 ? null : { shelves: [], changes: [], events: unknown };
}
