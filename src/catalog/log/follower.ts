import { GatewayError } from '../../domain/errors.js';
import type { Cursor, LogItem } from '../../domain/event.js';
import type { Followed, Follower, Gap } from '../port.js';
import type { Bookmarks } from './bookmarks.js';
import { fairTurn } from './event-loop-fairness.js';
import type { WakeUp } from './wake-up.js';

/** One bounded step of reading. */
export interface Page<Position> {
  /** What matches; may be empty although there is more to read. */
  readonly found: readonly LogItem[];
  /** Everything up to here was read, matching or not. */
  readonly position: Position;
  /** How many entries were read after the last that matches; all of them if none does. */
  readonly passed: number;
  /** True if the log held nothing more when this was read. */
  readonly isEnd: boolean;
  /** The log itself was lost since the last read: handed out before `found`. */
  readonly gap?: Gap;
}

/** A log as one follower reads it. */
export interface Source<Position> {
  /** Null: changes after `position` were trimmed away, so the reader has missed some. */
  read(position: Position): Page<Position> | Promise<Page<Position> | null> | null;
  toCursor(position: Position): Cursor;
  /** True if nothing is logged after `position` so far. */
  isEnd(position: Position): boolean;
}

interface Waiter {
  resolve(result: IteratorResult<Followed>): void;
  reject(error: unknown): void;
}

const DONE = { value: undefined, done: true } as const;

/**
 * @param position - where to begin; what is logged between taking it and calling this is not lost
 * @param gap - handed out before anything is read
 * @param bookmarks - its own; null: it gives none
 */
export async function createFollower<Position>(
  source: Source<Position>,
  wakeUp: Pick<WakeUp, 'subscribe'>,
  position: Position,
  gap: Gap | null = null,
  bookmarks: Bookmarks | null = null,
): Promise<Follower> {
  const follower = new LogFollower(source, position, gap, bookmarks);
  follower.unsubscribe = await wakeUp.subscribe(() => follower.wake());
  return follower;
}

/**
 * Hand-written, because an async generator parked in `await` ignores `return()` and would outlive its client
 * (https://github.com/enisdenjo/graphql-ws/issues/653). Calls of `next()` wait in a queue of their own, so that
 * `return()` can answer them whatever the log is doing.
 */
class LogFollower<Position> implements Follower {
  readonly beginsWithGap: boolean;
  private readonly waiting: Waiter[] = [];
  private readonly unread: Followed[];
  private isEnded = false;
  private isReading = false;
  private isNotified = false;
  private isBehind = false;
  private isCatchingUp = false;
  unsubscribe = () => {};

  constructor(
    private readonly source: Source<Position>,
    private position: Position,
    gap: Gap | null,
    private readonly bookmarks: Bookmarks | null,
  ) {
    this.beginsWithGap = gap !== null;
    this.unread = gap === null ? [] : [gap];
  }

  get isAtEnd(): boolean {
    return !this.isEnded && this.unread.length === 0 && this.source.isEnd(this.position);
  }

  next(): Promise<IteratorResult<Followed>> {
    if (this.isEnded) return Promise.resolve(DONE);
    const result = new Promise<IteratorResult<Followed>>((resolve, reject) => {
      this.waiting.push({ resolve, reject });
    });
    this.isCatchingUp ||= !this.isAtEnd;
    this.wake();
    return result;
  }

  return(): Promise<IteratorResult<Followed>> {
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  wake(): void {
    this.isNotified = true;
    if (!this.isReading) void this.serve();
  }

  /** Reads for as long as a caller waits and there is something to read. Never rejects. */
  private async serve(): Promise<void> {
    this.isReading = true;
    try {
      while (this.handOut() && (this.isBehind || this.isNotified)) await this.read();
      this.mark();
    } catch (error) {
      this.waiting.shift()?.reject(error);
      this.end();
    }
    this.isReading = false;
  }

  private async read(): Promise<void> {
    if (this.isBehind) await fairTurn();
    this.isNotified = false; // before reading: a notice that comes meanwhile must not be lost
    const page = this.isEnded ? null : await this.source.read(this.position);
    if (this.isEnded) return;
    if (page === null) throw tooSlow(this.source.toCursor(this.position));
    this.position = page.position;
    this.isBehind = !page.isEnd;
    this.bookmarks?.looked(page.passed, page.found.length > 0);
    if (page.gap) this.unread.push(page.gap);
    for (const item of page.found) this.unread.push(toFollowed(item));
  }

  /** The resolver of a caller that waits at the end of the log. */
  private mark(): void {
    const { bookmarks, isCatchingUp, source, position } = this;
    if (!bookmarks || this.waiting.length === 0) return;
    this.isCatchingUp = false;
    if (bookmarks.isDue(isCatchingUp)) {
      this.unread.push({ kind: 'BOOKMARK', cursor: source.toCursor(position), observedAt: bookmarks.mark() });
      this.handOut();
    }
    if (this.waiting.length > 0) bookmarks.wait(() => this.wake());
  }

  /** True while a caller still waits. */
  private handOut(): boolean {
    while (this.waiting.length > 0) {
      const value = this.unread.shift();
      if (value === undefined) return true;
      this.bookmarks?.told();
      this.waiting.shift()?.resolve({ value, done: false });
    }
    return false;
  }

  private end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.unsubscribe();
    this.bookmarks?.end();
    this.unread.length = 0;
    for (const { resolve } of this.waiting.splice(0)) resolve(DONE);
  }
}

function toFollowed(item: LogItem): Followed {
  const { cursor } = item;
  return 'kind' in item ? { kind: 'TOLD', event: item, cursor } : { kind: 'CHANGED', change: item, cursor };
}

function tooSlow(cursor: Cursor): GatewayError {
  const message =
    'You read too slowly: changes after your last cursor are no longer kept. Read your data again.';
  return new GatewayError('SLOW_CONSUMER', message, { cursor });
}
