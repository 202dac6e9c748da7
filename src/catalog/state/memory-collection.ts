import { accountRegionKey, type ProjectArn, projectArnParts } from '../../domain/arn.js';
import type { EpochMs, ModelVersion } from '../../domain/model.js';
import type { KnownList } from '../port.js';
import { type Entry, entryOf, type Named, type Shelf, toKnownList } from './collection.js';
import { compare, isImplied, type Sight, type Turn } from './compare.js';

/** A shelf that changes. */
export class MemoryShelf<T extends Named> implements Shelf<T> {
  readonly entries = new Map<string, Entry<T>>();
  listedAt: EpochMs | null = null;
  /** Stands for all that is on it; another whenever something may have changed. */
  edition = {};
  private list: KnownList<T> | undefined;

  /** Stores what the sight knows better; returns what that was. */
  learn(sight: Sight<T>): readonly Turn<T>[] {
    const { turns, listedAt } = compare(this, sight);
    this.listedAt = listedAt;
    for (const { name, after } of turns) this.put(name, after);
    this.turnOver();
    return turns;
  }

  /** Takes over what the other has newer; returns what that was. */
  merge(other: Shelf<T>): readonly Turn<T>[] {
    const isListed = (other.listedAt ?? 0) > (this.listedAt ?? 0);
    const names = new Set([...(isListed ? this.entries.keys() : []), ...other.entries.keys()]);
    const turns: Turn<T>[] = [];
    for (const name of names) {
      const [before, after] = [entryOf(this, name), entryOf(other, name)];
      if (after && after.at > (before?.at ?? -1)) turns.push({ name, before, after });
    }
    if (isListed) this.listedAt = other.listedAt;
    for (const { name, after } of turns) this.put(name, after);
    this.turnOver();
    return turns;
  }

  /** Takes over what was stored elsewhere. */
  overwrite(
    listedAt: EpochMs | null,
    entries: Iterable<readonly [string, Entry<T>]>,
    gone: Iterable<string>,
  ) {
    this.listedAt = listedAt;
    for (const [name, entry] of entries) this.entries.set(name, entry);
    for (const name of gone) this.entries.delete(name);
    this.turnOver();
  }

  /** Sorted once for all who ask before the next sight. */
  toList(): KnownList<T> | undefined {
    this.list ??= toKnownList(this);
    return this.list;
  }

  /** What is gone is remembered for as long as an older look, that still saw it, may be on its way. */
  forgetAbsentBefore(time: EpochMs): void {
    for (const [name, { value, at }] of this.entries)
      if (value === null && at < time) this.entries.delete(name);
  }

  private turnOver(): void {
    this.edition = {};
    this.list = undefined;
  }

  private put(name: string, entry: Entry<T>): void {
    if (isImplied(entry, this.listedAt)) this.entries.delete(name);
    else this.entries.set(name, entry);
  }
}

/** The versions of one project. */
export class VersionShelf extends MemoryShelf<ModelVersion> {
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
}
