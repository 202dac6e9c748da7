import { randomInt } from 'node:crypto';
import type { EpochMs } from '../../domain/model.js';
import type { RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import { toKnownChange, toKnownEvent } from '../log/known-change.js';
import { type LogBounds, MAX_EVENTS } from '../log/log-bounds.js';
import type { Entries } from '../log/log-entries.js';
import { type StreamId, toStreamId } from '../log/stream-id.js';
import type { CollectionDelta, Delta } from '../state/state-delta.js';
import { SEPARATOR } from '../state/stored-collections.js';
import { COMMIT } from './redis-scripts.js';

/** One step of the catalog, in an order that is the same on every instance. */
export interface Commit {
  readonly id: string;
  /** The commit before it; a mirror that stands elsewhere has missed something. */
  readonly previous: string;
  /** Of the log that it went to; undefined: of an instance of before it was written down. */
  readonly epoch: string | undefined;
  readonly account: string;
  readonly delta: Delta;
  /** How many changes were logged before it. */
  readonly count: number;
  /** How many events of other kinds were. */
  readonly eventCount: number;
  /** Of its first change; the others follow one by one, and then its events. */
  readonly firstId: StreamId;
}

/** What the instance knew when it worked out the delta. */
export interface CommitPrecondition {
  readonly epoch: string;
  readonly account: string;
  /** The newest commit of the account; '' before the first. */
  readonly revision: string;
  /** Of the lease under which a poller refreshed; undefined: not a poller's. */
  readonly fencingToken: number | undefined;
}

/** LOST: the log has begun a new life. CONFLICT: another instance was first. FENCED: another poller holds the lease. */
export type Outcome = { readonly kind: 'LOST' | 'CONFLICT' | 'FENCED' } | { kind: 'STORED'; commit: Commit };

/** Commits that are kept for mirrors that are behind; one that is further behind reads everything anew. */
const KEPT_COMMITS = 2_000;
/** Enough that two ids of the same millisecond hardly ever meet; a millisecond has room for billions of such steps. */
const RANDOM_IDS = 2 ** 20;

/** What the script answers: also, of what was stored, what a {@link Commit} holds. */
type Reply = [Outcome['kind'], ...string[]];

/** Stores it if no other instance was first. @throws RedisGone: whether it was stored is unknown */
export async function store(
  link: RedisLink,
  names: Names,
  precondition: CommitPrecondition,
  delta: Delta,
  now: EpochMs,
  bounds: LogBounds,
): Promise<Outcome> {
  const { head, log, commits, revisions, fencingTokens, values, stamps, events } = names;
  const { epoch, account, revision, fencingToken } = precondition;
  const loggedAt = Math.floor(now);
  const oldest = Math.max(0, loggedAt - bounds.retentionMs);
  const reply = await link.run(
    COMMIT,
    [head, log, commits, revisions, fencingTokens, values, stamps, events],
    [
      ...[epoch, account, revision, fencingToken ?? '', loggedAt, oldest],
      ...[bounds.maxEntries, bounds.maxEvents ?? MAX_EVENTS, KEPT_COMMITS],
      JSON.stringify(delta),
      randomInt(RANDOM_IDS),
      ...toLists(delta).flatMap((list) => [list.length, ...list]),
    ],
  );
  const [kind, id = '', previous = '', count, first = '', eventCount] = reply as Reply;
  if (kind !== 'STORED') return { kind };
  const counts = { count: Number(count), eventCount: Number(eventCount) };
  return { kind, commit: { id, previous, epoch, account, delta, ...counts, firstId: toStreamId(first) } };
}

/** Changes, events, values, names without one, stamps, names without one. */
function toLists({ shelves: collections, changes, events = [] }: Delta): string[][] {
  const withCollection = (pick: (it: CollectionDelta) => readonly (readonly string[])[]) =>
    collections.flatMap((it) =>
      pick(it).flatMap(([name, ...rest]) => [it.shelf + SEPARATOR + name, ...rest]),
    );
  const changed = (it: CollectionDelta) => it.values.map(([name, value]) => ({ name, value }));
  return [
    changes.map((it) => JSON.stringify(it)),
    events.map((it) => JSON.stringify(it)),
    withCollection((it) =>
      changed(it).flatMap(({ name, value }) => (value === null ? [] : [[name, JSON.stringify(value)]])),
    ),
    withCollection((it) => [
      ...changed(it).flatMap(({ name, value }) => (value === null ? [[name]] : [])),
      ...it.gone.map((name) => [name]),
    ]),
    withCollection((it) => [...it.stamps, ...(it.stamp ? [['', JSON.stringify(it.stamp)]] : [])]),
    withCollection((it) => [...it.gone, ...(it.stamp ? [] : [''])].map((name) => [name])),
  ];
}

/** A commit of an instance of 0.1.0 has neither a number of events nor an epoch. */
export function toCommit([id, fields]: [string, string[]]): Commit {
  const values = fields.filter((_, index) => index % 2 === 1);
  const [previous = '', account = '', delta = '', count, first = '', eventCount = '0', epoch] = values;
  return {
    ...{ id, previous, epoch, account },
    delta: JSON.parse(delta),
    count: Number(count),
    eventCount: Number(eventCount),
    firstId: toStreamId(first),
  };
}

export function entriesOf({ delta, count, eventCount, firstId: { ms, number } }: Commit): Entries {
  const { changes, events = [] } = delta;
  return {
    changes: changes.map((change, index) => ({
      id: { ms, number: number + index },
      count: count + index + 1,
      item: toKnownChange(change),
    })),
    events: events.map((event, index) => ({
      id: { ms, number: number + changes.length + index },
      count: eventCount + index + 1,
      item: toKnownEvent(event),
    })),
  };
}
