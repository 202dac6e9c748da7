import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.js';
import type { Cursor, LoggedChange, StatusChange } from '../../domain/event.js';
import type { EpochMs } from '../../domain/model.js';
import { Bookmarks } from '../log/bookmarks.js';
import { type Matcher, toMatcher } from '../log/change-filter.js';
import { notACursor, parseCursor, toCursor } from '../log/cursor.js';
import { createFollower, type Source } from '../log/follower.js';
import type { LogBounds } from '../log/log-bounds.js';
import { createRingBuffer, isLost, type RingBuffer, readPage } from '../log/ring-buffer.js';
import { createWakeUp } from '../log/wake-up.js';
import type { ChangeFilter, EventLog, Follower } from '../port.js';

export interface MemoryLog extends EventLog {
  append(changes: readonly StatusChange[]): void;
}

/** Positions are sequence numbers: 1 is the first change of this process, 0 the position before it. */
export function createMemoryLog(clock: Clock, bounds: LogBounds): MemoryLog {
  const { retentionMs, maxEntries } = bounds;
  const epoch = randomBytes(8).toString('hex');
  const wakeUp = createWakeUp();
  const ring = createRingBuffer(maxEntries);

  const cursorAt = (seq: number): Cursor => toCursor({ epoch, position: String(seq) });

  /** Null: of another log. A position of this one that is still to come was never given to anybody. */
  function seqOf(cursor: Cursor): number | null {
    const logPosition = parseCursor(cursor);
    if (logPosition.epoch !== epoch) return null;
    const seq = Number(logPosition.position);
    if (!(seq <= ring.last)) throw notACursor();
    return seq;
  }

  function trimmed(): RingBuffer {
    ring.dropUntil(clock.now() - retentionMs);
    return ring;
  }

  function sourceOf(matches: Matcher): Source<number> {
    return {
      toCursor: cursorAt,
      isEnd: (seq) => seq === ring.last,
      read: (seq) => (isLost(trimmed(), seq) ? null : readPage(ring, seq, matches)),
    };
  }

  return {
    append(changes) {
      const loggedAt: EpochMs = clock.now();
      for (const change of changes) ring.push({ ...change, cursor: cursorAt(ring.last + 1) }, loggedAt);
      trimmed();
      if (changes.length > 0) wakeUp.notify();
    },

    async tail() {
      return cursorAt(ring.last);
    },

    async follow(after: Cursor | null, filter: ChangeFilter, withBookmarks = false): Promise<Follower> {
      const bookmarks = withBookmarks ? new Bookmarks(clock, bounds) : null;
      const source = sourceOf(toMatcher(filter));
      const seq = after === null ? ring.last : seqOf(after);
      if (seq !== null && !isLost(trimmed(), seq))
        return createFollower(source, wakeUp, seq, null, bookmarks);
      const gap = { kind: 'GAP', cursor: cursorAt(ring.last), observedAt: clock.now() } as const;
      return createFollower(source, wakeUp, ring.last, gap, bookmarks);
    },

    async history(versionArn, limit, before) {
      const end = before === null ? trimmed().last + 1 : seqOf(before);
      const changes: LoggedChange[] = [];
      if (end === null) return { changes, hasMore: false }; // all that is left is later than that
      for (const change of trimmed().backwards(versionArn, end)) {
        if (changes.length === limit) return { changes, hasMore: true };
        changes.push(change);
      }
      return { changes, hasMore: false };
    },
  };
}
