import type { ChangeFilter, EventLog, Followed, Follower, Gap } from '../../catalog/port.js';
import type { Cursor } from '../../domain/event.js';
import type { ModelVersion } from '../../domain/model.js';
import { type Permissions, projectNameOf } from '../permissions.js';
import { joinSharedStream, type SharedEvent, type SharedSubscriber } from './shared-stream.js';
import { mayReadItem, ofItem, type StreamForm } from './stream-form.js';
import type { Alone, EventStream, Shared, State, StreamReader, StreamStart } from './stream-state.js';
import { takeLast, toUntold, type Untold } from './untold.js';

const DONE = { value: undefined, done: true } as const;
const ENDED = { name: 'ENDED' } as const;

/** @param follower - with bookmarks */
export async function createLogStream<E>(follower: Follower, start: StreamStart<E>): Promise<EventStream<E>> {
  const { current, from, isResumed } = start;
  if (follower.beginsWithGap)
    return new LogStream(follower, start, await toUntold(follower, [], from, true), current);
  return new LogStream(follower, start, await toUntold(follower, current, from, isResumed), null);
}

/** Hand-written, because an async generator parked in `await` cannot be returned. */
class LogStream<E> implements EventStream<E>, SharedSubscriber<E> {
  private state: State<E>;
  private readonly key: string;
  private readonly log: EventLog;
  private readonly filter: ChangeFilter;
  private readonly form: StreamForm<E>;
  private readonly permissions: Permissions;
  private readonly bookmarks: boolean;
  private readonly readCurrent: () => Promise<readonly ModelVersion[]>;
  private readonly leave: () => void;

  constructor(
    follower: Follower,
    { log, filter, form, permissions, bookmarks, readCurrent, leave }: StreamStart<E>,
    untold: Untold,
    prepared: Alone['currentAtStart'],
  ) {
    this.log = log;
    this.filter = filter;
    this.form = form;
    this.permissions = permissions;
    this.bookmarks = bookmarks;
    this.readCurrent = readCurrent;
    this.leave = leave;
    this.key = JSON.stringify(filter);
    this.state = { name: 'ALONE', follower, untold, currentAtStart: prepared };
  }

  next(): Promise<IteratorResult<E>> {
    return new Promise((resolve, reject) => {
      const take = (event: E | null) => resolve(event ? { value: event, done: false } : DONE);
      this.requestNext({ take, fail: reject });
    });
  }

  requestNext(reader: StreamReader<E>): void {
    const { state } = this;
    if (state.name === 'SHARED') state.reader = reader;
    else if (state.name === 'ALONE') void this.serve(state, reader);
    else if (state.name === 'BROKEN') reader.fail(state.error);
    else reader.take(null);
  }

  return(): Promise<IteratorResult<E>> {
    const { state } = this;
    this.state = ENDED;
    if (state.name !== 'ENDED') this.leave();
    if (state.name === 'ALONE') void close(state.follower);
    if (state.name === 'SHARED') {
      state.stream.leave(this);
      state.reader?.take(null);
    }
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  receive({ followed, event, mayRead }: SharedEvent<E>): void {
    const { state } = this;
    if (state.name !== 'SHARED' || (followed.kind === 'BOOKMARK' && !this.bookmarks)) return;
    const { reader } = state;
    const may = reader && event ? mayRead(this.permissions) : null;
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
  private fallBehind({ stream: shared, reader }: Shared<E>, missed: Followed): void {
    shared.leave(this);
    const follower = this.log.follow(missed.cursor, this.filter, true);
    follower.catch(() => {}); // its reader gets the error with the next event
    const untold = { from: missed.cursor, versions: [], followed: [missed] };
    const alone: Alone = { name: 'ALONE', follower, untold, currentAtStart: null };
    this.state = alone;
    if (reader) void this.serve(alone, reader);
  }

  /** Never rejects. */
  private async serve(alone: Alone, reader: StreamReader<E>): Promise<void> {
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

  /** False as long as there are events for this stream alone. */
  private share({ follower, untold }: Alone, reader: StreamReader<E>): boolean {
    if (follower instanceof Promise || untold.versions.length + untold.followed.length > 0) return false;
    const shared = follower.isAtEnd ? joinSharedStream(this.log, this.key, this.form, this, follower) : null;
    if (shared) this.state = { name: 'SHARED', stream: shared, reader };
    return shared !== null;
  }

  /** Null: what came is no event for this stream. */
  private async step(alone: Alone): Promise<E | null> {
    const { untold } = alone;
    const version = takeLast(untold.versions);
    if (version) return this.toCurrent(version, untold.from);
    const followed = takeLast(untold.followed) ?? (await this.read(alone));
    if (followed === null) return null;
    if (followed.kind === 'GAP') return this.begin(alone, followed);
    if (followed.kind === 'BOOKMARK') return this.bookmarks ? this.form.ofPosition(followed) : null;
    return (await mayReadItem(this.permissions, followed)) ? ofItem(this.form, followed) : null;
  }

  private async read(alone: Alone): Promise<Followed | null> {
    alone.follower = await alone.follower;
    const { value, done } = await alone.follower.next();
    if (!done) return value;
    await this.return();
    return null;
  }

  /** Reads before the GAP is sent: a client that is cut off meanwhile comes back with a cursor from before it. */
  private async begin(alone: Alone, gap: Gap): Promise<E> {
    const versions = alone.currentAtStart ?? (await this.readCurrent());
    alone.currentAtStart = null;
    alone.follower = await alone.follower;
    alone.untold = await toUntold(alone.follower, versions, gap.cursor, false);
    return this.form.ofPosition(gap);
  }

  private async toCurrent(version: ModelVersion, from: Cursor): Promise<E | null> {
    const mayRead = await this.permissions.may('read', projectNameOf(version.projectArn));
    return mayRead ? (this.form.ofCurrent?.(version, from) ?? null) : null;
  }
}

async function close(follower: Follower | Promise<Follower>): Promise<void> {
  const open = await Promise.resolve(follower).catch(() => null);
  await open?.return?.();
}

/** A reader that throws fails alone. */
function give<E>(event: E | null, reader: StreamReader<E> | null): void {
  try {
    reader?.take(event);
  } catch (error) {
    reader?.fail(error);
  }
}
