import type { RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import type { LogEntry } from './entry-ring.js';
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
    for (const [at, [, number, , change = '']] of page)
      entries.push({ id: toStreamId(at), count: Number(number), change: JSON.parse(change) });
    after = page.at(-1)?.[0] ?? after;
  }
  return entries;
}
