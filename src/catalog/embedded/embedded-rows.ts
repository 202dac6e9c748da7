import type { StatusChange } from '../../domain/event.js';
import type { Row, Store } from '../../storage/port.js';
import type { LogEntry } from '../log/entry-ring.js';
import { toKnownChange } from '../log/known-change.js';
import { type StreamId, toStreamId, toText } from '../log/stream-id.js';
import type { CollectionDelta, Delta } from '../state/state-delta.js';
import { toCollections } from '../state/stored-collections.js';

/** How the catalog and its log lie in the store. */
const VALUE = 'catalog/value/';
const STAMP = 'catalog/stamp/';
const LOG = 'log/entry/';
/** Where the log begins: its epoch, and the newest entry that is gone. */
const BASE_KEY = 'log/base';
/** Between the collection and the name: in neither. A collection's own stamp has no name. */
const SEPARATOR = '\t';
const COUNT_DIGITS = 16;

type Rows = (readonly [key: string, value: string | null])[];

/** Where a log begins. */
export interface LogBase {
  readonly epoch: string;
  /** The newest entry that is gone; BEFORE_ALL: none is. */
  readonly base: StreamId;
  /** How many entries were logged up to `base`. */
  readonly baseCount: number;
}

interface StoredEntry {
  readonly id: string;
  /** Entries of other kinds may follow in later releases. */
  readonly change: StatusChange | null;
}

export function rowsOfCollection({
  shelf: collectionId,
  stamp,
  values,
  stamps,
  gone,
}: CollectionDelta): Rows {
  const keyOf = (name: string) => collectionId + SEPARATOR + name;
  return [
    ...values.map(([name, value]) => [VALUE + keyOf(name), value && JSON.stringify(value)] as const),
    ...stamps.map(([name, it]) => [STAMP + keyOf(name), it] as const),
    ...gone.flatMap((name) => [[VALUE + keyOf(name), null] as const, [STAMP + keyOf(name), null] as const]),
    [STAMP + keyOf(''), stamp && JSON.stringify(stamp)],
  ];
}

export function rowsOfEntries(entries: readonly LogEntry[]): Rows {
  return entries.map(({ id, count, change }) => [
    keyOfEntry(count),
    JSON.stringify({ id: toText(id), change } satisfies StoredEntry),
  ]);
}

/** The new base, and nothing any more of the entries from `from` up to it. */
export function rowsOfTrim(base: LogBase, from: number): Rows {
  const rows: Rows = [[BASE_KEY, JSON.stringify({ ...base, base: toText(base.base) })]];
  for (let count = from; count <= base.baseCount; count += 1) rows.push([keyOfEntry(count), null]);
  return rows;
}

/** Null: there is no log yet. */
export async function readBase(store: Store): Promise<LogBase | null> {
  const text = await store.read(BASE_KEY);
  if (text === null) return null;
  const stored = JSON.parse(text);
  return { ...stored, base: toStreamId(stored.base) };
}

/** In the order in which they were logged. */
export async function* readEntries(store: Store): AsyncIterable<readonly LogEntry[]> {
  for await (const page of store.scan(LOG)) yield page.map(toEntry);
}

function toEntry([key, value]: Row): LogEntry {
  const { id, change }: StoredEntry = JSON.parse(value);
  return { id: toStreamId(id), count: Number(key.slice(LOG.length)), change: toKnownChange(change) };
}

export async function readShelves(store: Store): Promise<Delta['shelves']> {
  return toCollections(await readAll(store, VALUE), await readAll(store, STAMP));
}

async function readAll(store: Store, prefix: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const page of store.scan(prefix))
    for (const [key, value] of page) found[key.slice(prefix.length)] = value;
  return found;
}

function keyOfEntry(count: number): string {
  return LOG + String(count).padStart(COUNT_DIGITS, '0');
}
