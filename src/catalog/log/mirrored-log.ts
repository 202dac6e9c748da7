import type { Clock } from '../../clock.js';
import type { LoggedChange } from '../../domain/event.js';
import type { EventLog, Gap } from '../port.js';
import { Bookmarks } from './bookmarks.js';
import { type Matcher, toMatcher } from './change-filter.js';
import { parseCursor, toCursor } from './cursor.js';
import { EntryRing, type LogEntry } from './entry-ring.js';
import { createFollower, type Page, type Source } from './follower.js';
import type { LogBounds } from './log-bounds.js';
import { readPage } from './ring-buffer.js';
import { BEFORE_ALL, compareIds, type StreamId, toStreamId, toText } from './stream-id.js';
import type { WakeUp } from './wake-up.js';

/** Where a log begins, as Redis has it. */
interface LogStart {
  readonly epoch: string;
  /** The newest entry that is gone; BEFORE_ALL: none is. */
  readonly base: StreamId;
  /** How many entries were logged up to `base`. */
  readonly baseCount: number;
  /** All that it holds after `base`. */
  readonly entries: readonly LogEntry[];
}

/**
 * All of the log that Redis keeps, held here too: reading it makes no call to Redis, and goes on
 * while Redis is away. The price is the memory and the start of an in-memory log.
 */
export interface MirroredLog extends EventLog {
  readonly epoch: string;
  /** The newest entry that is known here, or the base. */
  readonly last: StreamId;
  readonly count: number;
  /** The newest entry that is forgotten here, and its number. */
  readonly base: { readonly id: StreamId; readonly count: number };
  /** Loads it, to the last entry. Followers with a position that is not in it any more wait for `settle`. */
  reset(start: LogStart): void;
  /** False: entries before this one are missing. What is known already is passed over. */
  push(entry: LogEntry): boolean;
  /** As `push`, of all that was missed meanwhile. */
  extend(entries: readonly LogEntry[]): boolean;
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

export function createMirroredLog({
  clock,
  wakeUp,
  catchUp,
  retentionMs,
  maxEntries,
}: Settings): MirroredLog {
  let entries = new EntryRing(maxEntries);
  let epoch = 'none';
  let caughtUpCount = 0;
  let isSettling = false;
  /** What the log held before it was extended last: from after which entry to which. */
  let heldBefore: readonly [StreamId, StreamId] = [BEFORE_ALL, BEFORE_ALL];

  const cursorOf = (id: StreamId) => toCursor({ epoch, position: toText(id) });
  const positionAt = (id: StreamId): Position => ({ epoch, id, caughtUpCount });
  const tail = () => positionAt(entries.last);
  const gapHere = (): Gap => ({ kind: 'GAP', cursor: cursorOf(entries.last), observedAt: clock.now() });
  const trimmed = () => entries.dropUntil(clock.now() - retentionMs);
  const push = (entry: LogEntry) => entries.push(entry, cursorOf(entry.id));

  /** It was trimmed away while this instance was cut off, whatever its reader did. */
  function isJumped(id: StreamId): boolean {
    const [from, to] = heldBefore;
    return compareIds(id, from) >= 0 && compareIds(id, to) <= 0;
  }

  function read(position: Position, matches: Matcher): Page<Position> | null {
    const { id } = position;
    if (position.epoch === epoch && trimmed().holds(id)) {
      const page = readPage(entries.ring, entries.seqOf(id), matches);
      return { ...page, position: positionAt(entries.idAt(page.position)) };
    }
    const isEarly =
      entries.isAhead(id) && position.epoch === epoch && position.caughtUpCount === caughtUpCount;
    if (isSettling || isEarly) return { found: [], position, passed: 0, isEnd: true };
    if (position.epoch === epoch && entries.isMissing(id) && !isJumped(id)) return null;
    return { found: [], position: tail(), passed: 0, isEnd: true, gap: gapHere() };
  }

  /** Null: what came after it is not known here, nor will be. */
  async function positionOf(cursor: string): Promise<Position | null> {
    const { epoch: of, position } = parseCursor(cursor);
    const id = toStreamId(position);
    // A cursor of an instance that knows more than this one. If Redis is away, its follower waits for what it has seen.
    const isAsked = (of === epoch && trimmed().holds(id)) || (await catchUp());
    if (of !== epoch || (!trimmed().holds(id) && (isAsked || !entries.isAhead(id)))) return null;
    return positionAt(id);
  }

  return {
    get epoch() {
      return epoch;
    },
    get last() {
      return entries.last;
    },
    get count() {
      return entries.count;
    },
    get base() {
      const { base, ring, count } = trimmed();
      return { id: base, count: count - (ring.last - ring.first + 1) };
    },

    reset(start) {
      epoch = start.epoch;
      entries = new EntryRing(maxEntries, start.base, start.baseCount);
      isSettling = true;
      for (const it of start.entries) push(it);
    },

    push(entry) {
      const isOn = push(entry);
      wakeUp.notify();
      return isOn;
    },

    extend(missed) {
      heldBefore = [trimmed().base, entries.last];
      const isOn = missed.every(push);
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
      const bookmarks = withBookmarks ? new Bookmarks(clock, { retentionMs, maxEntries }) : null;
      const matches = toMatcher(filter);
      const source: Source<Position> = {
        toCursor: ({ id }) => cursorOf(id),
        isEnd: (at) => at.epoch === epoch && compareIds(at.id, entries.last) === 0,
        read: (at) => read(at, matches),
      };
      const position = after === null ? tail() : await positionOf(after);
      if (position) return createFollower(source, wakeUp, position, null, bookmarks);
      return createFollower(source, wakeUp, tail(), gapHere(), bookmarks);
    },

    async history(versionArn, limit, before) {
      const logPosition = before === null ? null : parseCursor(before);
      const changes: LoggedChange[] = [];
      if (logPosition && logPosition.epoch !== epoch) return { changes, hasMore: false };
      const { ring } = trimmed();
      const end = logPosition ? entries.firstNotBefore(toStreamId(logPosition.position)) : ring.last + 1;
      for (const change of ring.backwards(versionArn, end)) {
        if (changes.length === limit) return { changes, hasMore: true };
        changes.push(change);
      }
      return { changes, hasMore: false };
    },
  };
}
