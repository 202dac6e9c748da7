import type { ChangeFilter, EventLog, Followed, Follower, Gap } from '../catalog/port.js';
import type { ProjectArn } from '../domain/arn.js';
import type { Cursor } from '../domain/event.js';
import type { ModelVersion } from '../domain/model.js';
import { projectNameOf, type Rights } from './rights.js';
import { type StatusEvent, toChanged, toCurrent, toPosition } from './status-events.js';
import { type Hub, joinHub, type Member, type News } from './status-hub.js';
import { toUntold, type Untold } from './status-untold.js';

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
  /** BOOKMARK events are wanted. */
  readonly bookmarks: boolean;
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

/** It has something to be told that the others have not, or is behind them: it reads the log by itself. */
interface Alone {
  readonly name: 'ALONE';
  /** A promise until the log has answered. */
  follower: Follower | Promise<Follower>;
  untold: Untold;
  /** Read already, for the GAP that the stream begins with. */
  prepared: readonly ModelVersion[] | null;
}

/** It stands at the end of the log, with all who have the same filter. */
interface Shared {
  readonly name: 'SHARED';
  readonly hub: Hub;
  /** Null while the last event is on its way to it. */
  reader: StatusReader | null;
}

type State =
  | Alone
  | Shared
  | { readonly name: 'BROKEN'; readonly error: unknown }
  | { readonly name: 'ENDED' };

const DONE = { value: undefined, done: true } as const;
const ENDED: State = { name: 'ENDED' };

/** @param follower - with bookmarks */
export async function createStatusStream(follower: Follower, beginning: Beginning): Promise<StatusEvents> {
  const { current, from, isResumed } = beginning;
  if (follower.beginsWithGap)
    return new StatusStream(follower, beginning, await toUntold(follower, [], from, true), current);
  return new StatusStream(follower, beginning, await toUntold(follower, current, from, isResumed), null);
}

/** Hand-written, because an async generator parked in `await` cannot be returned. */
class StatusStream implements StatusEvents, Member {
  private state: State;
  private readonly key: string;
  private readonly log: EventLog;
  private readonly filter: ChangeFilter;
  private readonly rights: Rights;
  private readonly bookmarks: boolean;
  private readonly lookAgain: () => Promise<readonly ModelVersion[]>;
  private readonly leave: () => void;

  constructor(
    follower: Follower,
    { log, filter, rights, bookmarks, lookAgain, leave }: Beginning,
    untold: Untold,
    prepared: Alone['prepared'],
  ) {
    this.log = log;
    this.filter = filter;
    this.rights = rights;
    this.bookmarks = bookmarks;
    this.lookAgain = lookAgain;
    this.leave = leave;
    this.key = JSON.stringify(filter);
    this.state = { name: 'ALONE', follower, untold, prepared };
  }

  next(): Promise<IteratorResult<StatusEvent>> {
    return new Promise((resolve, reject) => {
      const take = (event: StatusEvent | null) => resolve(event ? { value: event, done: false } : DONE);
      this.ask({ take, fail: reject });
    });
  }

  ask(reader: StatusReader): void {
    const { state } = this;
    if (state.name === 'SHARED') state.reader = reader;
    else if (state.name === 'ALONE') void this.serve(state, reader);
    else if (state.name === 'BROKEN') reader.fail(state.error);
    else reader.take(null);
  }

  return(): Promise<IteratorResult<StatusEvent>> {
    const { state } = this;
    this.state = ENDED;
    if (state.name !== 'ENDED') this.leave();
    if (state.name === 'ALONE') void close(state.follower);
    if (state.name === 'SHARED') {
      state.hub.leave(this);
      state.reader?.take(null);
    }
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  tell({ followed, event, mayRead }: News): void {
    const { state } = this;
    if (state.name !== 'SHARED' || (followed.kind === 'BOOKMARK' && !this.bookmarks)) return;
    const { reader } = state;
    const may = reader && event ? mayRead(this.rights) : null;
    if (may === null) this.fallBehind(state, followed);
    else if (may && event) {
      state.reader = null;
      give(event, reader);
    }
  }

  fail(error: unknown): void {
    const { state } = this;
    if (state.name !== 'SHARED') return;
    this.state = { name: 'BROKEN', error };
    state.reader?.fail(error);
  }

  /** Follows by itself from here on. */
  private fallBehind({ hub, reader }: Shared, missed: Followed): void {
    hub.leave(this);
    const follower = this.log.follow(missed.cursor, this.filter, true);
    follower.catch(() => {}); // its reader hears of it when it asks
    const untold = { from: missed.cursor, versions: [], followed: [missed] };
    const alone: Alone = { name: 'ALONE', follower, untold, prepared: null };
    this.state = alone;
    if (reader) void this.serve(alone, reader);
  }

  /** Never rejects. */
  private async serve(alone: Alone, reader: StatusReader): Promise<void> {
    try {
      while (this.state === alone && !this.share(alone, reader)) {
        const event = await this.step(alone);
        if (event && this.state === alone) return give(event, reader);
      }
      if (this.state === ENDED) reader.take(null);
    } catch (error) {
      reader.fail(error);
    }
  }

  /** False as long as there is something that only this stream has to be told. */
  private share({ follower, untold }: Alone, reader: StatusReader): boolean {
    if (follower instanceof Promise || untold.versions.length + untold.followed.length > 0) return false;
    const hub = follower.isAtEnd ? joinHub(this.log, this.key, this, follower) : null;
    if (hub) this.state = { name: 'SHARED', hub, reader };
    return hub !== null;
  }

  /** Null: what came is not to be told. */
  private async step(alone: Alone): Promise<StatusEvent | null> {
    const { untold } = alone;
    const version = untold.versions.pop();
    if (version) return (await this.mayRead(version.projectArn)) ? toCurrent(version, untold.from) : null;
    const followed = untold.followed.pop() ?? (await this.read(alone));
    if (followed === null) return null;
    if (followed.kind === 'GAP') return this.begin(alone, followed);
    if (followed.kind === 'BOOKMARK') return this.bookmarks ? toPosition(followed) : null;
    return (await this.mayRead(followed.change.projectArn)) ? toChanged(followed.change) : null;
  }

  private async read(alone: Alone): Promise<Followed | null> {
    alone.follower = await alone.follower;
    const { value, done } = await alone.follower.next();
    if (!done) return value;
    await this.return();
    return null;
  }

  /** Looks before the GAP is told: a client that is cut off meanwhile comes back with a cursor from before it. */
  private async begin(alone: Alone, gap: Gap): Promise<StatusEvent> {
    const versions = alone.prepared ?? (await this.lookAgain());
    alone.prepared = null;
    alone.follower = await alone.follower;
    alone.untold = await toUntold(alone.follower, versions, gap.cursor, false);
    return toPosition(gap);
  }

  private async mayRead(arn: ProjectArn): Promise<boolean> {
    return this.rights.may('read', projectNameOf(arn));
  }
}

async function close(follower: Follower | Promise<Follower>): Promise<void> {
  const open = await Promise.resolve(follower).catch(() => null);
  await open?.return?.();
}

/** A reader that throws fails alone: no other hears of it. */
function give(event: StatusEvent | null, reader: StatusReader | null): void {
  try {
    reader?.take(event);
  } catch (error) {
    reader?.fail(error);
  }
}
