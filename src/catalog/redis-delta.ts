import type { ProjectArn } from '../domain/arn.js';
import type { EpochMs, ModelVersion, Project } from '../domain/model.js';
import type { Knowledge } from './memory-knowledge.js';
import { type MemoryShelf, VersionShelf } from './memory-shelf.js';
import type { Entry } from './shelf.js';

type Value = Project | ModelVersion;
type AnyShelf = MemoryShelf<Value>;

/** What one observation changed on one shelf, as it goes over the wire. */
export interface ShelfChange {
  /** `PROJECTS`, or the ARN of the project whose versions it holds. */
  readonly id: string;
  readonly isDropped: boolean;
  readonly listedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  /** Name and value, null where it does not exist; only of those that differ in more than `observedAt`. */
  readonly values: readonly (readonly [string, Value | null])[];
  /** Name and stamp of every entry that changed. */
  readonly stamps: readonly (readonly [string, string])[];
  readonly gone: readonly string[];
}

/** The shelf of the projects themselves. */
export const PROJECTS = 'projects';

/** Null: nothing changed. */
export function toShelfChange(
  id: string,
  before: AnyShelf | undefined,
  after: AnyShelf | undefined,
): ShelfChange | null {
  if (after === undefined) return { ...NOTHING, id, isDropped: true };
  const changed = [...after.entries].filter(([name, entry]) => before?.entries.get(name) !== entry);
  const gone = [...(before?.entries.keys() ?? [])].filter((name) => !after.entries.has(name));
  const endedAt = endOf(after);
  const isSame = before?.listedAt === after.listedAt && endOf(before) === endedAt;
  if (isSame && changed.length === 0 && gone.length === 0) return null;
  const isOther = ([name, entry]: [string, Entry<Value>]) => !isSameBut(before?.entries.get(name), entry);
  return {
    id,
    isDropped: false,
    listedAt: after.listedAt,
    endedAt,
    values: changed.filter(isOther).map(([name, { value }]) => [name, value]),
    stamps: changed.map(([name, entry]) => [name, toStamp(entry)]),
    gone,
  };
}

const NOTHING = { listedAt: null, endedAt: null, values: [], stamps: [], gone: [] } as const;

/** Does to what is known what the change says. */
export function applyChange(known: Knowledge, account: string, change: ShelfChange): void {
  const { id, isDropped, listedAt, endedAt, values, stamps, gone } = change;
  if (isDropped) return void known.versions.delete(id as ProjectArn);
  const shelf = shelfOf(known, account, id);
  const changed = new Map(values);
  const valueOf = (name: string) =>
    changed.has(name) ? (changed.get(name) ?? null) : (shelf.entries.get(name)?.value ?? null);
  shelf.overwrite(
    listedAt,
    stamps.map(([name, stamp]) => [name, toEntry(valueOf(name), stamp)]),
    gone,
  );
  if (shelf instanceof VersionShelf) shelf.endedAt = endedAt;
}

function shelfOf(known: Knowledge, account: string, id: string): AnyShelf {
  if (id === PROJECTS) return known.projectsOf(account) as AnyShelf;
  const arn = id as ProjectArn;
  const shelf = known.versions.get(arn) ?? new VersionShelf(arn);
  known.versions.set(arn, shelf);
  return shelf as AnyShelf;
}

function endOf(shelf: AnyShelf | undefined): EpochMs | null {
  return shelf instanceof VersionShelf ? shelf.endedAt : null;
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
