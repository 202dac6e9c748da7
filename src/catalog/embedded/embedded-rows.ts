import type { Store } from '../../storage/port.js';
import { type EntryPlace, type LogEntry, NO_PLACE } from '../log/entry-ring.js';
import { toKnownChange, toKnownEvent } from '../log/known-change.js';
import type { Entries, Places } from '../log/log-entries.js';
import { toStreamId, toText } from '../log/stream-id.js';
import type { CollectionDelta, Delta } from '../state/state-delta.js';
import { toCollections } from '../state/stored-collections.js';

/** How the catalog and its log lie in the store. */
const VALUE = 'catalog/value/';
const STAMP = 'catalog/stamp/';
/** Changes of status, and events of other kinds. */
const CHANGE = 'log/entry/';
const EVENT = 'log/event/';
/** Where the log begins: its epoch, and the newest change that is gone. */
const BASE_KEY = 'log/base';
/** The newest event of another kind that is gone; absent: none is. */
const EVENT_BASE_KEY = 'log/event-base';
/** Between the collection and the name: in neither. A collection's own stamp has no name. */
const SEPARATOR = '\t';
const COUNT_DIGITS = 16;

type Rows = (readonly [key: string, value: string | null])[];

/** Where a log begins. */
export interface LogBase {
  readonly epoch: string;
  /** The newest entries that are gone. */
  readonly bases: Places;
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

export function rowsOfEntries({ changes, events }: Entries): Rows {
  return [
    ...changes.map(
      ({ id, count, item }) => [keyOfEntry(CHANGE, count), toJson({ id: toText(id), change: item })] as const,
    ),
    ...events.map(
      ({ id, count, item }) => [keyOfEntry(EVENT, count), toJson({ id: toText(id), event: item })] as const,
    ),
  ];
}

/** The new bases, and nothing any more of the entries after `from` up to them. */
export function rowsOfTrim({ epoch, bases }: LogBase, from: Places): Rows {
  const { changes, events } = bases;
  return [
    [BASE_KEY, toJson({ epoch, ...storedPlace(changes) })],
    [EVENT_BASE_KEY, toJson(storedPlace(events))],
    ...keysBetween(CHANGE, from.changes, changes).map((key) => [key, null] as const),
    ...keysBetween(EVENT, from.events, events).map((key) => [key, null] as const),
  ];
}

function keysBetween(prefix: string, from: EntryPlace, to: EntryPlace): string[] {
  return Array.from({ length: to.count - from.count }, (_, index) =>
    keyOfEntry(prefix, from.count + index + 1),
  );
}

/** Null: there is no log yet. */
export async function readBase(store: Store): Promise<LogBase | null> {
  const [text, eventBase] = await Promise.all([store.read(BASE_KEY), store.read(EVENT_BASE_KEY)]);
  if (text === null) return null;
  const base = JSON.parse(text);
  const events = eventBase === null ? NO_PLACE : toPlace(JSON.parse(eventBase));
  return { epoch: base.epoch, bases: { changes: toPlace(base), events } };
}

/** In the order in which they were logged. */
export async function readEntries(store: Store): Promise<Entries> {
  return {
    changes: await readAllEntries(store, CHANGE, ({ change }) => toKnownChange(change)),
    events: await readAllEntries(store, EVENT, ({ event }) => toKnownEvent(event)),
  };
}

async function readAllEntries<T>(
  store: Store,
  prefix: string,
  toItem: (stored: { readonly change?: unknown; readonly event?: unknown }) => T | null,
): Promise<LogEntry<T>[]> {
  const entries: LogEntry<T>[] = [];
  for await (const page of store.scan(prefix))
    for (const [key, value] of page) {
      const stored = JSON.parse(value);
      const count = Number(key.slice(prefix.length));
      entries.push({ id: toStreamId(stored.id), count, item: toItem(stored) });
    }
  return entries;
}

function storedPlace({ id, count }: EntryPlace) {
  return { base: toText(id), baseCount: count };
}

function toPlace({ base, baseCount }: { readonly base: string; readonly baseCount: number }): EntryPlace {
  return { id: toStreamId(base), count: baseCount };
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

function keyOfEntry(prefix: string, count: number): string {
  return prefix + String(count).padStart(COUNT_DIGITS, '0');
}

function toJson(value: object): string {
  return JSON.stringify(value);
}
