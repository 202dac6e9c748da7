import type { Clock } from '../clock.js';
import type { LoggedChange, StatusChange } from '../domain/event.js';
import type { Bell } from './bell.js';
import { Bookmarks } from './bookmarks.js';
import { parseCursor, toCursor } from './cursor.js';
import { type Matcher, toMatcher } from './filter.js';
import { createFollower, type Page, type Source } from './follower.js';
import type { LogBounds } from './memory-log.js';
import type { EventLog, Gap } from './port.js';
import { createRing, type Ring } from './ring.js';
import { readPage } from './ring-page.js';
import { BEFORE_ALL, compareIds, type StreamId, toStreamId, toText } from './stream-id.js';

/** Where a log begins, as Redis tells it. */
interface LogPlace {
  readonly epoch: string;
  /** The newest entry that is gone; BEFORE_ALL: none is. */
  readonly base: StreamId;
  /** How many entries were logged up to `base`. */
  readonly baseCount: number;
}

/** One entry of the stream. */
export interface LogEntry {
  readonly id: StreamId;
  /** Entries are numbered without a hole. */
  readonly count: number;
  /** Null: of a kind that this version does not know. */
  readonly change: StatusChange | null;
}

/**
 * All of the log that Redis keeps, held here too: reading it, however often and from wherever, asks nobody, and goes on
 * while Redis is away. The price is the memory and the start of an in-memory log.
 */
export interface RedisLog extends EventLog {
  readonly epoch: string;
  /** The newest entry that is known here, or the base. */
  readonly last: StreamId;
  readonly count: number;
  /** Begins anew: who follows has missed something and is told so. */
  reset(place: LogPlace): void;
  /** False: entries before this one are missing. What is known already is passed over. */
  push(entry: LogEntry): boolean;
  /** All that Redis holds is known here by now: a follower ahead of it is ahead of a log that lost its tail. */
  settle(): void;
}

interface Settings extends LogBounds {
  readonly clock: Clock;
  readonly bell: Bell;
  /** Gets what Redis has by now. False: it could not be asked. */
  readonly catchUp: () => Promise<boolean>;
}

/** `life` counts the resets: what was read before one cannot be gone on from. */
interface Position {
  readonly life: number;
  readonly id: StreamId;
  /** How often the log had settled when it was taken. */
  readonly settled: number;
}

export function createRedisLog({ clock, bell, catchUp, retentionMs, maxEntries }: Settings): RedisLog {
  let ring: Ring = createRing(maxEntries);
  /** The id of entry `seq` of the ring is at `seq % (maxEntries + 1)`: also that of the newest which it forgot. */
  let ids: StreamId[] = [BEFORE_ALL];
  let epoch = 'none';
  let count = 0;
  let life = 0;
  let settled = 0;

  const idAt = (seq: number): StreamId => ids[seq % (maxEntries + 1)] ?? BEFORE_ALL;
  const cursorOf = (id: StreamId) => toCursor({ epoch, position: toText(id) });
  const placeAt = (id: StreamId): Position => ({ life, id, settled });
  const tail = () => placeAt(idAt(ring.last));
  const gapHere = (): Gap => ({ kind: 'GAP', cursor: cursorOf(idAt(ring.last)), observedAt: clock.now() });

  /** The last entry that is not after `id`; one less than the first if all are. */
  function seqOf(id: StreamId): number {
    let low = ring.first - 1;
    let high = ring.last;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (compareIds(idAt(middle), id) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function trimmed(): Ring {
    ring.dropUntil(clock.now() - retentionMs);
    return ring;
  }

  const isMissing = (id: StreamId) => compareIds(id, idAt(trimmed().first - 1)) < 0;
  const isAhead = (id: StreamId) => compareIds(id, idAt(ring.last)) > 0;

  function read(position: Position, matches: Matcher): Page<Position> | null {
    const isLost = isAhead(position.id) && position.settled !== settled;
    if (position.life !== life || isLost)
      return { found: [], position: tail(), passed: 0, isEnd: true, gap: gapHere() };
    if (isMissing(position.id)) return null;
    const page = readPage(ring, seqOf(position.id), matches);
    const reached = idAt(page.position);
    const isOn = compareIds(reached, position.id) > 0; // it may be ahead of what is known here
    return { ...page, position: isOn ? placeAt(reached) : position };
  }

  /** Null: what came after it is not known here, nor will be. */
  async function positionOf(cursor: string): Promise<Position | null> {
    const { epoch: of, position } = parseCursor(cursor);
    const id = toStreamId(position);
    // Given out by an instance that knows more than this one. If Redis cannot be asked, it waits for what it has seen.
    if (of !== epoch || isAhead(id)) {
      const isAsked = await catchUp();
      if (isAsked && isAhead(id)) return null;
    }
    return of !== epoch || isMissing(id) ? null : placeAt(id);
  }

  function firstNotBefore(id: StreamId): number {
    const seq = seqOf(id);
    return seq >= ring.first && compareIds(idAt(seq), id) === 0 ? seq : seq + 1;
  }

  return {
    get epoch() {
      return epoch;
    },
    get last() {
      return idAt(ring.last);
    },
    get count() {
      return count;
    },

    reset(place) {
      epoch = place.epoch;
      count = place.baseCount;
      life += 1;
      ring = createRing(maxEntries);
      ids = [place.base];
      bell.ring();
    },

    push(entry) {
      if (entry.count <= count) return true;
      if (entry.count !== count + 1) return false;
      ids[(ring.last + 1) % (maxEntries + 1)] = entry.id;
      ring.push(entry.change && { ...entry.change, cursor: cursorOf(entry.id) }, entry.id.ms);
      count = entry.count;
      bell.ring();
      return true;
    },

    settle() {
      settled += 1;
      bell.ring();
    },

    async tail() {
      await catchUp();
      return cursorOf(idAt(ring.last));
    },

    async follow(after, filter, withBookmarks = false) {
      const bookmarks = withBookmarks ? new Bookmarks(clock, { retentionMs, maxEntries }) : null;
      const matches = toMatcher(filter);
      const source: Source<Position> = {
        toCursor: ({ id }) => cursorOf(id),
        isEnd: (position) => position.life === life && compareIds(position.id, idAt(ring.last)) === 0,
        read: (position) => read(position, matches),
      };
      const position = after === null ? tail() : await positionOf(after);
      if (position) return createFollower(source, bell, position, null, bookmarks);
      return createFollower(source, bell, tail(), gapHere(), bookmarks);
    },

    async history(versionArn, limit, before) {
      const place = before === null ? null : parseCursor(before);
      const changes: LoggedChange[] = [];
      if (place && place.epoch !== epoch) return { changes, hasMore: false };
      const end = place ? firstNotBefore(toStreamId(place.position)) : trimmed().last + 1;
      for (const change of trimmed().backwards(versionArn, end)) {
        if (changes.length === limit) return { changes, hasMore: true };
        changes.push(change);
      }
      return { changes, hasMore: false };
    },
  };
}
