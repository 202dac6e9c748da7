import type { ChangeFilter, EventLog, Followed, Follower, Gap } from '../catalog/port.js';
import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import type { Cursor } from '../domain/event.js';
import type { EpochMs, ModelVersion } from '../domain/model.js';
import { projectNameOf, type Rights } from './rights.js';
import { type StatusEvent, toChanged, toCurrent, toGap } from './status-events.js';
import { type Hub, joinHub, type Member, type News } from './status-hub.js';

interface Beginning {
  readonly log: EventLog;
  readonly filter: ChangeFilter;
  /** Asked again for every event: a stream is open for hours, and its reader may be slow. */
  readonly rights: Rights;
  readonly from: Cursor;
  readonly current: readonly ModelVersion[];
  /** How they stand when the log is lost later on. */
  readonly lookAgain: () => Promise<readonly ModelVersion[]>;
  /** Every change after `from` is wanted, also those that `current` shows already. */
  readonly isResumed: boolean;
  /** Called once, when the reader goes. */
  readonly leave: () => void;
}

/** Who asked for one more. */
interface StatusReader {
  /** Null: there are no more. */
  take(event: StatusEvent | null): void;
  fail(error: unknown): void;
}

export interface StatusEvents extends AsyncIterableIterator<StatusEvent> {
  /**
   * `next()` without a promise: `reader` is called once, at once or later. Only one may be asked for at a time; the end
   * may be told at any time.
   */
  ask(reader: StatusReader): void;
}

const DONE = { value: undefined, done: true } as const;

export function createStatusStream(follower: Follower, beginning: Beginning): StatusEvents {
  return new StatusStream(follower, beginning);
}

/**
 * Follows the log by itself until it stands at its end; from then on as one of all who have the same filter, for as long
 * as its reader keeps up. Hand-written, because an async generator parked in `await` cannot be returned.
 */
class StatusStream implements StatusEvents, Member {
  private readonly key: string;
  /** What `current` has shown of versions: changes that are no newer say nothing new. */
  private shown: ReadonlyMap<ModelVersionArn, EpochMs> | null;
  private unread: StatusEvent[];
  /** Kept for the GAP that it begins with. */
  private prepared: readonly ModelVersion[] | null;
  /** Null while it follows as one of many. */
  private own: Promise<Follower> | Follower | null;
  /** Came when its reader was not there for it. */
  private missed: Followed | null = null;
  private hub: Hub | null = null;
  /** Waits for what comes next, as one of many. */
  private reader: StatusReader | null = null;
  private hasLeft = false;
  private readonly log: EventLog;
  private readonly filter: ChangeFilter;
  private readonly rights: Rights;
  private readonly lookAgain: () => Promise<readonly ModelVersion[]>;
  private readonly leave: () => void;

  constructor(follower: Follower, beginning: Beginning) {
    const { log, filter, rights, current, from, isResumed, lookAgain, leave } = beginning;
    this.log = log;
    this.filter = filter;
    this.rights = rights;
    this.lookAgain = lookAgain;
    this.leave = leave;
    this.key = JSON.stringify(filter);
    this.own = follower;
    this.shown = seenIn(isResumed ? [] : current);
    this.unread = follower.beginsWithGap ? [] : current.map((version) => toCurrent(version, from));
    this.prepared = follower.beginsWithGap ? current : null;
  }

  next(): Promise<IteratorResult<StatusEvent>> {
    return new Promise((resolve, reject) => {
      const take = (event: StatusEvent | null) => resolve(event ? { value: event, done: false } : DONE);
      this.ask({ take, fail: reject });
    });
  }

  ask(reader: StatusReader): void {
    if (!this.hasLeft) this.join();
    if (this.hasLeft) reader.take(null);
    else if (this.hub) this.reader = reader;
    else this.askOwn(reader);
  }

  return(): Promise<IteratorResult<StatusEvent>> {
    if (!this.hasLeft) this.leave();
    this.hasLeft = true;
    this.hub?.leave(this);
    this.letGo()?.take(null);
    void this.closeOwn();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  tell(news: News): void {
    const { followed, event } = news;
    const isThere = this.reader && event && followed.kind === 'CHANGED';
    if (isThere && !this.isNew(followed)) return;
    const may = isThere ? news.mayRead(this.rights) : null;
    if (may === null) this.fallBehind(followed);
    else if (may && event) give(event, this.letGo());
  }

  fail(error: unknown): void {
    this.hub = null;
    this.own = Promise.reject(error);
    this.own.catch(() => {}); // its reader hears of it when it asks
    this.goOnAlone();
  }

  /** Once there is nothing that only this one has to be told. */
  private join(): void {
    const { own } = this;
    if (this.hub || own === null || own instanceof Promise) return;
    if (this.unread.length > 0 || this.missed || !own.isAtEnd) return;
    this.hub = joinHub(this.log, this.key, this, own);
    if (this.hub) this.own = null;
  }

  /** Follows by itself from here on. */
  private fallBehind(followed: Followed): void {
    const { log, filter } = this;
    this.hub?.leave(this);
    this.hub = null;
    this.missed = followed;
    this.own = log.follow(followed.cursor, filter);
    this.own.catch(() => {}); // its reader hears of it when it asks
    this.goOnAlone();
  }

  private goOnAlone(): void {
    const reader = this.letGo();
    if (reader) this.askOwn(reader);
  }

  private letGo(): StatusReader | null {
    const { reader } = this;
    this.reader = null;
    return reader;
  }

  private askOwn(reader: StatusReader): void {
    this.nextOfOwn().then(
      (event) => give(event, reader),
      (error) => reader.fail(error),
    );
  }

  private async nextOfOwn(): Promise<StatusEvent | null> {
    for (;;) {
      const ready = this.unread.shift();
      if (ready && (await this.mayRead(ready.modelVersion?.projectArn))) return ready;
      if (ready) continue;
      const followed = await this.follow();
      if (followed === null) return null;
      if (followed.kind === 'GAP') return this.begin(followed);
      const { change } = followed;
      if (this.isNew(followed) && (await this.mayRead(change.projectArn))) return toChanged(change);
    }
  }

  private async follow(): Promise<Followed | null> {
    const { missed } = this;
    this.missed = null;
    if (missed) return missed;
    const own = await this.own;
    if (this.hasLeft || own === null) return null;
    this.own = own;
    const { value, done } = await own.next();
    return done ? null : value;
  }

  /** Looks before the GAP is told: who is cut off meanwhile comes back with a cursor from before it. */
  private async begin({ cursor, observedAt }: Gap): Promise<StatusEvent> {
    const now = this.prepared ?? (await this.lookAgain());
    this.prepared = null;
    this.shown = seenIn(now);
    this.unread = now.map((version) => toCurrent(version, cursor));
    return toGap(cursor, observedAt);
  }

  private isNew({ change }: Extract<Followed, { kind: 'CHANGED' }>): boolean {
    return change.observedAt > (this.shown?.get(change.versionArn) ?? 0);
  }

  private async mayRead(arn: ProjectArn | undefined): Promise<boolean> {
    return arn !== undefined && this.rights.may('read', projectNameOf(arn));
  }

  private async closeOwn(): Promise<void> {
    const own = await Promise.resolve(this.own).catch(() => null);
    await own?.return?.();
  }
}

/** Whoever cannot take it fails alone: nobody else is told of what a reader throws. */
function give(event: StatusEvent | null, reader: StatusReader | null): void {
  try {
    reader?.take(event);
  } catch (error) {
    reader?.fail(error);
  }
}

function seenIn(versions: readonly ModelVersion[]): ReadonlyMap<ModelVersionArn, EpochMs> | null {
  return versions.length === 0 ? null : new Map(versions.map((it) => [it.arn, it.observedAt]));
}
