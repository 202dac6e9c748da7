import type { EpochMs } from '../domain/model.js';
import type { RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import type { LogBounds } from './memory-log.js';
import type { Delta, ShelfDelta } from './redis-delta.js';
import type { LogEntry } from './redis-log.js';
import { COMMIT } from './redis-scripts.js';
import { toKnownChange } from './redis-stored-log.js';
import { type StreamId, toStreamId } from './stream-id.js';

/** One step of the catalog, in an order that is the same on every instance. */
export interface Commit {
  readonly id: string;
  /** The commit before it; a mirror that stands elsewhere has missed something. */
  readonly previous: string;
  readonly account: string;
  readonly delta: Delta;
  /** How many changes were logged before it. */
  readonly count: number;
  /** Of its first change; the others follow one by one. */
  readonly firstId: StreamId;
}

/** What the instance knew when it worked out the delta. */
export interface Basis {
  readonly epoch: string;
  readonly account: string;
  /** The newest commit of the account; '' before the first. */
  readonly revision: string;
  /** Of the lease under which a poller looked; undefined: not a poller's. */
  readonly fence: number | undefined;
}

/** LOST: the log has begun a new life. CONFLICT: somebody else was first. FENCED: another poller holds the lease. */
export type Outcome = { readonly kind: 'LOST' | 'CONFLICT' | 'FENCED' } | { kind: 'STORED'; commit: Commit };

/** Commits that are kept for mirrors that are behind; one that is further behind reads everything anew. */
const KEPT_COMMITS = 2_000;
/** Between the shelf and the name: in neither. A shelf's own stamp has no name. */
const SEPARATOR = '\t';

/** Stores it if nobody was first. @throws RedisGone: whether it was stored is unknown */
export async function store(
  link: RedisLink,
  names: Names,
  basis: Basis,
  delta: Delta,
  now: EpochMs,
  bounds: LogBounds,
): Promise<Outcome> {
  const { head, log, commits, revisions, fences, values, stamps } = names;
  const { epoch, account, revision, fence } = basis;
  const loggedAt = Math.floor(now);
  const oldest = Math.max(0, loggedAt - bounds.retentionMs);
  const reply = await link.run(
    COMMIT,
    [head, log, commits, revisions, fences, values, stamps],
    [
      ...[epoch, account, revision, fence ?? '', loggedAt, oldest, bounds.maxEntries, KEPT_COMMITS],
      JSON.stringify(delta),
      ...toLists(delta).flatMap((list) => [list.length, ...list]),
    ],
  );
  const [kind, id, previous, count, first] = reply as [Outcome['kind'], string, string, string, string];
  if (kind !== 'STORED') return { kind };
  return {
    kind,
    commit: { id, previous, account, delta, count: Number(count), firstId: toStreamId(first) },
  };
}

/** Events, values, names without one, stamps, names without one. */
function toLists({ shelves, changes }: Delta): string[][] {
  const withShelf = (pick: (it: ShelfDelta) => readonly (readonly string[])[]) =>
    shelves.flatMap((it) => pick(it).flatMap(([name, ...rest]) => [it.shelf + SEPARATOR + name, ...rest]));
  const changed = (it: ShelfDelta) => it.values.map(([name, value]) => ({ name, value }));
  return [
    changes.map((it) => JSON.stringify(it)),
    withShelf((it) =>
      changed(it).flatMap(({ name, value }) => (value === null ? [] : [[name, JSON.stringify(value)]])),
    ),
    withShelf((it) => [
      ...changed(it).flatMap(({ name, value }) => (value === null ? [[name]] : [])),
      ...it.gone.map((name) => [name]),
    ]),
    withShelf((it) => [...it.stamps, ...(it.stamp ? [['', JSON.stringify(it.stamp)]] : [])]),
    withShelf((it) => [...it.gone, ...(it.stamp ? [] : [''])].map((name) => [name])),
  ];
}

/** The reverse, of all that is stored. */
export function toShelves(
  values: Readonly<Record<string, string>>,
  stamps: Readonly<Record<string, string>>,
): ShelfDelta[] {
  const shelves = new Map<
    string,
    { stamp: ShelfDelta['stamp']; values: [string, never][]; stamps: [string, string][] }
  >();
  for (const [key, stamp] of Object.entries(stamps)) {
    const [shelf = '', name = ''] = key.split(SEPARATOR);
    const it = shelves.get(shelf) ?? { stamp: { listedAt: null, endedAt: null }, values: [], stamps: [] };
    shelves.set(shelf, it);
    if (name === '') it.stamp = JSON.parse(stamp);
    else it.stamps.push([name, stamp]);
    const value = values[key];
    if (value !== undefined) it.values.push([name, JSON.parse(value) as never]);
  }
  return [...shelves].map(([shelf, it]) => ({ shelf, gone: [], ...it }));
}

export function toCommit([id, fields]: [string, string[]]): Commit {
  const [, previous = '', , account = '', , delta = '', , count, , first = ''] = fields;
  return {
    id,
    previous,
    account,
    delta: JSON.parse(delta),
    count: Number(count),
    firstId: toStreamId(first),
  };
}

export function entriesOf({ delta, count, firstId: { ms, number } }: Commit): LogEntry[] {
  return delta.changes.map((change, index) => ({
    id: { ms, number: number + index },
    count: count + index + 1,
    change: toKnownChange(change),
  }));
}
