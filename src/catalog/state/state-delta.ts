import type { ProjectArn } from '../../domain/arn.js';
import type { StatusChange } from '../../domain/event.js';
import type { GatewayEvent } from '../../domain/gateway-event.js';
import type { EpochMs, ModelVersion, Project } from '../../domain/model.js';
import type { CatalogState } from './catalog-state.js';
import type { StoredEntry } from './collection.js';
import { type MemoryCollection, VersionCollection } from './memory-collection.js';

type Value = Project | ModelVersion;
type AnyCollection = MemoryCollection<Value>;

/** What one commit changed, as it goes over the wire. */
export interface Delta {
  readonly shelves: readonly CollectionDelta[];
  readonly changes: readonly StatusChange[];
  /** Events of other kinds; none if left out. */
  readonly events?: readonly GatewayEvent[];
  /** Projects with changed tags or policies; none if left out. */
  readonly attachments?: readonly ProjectArn[];
}

export interface CollectionDelta {
  /** The account and region of the projects that it holds, or the project's ARN of the versions that it holds. */
  readonly shelf: string;
  /** Null: the collection itself is forgotten. */
  readonly stamp: CollectionStamp | null;
  /** Name and value, null where it does not exist; only of those that differ in more than `observedAt`. */
  readonly values: readonly (readonly [string, Value | null])[];
  /** Name and stamp of every entry that changed. */
  readonly stamps: readonly (readonly [string, string])[];
  /** Names of which nothing is known any more. */
  readonly gone: readonly string[];
}

interface CollectionStamp {
  readonly listedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
}

/** Null: nothing changed. */
export function toCollectionDelta(
  collectionId: string,
  before: AnyCollection | undefined,
  after: AnyCollection | undefined,
): CollectionDelta | null {
  if (after === undefined)
    return { shelf: collectionId, stamp: null, values: [], stamps: [], gone: namesOf(before) };
  const changed = [...after.entries].filter(([name, entry]) => before?.entries.get(name) !== entry);
  const gone = namesOf(before).filter((name) => !after.entries.has(name));
  const stamp = stampOf(after);
  const isSameCollection = before && JSON.stringify(stampOf(before)) === JSON.stringify(stamp);
  if (isSameCollection && changed.length === 0 && gone.length === 0) return null;
  const isOther = ([name, entry]: [string, StoredEntry<Value>]) =>
    !isSameBut(before?.entries.get(name), entry);
  return {
    shelf: collectionId,
    stamp,
    values: changed.filter(isOther).map(([name, { value }]) => [name, value]),
    stamps: changed.map(([name, entry]) => [name, toStamp(entry)]),
    gone,
  };
}

/** Applies the delta to what is known. */
export function applyDelta(
  state: CatalogState,
  { shelf: id, stamp, values, stamps, gone }: CollectionDelta,
): void {
  if (stamp === null) {
    forget(state, id);
    return;
  }
  const collection = collectionOf(state, id);
  const changed = new Map(values);
  const valueAt = (name: string) =>
    changed.has(name) ? (changed.get(name) ?? null) : (collection.entries.get(name)?.value ?? null);
  collection.overwrite(
    stamp.listedAt,
    stamps.map(([name, it]) => [name, toStoredEntry(valueAt(name), it)]),
    gone,
  );
  if (collection instanceof VersionCollection) collection.endedAt = stamp.endedAt;
}

/** True if it has a mutation's answer: the mutation's client expects it in reads. */
export function isAnswer({ shelves: collections, attachments = [] }: Delta): boolean {
  return (
    attachments.length > 0 || collections.some((it) => it.stamps.some(([, stamp]) => stamp.startsWith('A')))
  );
}

/** The versions that mutations changed. @param known - after the delta was applied */
export function answersIn({ versions }: CatalogState, { shelves: collections }: Delta): ModelVersion[] {
  return collections.flatMap(({ shelf: collectionId, stamps }) =>
    stamps
      .filter(([, stamp]) => stamp.startsWith('A'))
      .map(([name]) => versions.get(collectionId as ProjectArn)?.entries.get(name)?.value ?? null)
      .filter((it) => it !== null),
  );
}

function collectionOf(state: CatalogState, id: string): AnyCollection {
  if (!isProject(id)) return state.projectsOf(id) as AnyCollection;
  const collection = state.versions.get(id) ?? new VersionCollection(id);
  state.versions.set(id, collection);
  return collection as AnyCollection;
}

function forget(state: CatalogState, id: string): void {
  if (isProject(id)) state.versions.delete(id);
  else state.projects.delete(id);
}

function isProject(collectionId: string): collectionId is ProjectArn {
  return collectionId.startsWith('arn:');
}

function namesOf(collection: AnyCollection | undefined): string[] {
  return [...(collection?.entries.keys() ?? [])];
}

function stampOf(collection: AnyCollection): CollectionStamp {
  return {
    listedAt: collection.listedAt,
    endedAt: collection instanceof VersionCollection ? collection.endedAt : null,
  };
}

const STAMP = /^([LA])([^/]+)(?:\/(.+))?$/;

/** `L` for a snapshot or `A` for a mutation's answer, when, and the value's own `observedAt` if it has one. */
function toStamp({ source, at, value }: StoredEntry<Value>): string {
  const observedAt = value && 'observedAt' in value ? `/${value.observedAt}` : '';
  return `${source === 'look' ? 'L' : 'A'}${at}${observedAt}`;
}

function toStoredEntry(value: Value | null, stamp: string): StoredEntry<Value> {
  const [, source, at, observedAt] = STAMP.exec(stamp) ?? [];
  const dated = value && observedAt !== undefined ? { ...value, observedAt: Number(observedAt) } : value;
  return { value: dated, source: source === 'L' ? 'look' : 'answer', at: Number(at) };
}

/** Most snapshots validate what was known: then only the stamp is sent. */
function isSameBut(before: StoredEntry<Value> | undefined, after: StoredEntry<Value>): boolean {
  return before !== undefined && undated(before.value) === undated(after.value);
}

function undated(value: Value | null): string {
  return JSON.stringify(value && { ...value, observedAt: 0 });
}
