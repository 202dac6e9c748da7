import type { RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import type { LogEntry } from '../log/entry-ring.js';
import { toKnownChange, toKnownEvent } from '../log/known-change.js';
import type { Entries, Places } from '../log/log-entries.js';
import { toStreamId, toText } from '../log/stream-id.js';

const PAGE_SIZE = 500;

/** How many entries were logged in each stream. */
export interface LogCounts {
  readonly changes: number;
  readonly events: number;
}

/** What Redis holds after two places, up to so many entries, or less. @throws RedisGone */
export async function entriesSince(
  link: RedisLink,
  { log, events }: Names,
  after: Places,
  counts: LogCounts,
): Promise<Entries> {
  const { id, count } = after.changes;
  const { id: eventId, count: eventCount } = after.events;
  return {
    changes: await entriesAfter(link, log, toText(id), counts.changes - count, toKnownChange),
    events: await entriesAfter(link, events, toText(eventId), counts.events - eventCount, toKnownEvent),
  };
}

/** The next `count` entries of a stream after an id, or fewer. @throws RedisGone */
async function entriesAfter<T>(
  link: RedisLink,
  stream: string,
  id: string,
  count: number,
  toItem: (stored: unknown) => T | null,
): Promise<LogEntry<T>[]> {
  const entries: LogEntry<T>[] = [];
  for (let after = id; entries.length < count; ) {
    const from = `(${after}`;
    const size = Math.min(PAGE_SIZE, count - entries.length);
    const page = await link.call((redis) => redis.xrange(stream, from, '+', 'COUNT', size));
    if (page.length === 0) break;
    for (const [at, fields] of page) entries.push(toEntry(at, fields, toItem));
    after = page.at(-1)?.[0] ?? after;
  }
  return entries;
}

/** By the names of its fields: later versions may write others, and other kinds of entries. */
function toEntry<T>(
  id: string,
  fields: readonly string[],
  toItem: (stored: unknown) => T | null,
): LogEntry<T> {
  const fieldNamed = (name: string) => fields.find((_, i) => i % 2 === 1 && fields[i - 1] === name);
  return {
    id: toStreamId(id),
    count: Number(fieldNamed('n')),
    item: toItem(parse(fieldNamed('c'))),
  };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
