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

interface Settings {
  readonly link: RedisLink;
  readonly names: Names;
  readonly mirror: Mirror;
  readonly log: MirroredLog;
  readonly clock: Clock;
  readonly appLog: Log;
  readonly bounds: LogBounds;
}

/** Stores edits in Redis, and takes them into the mirror. */
export class RedisWriter {
  private readonly sweeps = new Sweeps();
  private newestCommit: string | null = null;
  private newestAnswer: string | null = null;

  constructor(private readonly settings: Settings) {}

  /** The newest commit of this instance; null: none yet. */
  get ownCommit(): string | null {
    return this.newestCommit;
  }

  /** The newest of them that has a mutation's answer. */
  get ownAnswer(): string | null {
    return this.newestAnswer;
  }

  /**
   * Works out what the edit changes, again whenever another instance was first, until it is stored.
   * @param fencingToken - see `Catalog.observe`
   * @throws RedisGone, Diverged
   */
  async commit(edit: Edit, fencingToken: number | undefined): Promise<void> {
    const { mirror, clock } = this.settings;
    const { account } = edit;
    const forgetBefore = this.sweeps.before(account, clock.now());
    await this.storeDelta(account, () => propose(mirror.state, edit, forgetBefore), fencingToken);
  }

  /** Logs those of the events that are not in the log yet. @throws RedisGone, Diverged */
  append(events: readonly GatewayEvent[]): Promise<void> {
    return this.storeDelta(EVENTS, () => toAppend(this.settings.log, events));
  }

  /** @param next - what to store, as of what is known by then; null: nothing is left */
  private async storeDelta(account: string, next: () => Delta | null, fencingToken?: number): Promise<void> {
    const { link, names, mirror, log, clock, appLog, bounds } = this.settings;
    for (;;) {
      const delta = next();
      if (delta === null) return;
      const basis = { epoch: log.epoch, account, revision: mirror.revisionOf(account), fencingToken };
      const outcome = await store(link, names, basis, delta, clock.now(), bounds);
      if (outcome.kind === 'STORED') return this.takeOwn(outcome.commit);
      if (outcome.kind === 'FENCED')
        return appLog.info({ account }, 'catalog: another instance polls by now');
      const { position } = mirror;
      // A conflict without a newer commit: Redis has lost some that are known here.
      const isOn = outcome.kind === 'CONFLICT' && (await mirror.readOn()) && mirror.position !== position;
      if (!isOn) throw new Diverged();
    }
  }

  private async takeOwn(own: Commit): Promise<void> {
    const { mirror } = this.settings;
    this.newestCommit = own.id;
    if (isAnswer(own.delta)) this.newestAnswer = own.id;
    if (!mirror.apply(own) && !(await mirror.readOn())) throw new Diverged();
  }
}

/** Those that another instance has logged meanwhile are known here before the next try. Null: nothing is left. */
function toAppend(log: MirroredLog, events: readonly GatewayEvent[]): Delta | null {
  const unknown = notLogged(log, events);
  return unknown.length === 0 ? null : { shelves: [], changes: [], events: unknown };
}
