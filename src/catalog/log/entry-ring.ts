import type { Cursor } from '../../domain/event.js';
import type { EpochMs } from '../../domain/model.js';
import { BEFORE_ALL, compareIds, type StreamId } from './stream-id.js';

/** One entry of a stream. */
export interface LogEntry<T> {
  readonly id: StreamId;
  /** Entries of one stream are numbered without a hole. */
  readonly count: number;
  /** Null: of a kind that this version does not know. */
  readonly item: T | null;
}

/** Which entry of a stream, and its number. */
export interface EntryPlace {
  readonly id: StreamId;
  readonly count: number;
}

/** Before the first entry. */
export const NO_PLACE: EntryPlace = { id: BEFORE_ALL, count: 0 };

type Kept<T> = T & { readonly cursor: Cursor };

/**
 * The newest `capacity` entries of a stream, numbered here from 1 and found by their ids. A full ring forgets the oldest.
 * Null stands for an entry that this version does not know: it has its number and no reader.
 */
export class EntryRing<T extends object> {
  // Entry `seq` is at `seq % slots` of each. Lists of plain things are read much faster than one of objects.
  private readonly items: (Kept<T> | null | undefined)[] = [];
  /** Also that of the newest entry that is forgotten, for which there is one slot more. */
  private readonly ids: StreamId[];
  /** Where the entry before this one with the same key is. 0: there was none. */
  private readonly previousSeqs: number[] = [];
  private readonly newestOf = new Map<string, number>();
  private oldestSeq = 1;
  private newestSeq = 0;
  private count: number;
  private readonly slots: number;

  /** @param base - the newest entry that is gone, and how many were logged up to it */
  constructor(
    private readonly capacity: number,
    private readonly keyOf: (item: T) => string,
    base: EntryPlace,
  ) {
    this.slots = capacity + 1;
    this.ids = [base.id];
    this.count = base.count;
  }

  /** The newest; 0 before the first push. */
  get lastSeq(): number {
    return this.newestSeq;
  }

  /** The newest entry, or the base. */
  get last(): EntryPlace {
    return { id: this.idAt(this.newestSeq), count: this.count };
  }

  /** The newest entry that is gone; {@link NO_PLACE}: none is. */
  get base(): EntryPlace {
    return { id: this.idAt(this.oldestSeq - 1), count: this.count - this.size };
  }

  idAt(seq: number): StreamId {
    return this.ids[seq % this.slots] ?? BEFORE_ALL;
  }

  /** @throws RangeError where nothing is kept: a caller's bug */
  at(seq: number): Kept<T> | null {
    const item = this.items[seq % this.slots];
    if (item === undefined || seq < this.oldestSeq || seq > this.newestSeq)
      throw new RangeError(`Nothing is kept at ${seq}`);
    return item;
  }

  /** True if it still has an entry with this key. */
  has(key: string): boolean {
    return this.newestOf.has(key);
  }

  /** Entries with one key before `end`, newest first: a walk along that key's own, not a scan. */
  *backwards(key: string, end: number): Iterable<Kept<T>> {
    let seq = this.newestOf.get(key) ?? 0;
    while (seq >= this.oldestSeq) {
      const item = this.at(seq);
      if (item && seq < end) yield item;
      seq = this.previousSeqs[seq % this.slots] ?? 0;
    }
  }

  /** The last entry that is not after `id`; one less than the first if all are. */
  seqOf(id: StreamId): number {
    let low = this.oldestSeq - 1;
    let high = this.newestSeq;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (compareIds(this.idAt(middle), id) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The first entry that is not before `id`. */
  firstNotBefore(id: StreamId): number {
    const seq = this.seqOf(id);
    return seq >= this.oldestSeq && compareIds(this.idAt(seq), id) === 0 ? seq : seq + 1;
  }

  /** The entry itself: an id that is only between two others is that of an entry of another stream, or was lost. */
  holds(id: StreamId): boolean {
    return !this.isMissing(id) && compareIds(this.idAt(this.seqOf(id)), id) === 0;
  }

  isMissing(id: StreamId): boolean {
    return compareIds(id, this.idAt(this.oldestSeq - 1)) < 0;
  }

  /** False: entries before this one are missing. What is known already is passed over. */
  push({ id, count, item }: LogEntry<T>, cursor: Cursor): boolean {
    if (count <= this.count) return true;
    if (count !== this.count + 1) return false;
    if (this.size === this.capacity) this.dropOldest();
    this.newestSeq += 1;
    const slot = this.newestSeq % this.slots;
    const key = item ? this.keyOf(item) : null;
    this.ids[slot] = id;
    this.items[slot] = item && { ...item, cursor };
    this.previousSeqs[slot] = key === null ? 0 : (this.newestOf.get(key) ?? 0);
    if (key !== null) this.newestOf.set(key, this.newestSeq);
    this.count = count;
    return true;
  }

  /** Forgets what was logged before `time`. */
  dropUntil(time: EpochMs): void {
    while (this.size > 0 && this.idAt(this.oldestSeq).ms < time) this.dropOldest();
  }

  private get size(): number {
    return this.newestSeq - this.oldestSeq + 1;
  }

  private dropOldest(): void {
    const oldest = this.at(this.oldestSeq);
    const key = oldest ? this.keyOf(oldest) : null;
    if (key !== null && this.newestOf.get(key) === this.oldestSeq) this.newestOf.delete(key);
    this.items[this.oldestSeq % this.slots] = undefined;
    this.oldestSeq += 1;
  }
}
