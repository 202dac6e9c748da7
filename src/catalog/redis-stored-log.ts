import type { StatusChange } from '../domain/event.js';
import type { RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import type { LogEntry } from './redis-log.js';
import { toStreamId } from './stream-id.js';

const PAGE_SIZE = 500;

/** The next `count` changes that Redis holds after an id, or fewer. @throws RedisGone */
export async function logAfter(
  link: RedisLink,
  names: Names,
  id: string,
  count: number,
): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for (let after = id; entries.length < count; ) {
    const from = `(${after}`;
    const size = Math.min(PAGE_SIZE, count - entries.length);
    const page = await link.call((redis) => redis.xrange(names.log, from, '+', 'COUNT', size));
    if (page.length === 0) break;
    for (const [at, fields] of page) entries.push(toEntry(at, fields));
    after = page.at(-1)?.[0] ?? after;
  }
  return entries;
}

/** By the names of its fields: later versions may write others, and other kinds of entries. */
function toEntry(id: string, fields: readonly string[]): LogEntry {
  const fieldNamed = (name: string) => fields.find((_, i) => i % 2 === 1 && fields[i - 1] === name);
  return {
    id: toStreamId(id),
    count: Number(fieldNamed('n')),
    change: toKnownChange(parse(fieldNamed('c'))),
  };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/** Null for what is no status change: an entry of another kind says so in `kind`. */
export function toKnownChange(stored: unknown): StatusChange | null {
  if (typeof stored !== 'object' || stored === null || 'kind' in stored) return null;
  return 'versionArn' in stored && 'status' in stored ? (stored as StatusChange) : null;
}
