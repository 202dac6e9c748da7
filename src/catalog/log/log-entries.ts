import { randomInt } from 'node:crypto';
import type { Cursor, LogItem, StatusChange } from '../../domain/event.js';
import type { GatewayEvent } from '../../domain/gateway-event.js';
import type { EpochMs } from '../../domain/model.js';
import type { Matcher } from './change-filter.js';
import { type EntryPlace, EntryRing, type LogEntry, NO_PLACE } from './entry-ring.js';
import type { Page } from './follower.js';
import { type LogBounds, MAX_EVENTS } from './log-bounds.js';
import { compareIds, type StreamId } from './stream-id.js';

/** What is logged at once. All ids are in one order. */
export interface Entries {
  readonly changes: readonly LogEntry<StatusChange>[];
  readonly events: readonly LogEntry<GatewayEvent>[];
}

/** Where both streams begin or end. */
export interface Places {
  readonly changes: EntryPlace;
  readonly events: EntryPlace;
}

/** Where a log goes on. */
interface LogEnd {
  /** The newest entry of all. */
  readonly last: StreamId;
  readonly places: Places;
  holdsEvent(id: string): boolean;
}

/** What a log holds at one moment. */
export interface Extent {
  /** The newest entries that are gone. */
  readonly bases: Places;
  readonly last: StreamId;
}

export const NO_PLACES: Places = { changes: NO_PLACE, events: NO_PLACE };

/** A follower takes this many matching entries at a time, */
const PAGE_SIZE = 64;
/** and reads this many to find them before it lets others go on: some ten microseconds. */
const SCAN_SIZE = 250;

/**
 * One log of two streams: changes of status, and events of all other kinds, each with a bound and numbers of its own.
 * Instances of 0.1.0 see the first alone.
 */
export class LogEntries {
  readonly changes: EntryRing<StatusChange>;
  readonly events: EntryRing<GatewayEvent>;

  constructor(
    private readonly bounds: LogBounds,
    bases: Places,
  ) {
    this.changes = new EntryRing(bounds.maxEntries, (it) => it.versionArn, bases.changes);
    this.events = new EntryRing(bounds.maxEvents ?? MAX_EVENTS, (it) => it.id, bases.events);
  }

  /** The newest entry of all. */
  get last(): StreamId {
    const change = this.changes.idAt(this.changes.lastSeq);
    const event = this.events.idAt(this.events.lastSeq);
    return compareIds(change, event) > 0 ? change : event;
  }

  /** Lets go of what is older than the log keeps. */
  trimmed(now: EpochMs): this {
    this.changes.dropUntil(now - this.bounds.retentionMs);
    this.events.dropUntil(now - this.bounds.retentionMs);
    return this;
  }

  /** False: entries before these are missing. What is known already is passed over. */
  push({ changes, events }: Entries, cursorOf: (id: StreamId) => Cursor): boolean {
    return (
      changes.every((it) => this.changes.push(it, cursorOf(it.id))) &&
      events.every((it) => this.events.push(it, cursorOf(it.id)))
    );
  }

  /** The entry itself is there, and all that is wanted of what came after it. */
  holds(id: StreamId, wanted: Matcher): boolean {
    return !this.isMissing(id, wanted) && (this.changes.holds(id) || this.events.holds(id));
  }

  /** True if something was wanted after it that is gone. */
  isMissing(id: StreamId, { change, event }: Matcher): boolean {
    return (change !== null && this.changes.isMissing(id)) || (event !== null && this.events.isMissing(id));
  }

  /** Both streams in one order. @param after - an entry that is there */
  readPage(after: StreamId, { change, event }: Matcher): Page<StreamId> {
    const { changes, events } = this;
    const found: LogItem[] = [];
    let [position, passed] = [after, 0];
    let [changeSeq, eventSeq] = [changes.seqOf(after), events.seqOf(after)];
    const lastChange = change ? changes.lastSeq : changeSeq; // what is not wanted is not read
    const lastEvent = event ? events.lastSeq : eventSeq;
    for (let read = 0; read < SCAN_SIZE && found.length < PAGE_SIZE; read += 1) {
      const hasChange = changeSeq < lastChange;
      const hasEvent = eventSeq < lastEvent;
      if (!hasChange && !hasEvent) return this.endPage(found, position, passed);
      const isChange =
        hasChange && (!hasEvent || compareIds(changes.idAt(changeSeq + 1), events.idAt(eventSeq + 1)) < 0);
      const item = isChange ? pick(changes, ++changeSeq, change) : pick(events, ++eventSeq, event);
      position = isChange ? changes.idAt(changeSeq) : events.idAt(eventSeq);
      passed = item ? 0 : passed + 1;
      if (item) found.push(item);
    }
    return { found, position, passed, isEnd: compareIds(position, this.last) === 0 };
  }

  /** Also over what is not wanted. */
  private endPage(found: readonly LogItem[], position: StreamId, passed: number): Page<StreamId> {
    const unread = [this.changes, this.events].map((it) => it.lastSeq - it.seqOf(position));
    return { found, position: this.last, passed: passed + Math.max(...unread), isEnd: true };
  }
}

/** All that was wanted of what came after `id` was there at that moment. */
export function wasHeld({ bases, last }: Extent, id: StreamId, { change, event }: Matcher): boolean {
  const isAfter = (base: StreamId) => compareIds(id, base) >= 0;
  return (
    (change === null || isAfter(bases.changes.id)) &&
    (event === null || isAfter(bases.events.id)) &&
    compareIds(id, last) <= 0
  );
}

function pick<T extends object>(ring: EntryRing<T>, seq: number, matches: ((item: T) => boolean) | null) {
  const item = ring.at(seq);
  return item !== null && matches?.(item) ? item : null;
}

/** The events that the log does not hold yet, each once. */
export function notLogged(
  log: Pick<LogEnd, 'holdsEvent'>,
  events: readonly GatewayEvent[],
): readonly GatewayEvent[] {
  const byId = new Map(events.map((it) => [it.id, it]));
  return [...byId.values()].filter(({ id }) => !log.holdsEvent(id));
}

/** The next entries of a log that has one writer: changes, then events that it does not hold yet. */
export function nextEntries(
  log: LogEnd,
  now: EpochMs,
  changes: readonly StatusChange[],
  events: readonly GatewayEvent[] = [],
): Entries {
  const { last, places } = log;
  const ms = Math.max(last.ms, Math.floor(now));
  // The random number makes the id unlike that of any entry which was sent and then lost with the process.
  let number = ms === last.ms ? last.number : randomInt(1_000_000);
  const toEntries = <T>(items: readonly T[], { count }: EntryPlace) =>
    items.map((item, index) => ({ id: { ms, number: ++number }, count: count + index + 1, item }));
  return {
    changes: toEntries(changes, places.changes),
    events: toEntries(notLogged(log, events), places.events),
  };
}
