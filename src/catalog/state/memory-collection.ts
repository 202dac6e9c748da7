import { accountRegionKey, type ProjectArn, projectArnParts } from '../../domain/arn.js';
import type { EpochMs, ModelVersion } from '../../domain/model.js';
import { withRun } from '../../domain/status.js';
import type { EntryList } from '../port.js';
import { type Collection, entryOf, type Named, type StoredEntry, toEntryList } from './collection.js';
import { type CollectionObservation, compare, type EntryChange, isImplied } from './compare.js';

/** A collection that changes. */
export class MemoryCollection<T extends Named> implements Collection<T> {
  readonly entries = new Map<string, StoredEntry<T>>();
  listedAt: EpochMs | null = null;
  /** Stands for all that is on it; another whenever something may have changed. */
  revision = {};
  private list: EntryList<T> | undefined;

  /** Stores what the observation knows better; returns what that was. */
  apply(observation: CollectionObservation<T>): readonly EntryChange<T>[] {
    const { entryChanges, listedAt } = compare(this, observation);
    this.listedAt = listedAt;
    for (const { name, after } of entryChanges) this.put(name, after);
    this.startRevision();
    return entryChanges;
  }

  /** Merges what the other has newer; returns what that was. */
  merge(other: Collection<T>): readonly EntryChange<T>[] {
    const isListed = (other.listedAt ?? 0) > (this.listedAt ?? 0);
    const names = new Set([...(isListed ? this.entries.keys() : []), ...other.entries.keys()]);
    const entryChanges: EntryChange<T>[] = [];
    for (const name of names) {
      const [before, after] = [entryOf(this, name), entryOf(other, name)];
      if (after && after.at > (before?.at ?? -1)) entryChanges.push({ name, before, after });
    }
    if (isListed) this.listedAt = other.listedAt;
    for (const { name, after } of entryChanges) this.put(name, after);
    this.startRevision();
    return entryChanges;
  }

  /** Applies what was stored elsewhere. */
  overwrite(
    listedAt: EpochMs | null,
    entries: Iterable<readonly [string, StoredEntry<T>]>,
    gone: Iterable<string>,
  ) {
    this.listedAt = listedAt;
    for (const [name, entry] of entries) this.entries.set(name, entry);
    for (const name of gone) this.entries.delete(name);
    this.startRevision();
  }

  /** Sorted once for all reads before the next observation. */
  toList(): EntryList<T> | undefined {
    this.list ??= toEntryList(this);
    return this.list;
  }

  /** A removed entry is remembered for as long as an older snapshot that still has it may be on its way. */
  forgetAbsentBefore(time: EpochMs): void {
    for (const [name, { value, at }] of this.entries)
      if (value === null && at < time) this.entries.delete(name);
  }

  private startRevision(): void {
    this.revision = {};
    this.list = undefined;
  }

  private put(name: string, entry: StoredEntry<T>): void {
    if (isImplied(entry, this.listedAt)) this.entries.delete(name);
    else this.entries.set(name, entry);
  }
}

/** The versions of one project. */
export class VersionCollection extends MemoryCollection<ModelVersion> {
  readonly accountKey: string;
  readonly projectName: string;
  /** When the project was first known to be gone; null while it may live. */
  endedAt: EpochMs | null = null;

  constructor(projectArn: ProjectArn) {
    super();
    const parts = projectArnParts(projectArn);
    this.accountKey = accountRegionKey(parts);
    this.projectName = parts.projectName;
  }

  /** Also notes since when each version runs, which AWS does not tell. */
  override apply(observation: CollectionObservation<ModelVersion>): readonly EntryChange<ModelVersion>[] {
    const values = observation.values.map((it) => withRun(it, observation.at, entryOf(this, it.name)));
    return super.apply({ ...observation, values });
  }
}
