import type { Cursor } from '../../domain/event.js';
import { createRingBuffer, type RingBuffer } from './ring-buffer.js';
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

/** The newest entries of a stream, found by their ids. */
export class EntryRing<T extends object> {
  readonly ring: RingBuffer<T & { readonly cursor: Cursor }>;
  /** The id of entry `seq` of the ring is at `seq % (maxEntries + 1)`: also that of the newest which it forgot. */
  private readonly ids: StreamId[];
  private count: number;

  /** @param base - the newest entry that is gone, and how many were logged up to it */
  constructor(
    private readonly maxEntries: number,
    keyOf: (item: T) => string,
    base: EntryPlace,
  ) {
    this.ring = createRingBuffer<T & { readonly cursor: Cursor }>(maxEntries, keyOf);
    this.ids = [base.id];
    this.count = base.count;
  }

  /** The newest entry, or the base. */
  get last(): EntryPlace {
    return { id: this.idAt(this.ring.last), count: this.count };
  }

  /** The newest entry that is gone; {@link NO_PLACE}: none is. */
  get base(): EntryPlace {
    const { first, last } = this.ring;
    return { id: this.idAt(first - 1), count: this.count - (last - first + 1) };
  }

  idAt(seq: number): StreamId {
    return this.ids[seq % (this.maxEntries + 1)] ?? BEFORE_ALL;
  }

  /** The last entry that is not after `id`; one less than the first if all are. */
  seqOf(id: StreamId): number {
    let low = this.ring.first - 1;
    let high = this.ring.last;
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
    return seq >= this.ring.first && compareIds(this.idAt(seq), id) === 0 ? seq : seq + 1;
  }

  /** The entry itself: an id that is only between two others is that of an entry of another stream, or was lost. */
  holds(id: StreamId): boolean {
    return !this.isMissing(id) && compareIds(this.idAt(this.seqOf(id)), id) === 0;
  }

  isMissing(id: StreamId): boolean {
    return compareIds(id, this.base.id) < 0;
  }

  /** False: entries before this one are missing. What is known already is passed over. */
  push({ id, count, item }: LogEntry<T>, cursor: Cursor): boolean {
    if (count <= this.count) return true;
    if (count !== this.count + 1) return false;
    this.ids[(this.ring.last + 1) % (this.maxEntries + 1)] = id;
    this.ring.push(item && { ...item, cursor }, id.ms);
    this.count = count;
    return true;
  }
}
