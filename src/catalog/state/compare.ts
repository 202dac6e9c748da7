import type { EpochMs } from '../../domain/model.js';
import { type Collection, entryOf, type Named, type StoredEntry } from './collection.js';

/** An observation, as far as it concerns one collection: within `scope`, what `values` lacks does not exist. */
export interface CollectionObservation<T> {
  readonly scope: 'all' | readonly string[];
  readonly values: readonly T[];
  readonly source: 'look' | 'answer';
  /** The observation's `startedAt`. */
  readonly at: EpochMs;
}

/** One name about which an observation knows better. */
export interface EntryChange<T> {
  readonly name: string;
  /** Undefined: nothing was known. */
  readonly before: StoredEntry<T> | undefined;
  readonly after: StoredEntry<T>;
}

export interface Difference<T> {
  readonly entryChanges: readonly EntryChange<T>[];
  /** The collection's `listedAt` from now on. */
  readonly listedAt: EpochMs | null;
}

/**
 * Given what is known and an observation, what is to be stored. Pure, and the only place that decides it. For a scope of
 * names, the collection needs to hold the entries of these names only.
 */
export function compare<T extends Named>(
  collection: Collection<T>,
  observation: CollectionObservation<T>,
): Difference<T> {
  const seen = byName(observation.values);
  const names = new Set([
    ...(observation.scope === 'all' ? collection.entries.keys() : observation.scope),
    ...seen.keys(),
  ]);
  const entryChanges: EntryChange<T>[] = [];
  for (const name of names) {
    const before = entryOf(collection, name);
    const after = { value: seen.get(name) ?? null, source: observation.source, at: observation.at };
    if (before === undefined || supersedes(after, before)) entryChanges.push({ name, before, after });
  }
  return {
    entryChanges,
    listedAt:
      observation.scope === 'all' ? Math.max(observation.at, collection.listedAt ?? 0) : collection.listedAt,
  };
}

/** True if the listing implies it, so that storing the entry would add nothing. */
export function isImplied(entry: StoredEntry<unknown>, listedAt: EpochMs | null): boolean {
  return entry.value === null && listedAt !== null && entry.at <= listedAt;
}

/**
 * Within one millisecond an answer beats a snapshot, which may have begun before it, and the later answer the earlier.
 * A snapshot that agrees with an answer has seen what it did, and validates it. Of two snapshots the first stays:
 * taking turns would log changes that never were, and the next snapshot decides.
 */
function supersedes<T extends Named>(it: StoredEntry<T>, known: StoredEntry<T>): boolean {
  if (it.at !== known.at) return it.at > known.at;
  if (it.source === 'answer') return true;
  return (
    known.source === 'answer' &&
    it.value?.arn === known.value?.arn &&
    it.value?.status === known.value?.status
  );
}

/** A list read in pages can hold a name twice: deleted and made again between two pages. The younger one lives. */
function byName<T extends Named>(values: readonly T[]): Map<string, T> {
  const seen = new Map<string, T>();
  for (const value of values) {
    const other = seen.get(value.name);
    if (other === undefined || other.creationTimestamp <= value.creationTimestamp)
      seen.set(value.name, value);
  }
  return seen;
}
