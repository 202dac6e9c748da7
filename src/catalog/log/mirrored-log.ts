import type { Clock } from '../../clock.js';
import type { ModelVersionArn } from '../../domain/arn.js';
import type { Cursor, LoggedChange } from '../../domain/event.js';
import type { ChangeFilter, EventLog, Follower, Gap } from '../port.js';
import { Bookmarks } from './bookmarks.js';
import { type Matcher, toMatcher } from './change-filter.js';
import { parseCursor, toCursor } from './cursor.js';
import { createFollower, type Page, type Source } from './follower.js';
import type { LogBounds } from './log-bounds.js';
import { type Entries, type Extent, LogEntries, NO_PLACES, type Places, wasHeld } from './log-entries.js';
import { BEFORE_ALL, compareIds, type StreamId, toStreamId, toText } from './stream-id.js';
import { WakeUp } from './wake-up.js';

/** Where a log begins. */
interface LogStart {
  readonly epoch: string;
  /** The newest entries that are gone. */
  readonly bases: Places;
  /** All that it holds after them. */
  readonly entries: Entries;
}

interface Settings extends LogBounds {
  readonly clock: Clock;
  /** Gets what Redis has by now. Returns false if Redis cannot be reached. */
  readonly catchUp: () => Promise<boolean>;
  /** As `EventLog.append`: stores them, and pushes them here. */
  readonly append: EventLog['append'];
}

interface Position {
  readonly epoch: string;
  readonly id: StreamId;
  /** How often the log had settled when it was taken. */
  readonly caughtUpCount: number;
}

/**
 * All of the log that Redis keeps, held here too: reading it makes no call to Redis, and goes on while Redis is away. The
 * price is the memory and the start of an in-memory log.
 */
export class MirroredLog implements EventLog {
  readonly append: EventLog['append'];
  private readonly wakeUp = new WakeUp();
  private entries: LogEntries;
  private ownEpoch = 'none';
  private caughtUpCount = 0;
  private isSettling = false;
  /** Before it was extended last. */
  private heldBefore: Extent = { bases: NO_PLACES, last: BEFORE_ALL };

  constructor(private readonly settings: Settings) {
    this.append = settings.append;
    this.entries = new LogEntries(settings, NO_PLACES);
  }

  get epoch(): string {
    return this.ownEpoch;
  }

  /** The newest entry of all. */
  get last(): StreamId {
    return this.entries.last;
  }

  /** The newest entries that are known here, or the bases. */
  get places(): Places {
    return { changes: this.entries.changes.last, events: this.entries.events.last };
  }

  /** The newest entries that are forgotten here. */
  get bases(): Places {
    const { changes, events } = this.trimmed();
    return { changes: changes.base, events: events.base };
  }

  /** True if the event with this id is logged and not forgotten. */
  holdsEvent(id: string): boolean {
    return this.trimmed().events.has(id);
  }

  /** Loads it, to the last entry. Followers with a position that is not in it any more wait for `markCaughtUp`. */
  reset(start: LogStart): void {
    this.ownEpoch = start.epoch;
    this.entries = new LogEntries(this.settings, start.bases);
    this.isSettling = true;
    this.entries.push(start.entries, (id) => this.cursorOf(id));
  }

  /** False: entries before these are missing. What is known already is passed over. */
  push(next: Entries): boolean {
    const isOn = this.entries.push(next, (id) => this.cursorOf(id));
    this.wakeUp.notify();
    return isOn;
  }

  /** As `push`, of all that was missed meanwhile. */
  extend(missed: Entries): boolean {
    this.heldBefore = { bases: this.bases, last: this.last };
    return this.push(missed);
  }

  /**
   * This instance and Redis now hold the same entries. A follower with a position that is not in the log has missed
   * something: it gets a GAP, and goes on from the end.
   */
  markCaughtUp(): void {
    this.caughtUpCount += 1;
    this.isSettling = false;
    this.wakeUp.notify();
  }

  async tail(): Promise<Cursor> {
    await this.settings.catchUp();
    return this.cursorOf(this.last);
  }

  async follow(after: Cursor | null, filter: ChangeFilter, withBookmarks = false): Promise<Follower> {
    const bookmarks = withBookmarks ? new Bookmarks(this.settings.clock, this.settings) : null;
    const matches = toMatcher(filter);
    const source: Source<Position> = {
      toCursor: ({ id }) => this.cursorOf(id),
      isEnd: (at) => at.epoch === this.ownEpoch && compareIds(at.id, this.last) === 0,
      read: (at) => this.read(at, matches),
    };
    const position = after === null ? this.end() : await this.positionOf(after, matches);
    if (position) return createFollower(source, this.wakeUp, position, null, bookmarks);
    return createFollower(source, this.wakeUp, this.end(), this.gapHere(), bookmarks);
  }

  async history(versionArn: ModelVersionArn, limit: number, before: Cursor | null) {
    const logPosition = before === null ? null : parseCursor(before);
    const found: LoggedChange[] = [];
    if (logPosition && logPosition.epoch !== this.ownEpoch) return { changes: found, hasMore: false };
    const { changes } = this.trimmed();
    const end = logPosition ? changes.firstNotBefore(toStreamId(logPosition.position)) : changes.lastSeq + 1;
    for (const change of changes.backwards(versionArn, end)) {
      if (found.length === limit) return { changes: found, hasMore: true };
      found.push(change);
    }
    return { changes: found, hasMore: false };
  }

  private read(position: Position, matches: Matcher): Page<Position> | null {
    const { epoch, id } = position;
    const isOfThis = epoch === this.ownEpoch;
    if (isOfThis && this.trimmed().holds(id, matches)) {
      const page = this.entries.readPage(id, matches);
      return { ...page, position: this.positionAt(page.position) };
    }
    const isEarly = this.isAhead(id) && isOfThis && position.caughtUpCount === this.caughtUpCount;
    if (this.isSettling || isEarly) return { found: [], position, passed: 0, isEnd: true };
    // Trimmed away while this instance was cut off: its reader was not too slow.
    if (isOfThis && this.entries.isMissing(id, matches) && !wasHeld(this.heldBefore, id, matches))
      return null;
    return { found: [], position: this.end(), passed: 0, isEnd: true, gap: this.gapHere() };
  }

  /** Null: what came after it is not known here, nor will be. */
  private async positionOf(cursor: Cursor, matches: Matcher): Promise<Position | null> {
    const { epoch, position } = parseCursor(cursor);
    const id = toStreamId(position);
    const isHeld = () => this.trimmed().holds(id, matches);
    // A cursor of an instance that knows more than this one. If Redis is away, its follower waits for what it has seen.
    const isAsked = (epoch === this.ownEpoch && isHeld()) || (await this.settings.catchUp());
    if (epoch !== this.ownEpoch || (!isHeld() && (isAsked || !this.isAhead(id)))) return null;
    return this.positionAt(id);
  }

  private trimmed(): LogEntries {
    return this.entries.trimmed(this.settings.clock.now());
  }

  private isAhead(id: StreamId): boolean {
    return compareIds(id, this.last) > 0;
  }

  private end(): Position {
    return this.positionAt(this.last);
  }

  private positionAt(id: StreamId): Position {
    return { epoch: this.ownEpoch, id, caughtUpCount: this.caughtUpCount };
  }

  private cursorOf(id: StreamId): Cursor {
    return toCursor({ epoch: this.ownEpoch, position: toText(id) });
  }

  private gapHere(): Gap {
    return { kind: 'GAP', cursor: this.cursorOf(this.last), observedAt: this.settings.clock.now() };
  }
}
