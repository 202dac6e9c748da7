import type { EpochMs } from '../../domain/model.js';
import type { Entry, EntryList } from '../port.js';

/** What a collection holds. Names are unique among the living of one collection; an ARN is never used again. */
export interface Named {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly creationTimestamp: EpochMs;
}

/** What is known of one name. Plain data: what is stored as JSON comes back as it was. */
export interface StoredEntry<T> {
  /** Null: it does not exist. */
  readonly value: T | null;
  readonly source: 'look' | 'answer';
  /** `startedAt` of the observation that it is from. */
  readonly at: EpochMs;
}

/** Everything known under one parent: the projects of an account and region, or the versions of a project. */
export interface Collection<T> {
  /**
   * When the newest complete list of it began; null: never listed. It holds for every name without an entry of its own:
   * at that time there was none.
   */
  readonly listedAt: EpochMs | null;
  readonly entries: ReadonlyMap<string, StoredEntry<T>>;
}

/** Undefined: nothing known of this name. */
export function entryOf<T>({ listedAt, entries }: Collection<T>, name: string): StoredEntry<T> | undefined {
  return entries.get(name) ?? (listedAt === null ? undefined : { value: null, source: 'look', at: listedAt });
}

export function toEntry<V>({
  value,
  source,
  at,
}: { value: V } & Pick<StoredEntry<unknown>, 'source' | 'at'>): {
  value: V;
  validatedAt: EpochMs;
} {
  return { value, validatedAt: source === 'look' ? at : 0 };
}

export function existingEntriesOf<T>({ entries }: Collection<T>): (Entry<T> & { readonly value: T })[] {
  const existing: (Entry<T> & { readonly value: T })[] = [];
  for (const { value, source, at } of entries.values())
    if (value !== null) existing.push(toEntry({ value, source, at }));
  return existing;
}

/** Newest first. A single answer that no refresh has validated makes the whole list unvalidated. */
export function toEntryList<T extends Named>(collection: Collection<T>): EntryList<T> | undefined {
  if (collection.listedAt === null) return undefined;
  const existing = existingEntriesOf(collection);
  return {
    values: existing.map(({ value }) => value).sort(newestFirst),
    validatedAt: existing.reduce((least, it) => Math.min(least, it.validatedAt), collection.listedAt),
  };
}

function newestFirst(a: Named, b: Named): number {
  return b.creationTimestamp - a.creationTimestamp || (a.arn < b.arn ? -1 : 1);
}
