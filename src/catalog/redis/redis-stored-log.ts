import type { RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import type { LogEntry } from '../log/entry-ring.js';
import { toKnownChange } from '../log/known-change.js';
import { toStreamId } from '../log/stream-id.js';

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
