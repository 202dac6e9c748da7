import type { EpochMs } from '../../domain/model.js';
import type { Known, KnownList } from '../port.js';

/** What a shelf holds. Names are unique among the living of one shelf; an ARN is never used again. */
export interface Named {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly creationTimestamp: EpochMs;
}

/** What is known of one name. Plain data: what is stored as JSON comes back as it was. */
export interface Entry<T> {
  /** Null: it does not exist. */
  readonly value: T | null;
  readonly source: 'look' | 'answer';
  /** `startedAt` of the observation that it is from. */
  readonly at: EpochMs;
}

/** Everything known under one parent: the projects of an account and region, or the versions of a project. */
export interface Shelf<T> {
  /**
   * When the newest look at all of it began; null: never listed. It speaks for every name without an entry of its own:
   * at that time there was none.
   */
  readonly listedAt: EpochMs | null;
  readonly entries: ReadonlyMap<string, Entry<T>>;
}

/** Undefined: nothing known of this name. */
export function entryOf<T>({ listedAt, entries }: Shelf<T>, name: string): Entry<T> | undefined {
  return entries.get(name) ?? (listedAt === null ? undefined : { value: null, source: 'look', at: listedAt });
}

export function toKnown<V>({ value, source, at }: { value: V } & Pick<Entry<unknown>, 'source' | 'at'>): {
  value: V;
  confirmedAt: EpochMs;
} {
  return { value, confirmedAt: source === 'look' ? at : 0 };
}

export function livingOf<T>({ entries }: Shelf<T>): (Known<T> & { readonly value: T })[] {
  const living: (Known<T> & { readonly value: T })[] = [];
  for (const { value, source, at } of entries.values())
    if (value !== null) living.push(toKnown({ value, source, at }));
  return living;
}

/** Newest first. A single answer that no look has confirmed makes the whole list unconfirmed. */
export function toKnownList<T extends Named>(shelf: Shelf<T>): KnownList<T> | undefined {
  if (shelf.listedAt === null) return undefined;
  const living = livingOf(shelf);
  return {
    values: living.map(({ value }) => value).sort(newestFirst),
    confirmedAt: living.reduce((least, it) => Math.min(least, it.confirmedAt), shelf.listedAt),
  };
}

function newestFirst(a: Named, b: Named): number {
  return b.creationTimestamp - a.creationTimestamp || (a.arn < b.arn ? -1 : 1);
}
