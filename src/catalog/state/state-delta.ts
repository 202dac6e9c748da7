import type { ProjectArn } from '../../domain/arn.js';
import type { StatusChange } from '../../domain/event.js';
import type { EpochMs, ModelVersion, Project } from '../../domain/model.js';
import type { Knowledge } from './catalog-state.js';
import type { Entry } from './collection.js';
import { type MemoryShelf, VersionShelf } from './memory-collection.js';

type Value = Project | ModelVersion;
type AnyShelf = MemoryShelf<Value>;

/** What one commit changed, as it goes over the wire. */
export interface Delta {
  readonly shelves: readonly ShelfDelta[];
  readonly changes: readonly StatusChange[];
  /** Projects whose tags or policies have changed; none if left out. */
  readonly attachments?: readonly ProjectArn[];
}

export interface ShelfDelta {
  /** An account and region whose projects it holds, or the ARN of the project whose versions it holds. */
  readonly shelf: string;
  /** Null: the shelf itself is forgotten. */
  readonly stamp: ShelfStamp | null;
  /** Name and value, null where it does not exist; only of those that differ in more than `observedAt`. */
  readonly values: readonly (readonly [string, Value | null])[];
  /** Name and stamp of every entry that changed. */
  readonly stamps: readonly (readonly [string, string])[];
  /** Names of which nothing is known any more. */
  readonly gone: readonly string[];
}

interface ShelfStamp {
  readonly listedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
}

/** Null: nothing changed. */
export function toShelfDelta(
  shelf: string,
  before: AnyShelf | undefined,
  after: AnyShelf | undefined,
): ShelfDelta | null {
  if (after === undefined) return { shelf, stamp: null, values: [], stamps: [], gone: namesOf(before) };
  const changed = [...after.entries].filter(([name, entry]) => before?.entries.get(name) !== entry);
  const gone = namesOf(before).filter((name) => !after.entries.has(name));
  const stamp = stampOf(after);
  const isSameShelf = before && JSON.stringify(stampOf(before)) === JSON.stringify(stamp);
  if (isSameShelf && changed.length === 0 && gone.length === 0) return null;
  const isOther = ([name, entry]: [string, Entry<Value>]) => !isSameBut(before?.entries.get(name), entry);
  return {
    shelf,
    stamp,
    values: changed.filter(isOther).map(([name, { value }]) => [name, value]),
    stamps: changed.map(([name, entry]) => [name, toStamp(entry)]),
    gone,
  };
}

/** Does to what is known what the delta says. */
export function applyDelta(known: Knowledge, { shelf: id, stamp, values, stamps, gone }: ShelfDelta): void {
  if (stamp === null) {
    forget(known, id);
    return;
  }
  const shelf = shelfOf(known, id);
  const changed = new Map(values);
  const valueAt = (name: string) =>
    changed.has(name) ? (changed.get(name) ?? null) : (shelf.entries.get(name)?.value ?? null);
  shelf.overwrite(
    stamp.listedAt,
    stamps.map(([name, it]) => [name, toEntry(valueAt(name), it)]),
    gone,
  );
  if (shelf instanceof VersionShelf) shelf.endedAt = stamp.endedAt;
}

/** True if it says what a mutation did, so that who was told of the mutation looks for it in reads. */
export function isAnswer({ shelves, attachments = [] }: Delta): boolean {
  return attachments.length > 0 || shelves.some((it) => it.stamps.some(([, stamp]) => stamp.startsWith('A')));
}

/** The versions that mutations changed. @param known - after the delta was applied */
export function answersIn({ versions }: Knowledge, { shelves }: Delta): ModelVersion[] {
  return shelves.flatMap(({ shelf, stamps }) =>
    stamps
      .filter(([, stamp]) => stamp.startsWith('A'))
      .map(([name]) => versions.get(shelf as ProjectArn)?.entries.get(name)?.value ?? null)
      .filter((it) => it !== null),
  );
}

function shelfOf(known: Knowledge, id: string): AnyShelf {
  if (!isProject(id)) return known.projectsOf(id) as AnyShelf;
  const shelf = known.versions.get(id) ?? new VersionShelf(id);
  known.versions.set(id, shelf);
  return shelf as AnyShelf;
}

function forget(known: Knowledge, id: string): void {
  if (isProject(id)) known.versions.delete(id);
  else known.projects.delete(id);
}

function isProject(shelf: string): shelf is ProjectArn {
  return shelf.startsWith('arn:');
}

function namesOf(shelf: AnyShelf | undefined): string[] {
  return [...(shelf?.entries.keys() ?? [])];
}

function stampOf(shelf: AnyShelf): ShelfStamp {
  return { listedAt: shelf.listedAt, endedAt: shelf instanceof VersionShelf ? shelf.endedAt : null };
}

const STAMP = /^([LA])([^/]+)(?:\/(.+))?$/;

/** `L` a look or `A` an answer, when, and the value's own `observedAt` if it has one. */
function toStamp({ source, at, value }: Entry<Value>): string {
  const observedAt = value && 'observedAt' in value ? `/${value.observedAt}` : '';
  return `${source === 'look' ? 'L' : 'A'}${at}${observedAt}`;
}

function toEntry(value: Value | null, stamp: string): Entry<Value> {
  const [, source, at, observedAt] = STAMP.exec(stamp) ?? [];
  const dated = value && observedAt !== undefined ? { ...value, observedAt: Number(observedAt) } : value;
  return { value: dated, source: source === 'L' ? 'look' : 'answer', at: Number(at) };
}

/** Most looks confirm what was known: then only the stamp is sent. */
function isSameBut(before: Entry<Value> | undefined, after: Entry<Value>): boolean {
  return before !== undefined && undated(before.value) === undated(after.value);
}

function undated(value: Value | null): string {
  return JSON.stringify(value && { ...value, observedAt: 0 });
}
