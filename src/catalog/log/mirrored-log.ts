import type { Clock } from '../../clock.js';
import type { LoggedChange } from '../../domain/event.js';
import type { EventLog, Gap } from '../port.js';
import { Bookmarks } from './bookmarks.js';
import { type Matcher, toMatcher } from './change-filter.js';
import { parseCursor, toCursor } from './cursor.js';
import { createFollower, type Page, type Source } from './follower.js';
import type { LogBounds } from './log-bounds.js';
import { type Entries, LogEntries, NO_PLACES, type Places } from './log-entries.js';
import { BEFORE_ALL, compareIds, type StreamId, toStreamId, toText } from './stream-id.js';
import type { WakeUp } from './wake-up.js';

/** Where a log begins. */
interface LogStart {
  readonly epoch: string;
  /** The newest entries that are gone. */
  readonly bases: Places;
  /** All that it holds after them. */
  readonly entries: Entries;
}

/**
 * All of the log that Redis keeps, held here too: reading it makes no call to Redis, and goes on
 * while Redis is away. The price is the memory and the start of an in-memory log.
 */
export interface MirroredLog extends Omit<EventLog, 'append'> {
  readonly epoch: string;
  /** The newest entry of all. */
  readonly last: StreamId;
  /** The newest entries that are known here, or the bases. */
  readonly places: Places;
  /** The newest entries that are forgotten here. */
  readonly bases: Places;
  /** True if the event with this id is logged and not forgotten. */
  holdsEvent(id: string): boolean;
  /** Loads it, to the last entry. Followers with a position that is not in it any more wait for `settle`. */
  reset(start: LogStart): void;
  /** False: entries before these are missing. What is known already is passed over. */
  push(entries: Entries): boolean;
  /** As `push`, of all that was missed meanwhile. */
  extend(entries: Entries): boolean;
  /**
   * This instance and Redis now hold the same entries. A follower with a position that is not in
   * the log has missed something: it gets a GAP, and goes on from the end.
   */
  markCaughtUp(): void;
}

interface Settings extends LogBounds {
  readonly clock: Clock;
  readonly wakeUp: WakeUp;
  /** Gets what Redis has by now. Returns false if Redis cannot be reached. */
  readonly catchUp: () => Promise<boolean>;
}

interface Position {
  readonly epoch: string;
  readonly id: StreamId;
  /** How often the log had settled when it was taken. */
  readonly caughtUpCount: number;
}

export function createMirroredLog({ clock, wakeUp, catchUp, ...bounds }: Settings): MirroredLog {
  let entries = new LogEntries(bounds, NO_PLACES);
  let epoch = 'none';
  let caughtUpCount = 0;
  let isSettling = false;
  /** What the log held before it was extended last. */
  let heldBefore: { readonly bases: Places; readonly last: StreamId } = {
    bases: NO_PLACES,
    last: BEFORE_ALL,
  };

  const cursorOf = (id: StreamId) => toCursor({ epoch, position: toText(id) });
  const positionAt = (id: StreamId): Position => ({ epoch, id, caughtUpCount });
  const tail = () => positionAt(entries.last);
  const gapHere = (): Gap => ({ kind: 'GAP', cursor: cursorOf(entries.last), observedAt: clock.now() });
  const trimmed = () => entries.trimmed(clock.now());
  const isAhead = (id: StreamId) => compareIds(id, entries.last) > 0;

  /** It was trimmed away while this instance was cut off, whatever its reader did. */
  function isJumped(id: StreamId, { change, event }: Matcher): boolean {
    const { bases, last } = heldBefore;
    const isHeld = (base: StreamId) => compareIds(id, base) >= 0;
    return (
      (change === null || isHeld(bases.changes.id)) &&
      (event === null || isHeld(bases.events.id)) &&
      compareIds(id, last) <= 0
    );
  }

  function read(position: Position, matches: Matcher): Page<Position> | null {
    const { id } = position;
    if (position.epoch === epoch && trimmed().holds(id, matches)) {
      const page = entries.readPage(id, matches);
      return { ...page, position: positionAt(page.position) };
    }
    const isEarly = isAhead(id) && position.epoch === epoch && position.caughtUpCount === caughtUpCount;
    if (isSettling || isEarly) return { found: [], position, passed: 0, isEnd: true };
    if (position.epoch === epoch && entries.isMissing(id, matches) && !isJumped(id, matches)) return null;
    return { found: [], position: tail(), passed: 0, isEnd: true, gap: gapHere() };
  }

  /** Null: what came after it is not known here, nor will be. */
  async function positionOf(cursor: string, matches: Matcher): Promise<Position | null> {
    const { epoch: of, position } = parseCursor(cursor);
    const id = toStreamId(position);
    // A cursor of an instance that knows more than this one. If Redis is away, its follower waits for what it has seen.
    const isAsked = (of === epoch && trimmed().holds(id, matches)) || (await catchUp());
    if (of !== epoch || (!trimmed().holds(id, matches) && (isAsked || !isAhead(id)))) return null;
    return positionAt(id);
  }

  return {
    get epoch() {
      return epoch;
    },
    get last() {
      return entries.last;
    },
    get places() {
      return { changes: entries.changes.last, events: entries.events.last };
    },
    get bases() {
      return { changes: trimmed().changes.base, events: entries.events.base };
    },
    holdsEvent: (id) => trimmed().events.ring.has(id),

    reset(start) {
      epoch = start.epoch;
      entries = new LogEntries(bounds, start.bases);
      isSettling = true;
      entries.push(start.entries, cursorOf);
    },

    push(next) {
      const isOn = entries.push(next, cursorOf);
      wakeUp.notify();
      return isOn;
    },

    extend(missed) {
      const { changes, events } = trimmed();
      heldBefore = { bases: { changes: changes.base, events: events.base }, last: entries.last };
      const isOn = entries.push(missed, cursorOf);
      wakeUp.notify();
      return isOn;
    },

    markCaughtUp() {
      caughtUpCount += 1;
      isSettling = false;
      wakeUp.notify();
    },

    async tail() {
      await catchUp();
      return cursorOf(entries.last);
    },

    async follow(after, filter, withBookmarks = false) {
      const bookmarks = withBookmarks ? new Bookmarks(clock, bounds) : null;
      const matches = toMatcher(filter);
      const source: Source<Position> = {
        toCursor: ({ id }) => cursorOf(id),
        isEnd: (at) => at.epoch === epoch && compareIds(at.id, entries.last) === 0,
        read: (at) => read(at, matches),
      };
      const position = after === null ? tail() : await positionOf(after, matches);
      if (position) return createFollower(source, wakeUp, position, null, bookmarks);
      return createFollower(source, wakeUp, tail(), gapHere(), bookmarks);
    },

    async history(versionArn, limit, before) {
      const logPosition = before === null ? null : parseCursor(before);
      const found: LoggedChange[] = [];
      if (logPosition && logPosition.epoch !== epoch) return { changes: found, hasMore: false };
      const { changes } = trimmed();
      const end = logPosition
        ? changes.firstNotBefore(toStreamId(logPosition.position))
        : changes.ring.last + 1;
      for (const change of changes.ring.backwards(versionArn, end)) {
        if (found.length === limit) return { changes: found, hasMore: true };
        found.push(change);
      }
      return { changes: found, hasMore: false };
    },
  };
}
