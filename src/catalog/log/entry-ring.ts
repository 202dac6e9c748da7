import type { Cursor, StatusChange } from '../../domain/event.js';
import type { EpochMs } from '../../domain/model.js';
import { createRingBuffer, type RingBuffer } from './ring-buffer.js';
import { BEFORE_ALL, compareIds, type StreamId } from './stream-id.js';

/** One entry of the stream. */
export interface LogEntry {
  readonly id: StreamId;
  /** Entries are numbered without a hole. */
  readonly count: number;
  /** Null: of a kind that this version does not know. */
  readonly change: StatusChange | null;
}

/** The newest entries of a stream, found by their ids. */
export class EntryRing {
  ring: RingBuffer;
  /** The id of entry `seq` of the ring is at `seq % (maxEntries + 1)`: also that of the newest which it forgot. */
  private ids: StreamId[] = [BEFORE_ALL];

  /**
   * @param base - the newest entry that is gone; BEFORE_ALL: none is
   * @param count - how many entries were logged up to the newest that is held
   */
  constructor(
    private readonly maxEntries: number,
    base: StreamId = BEFORE_ALL,
    public count = 0,
  ) {
    this.ring = createRingBuffer(maxEntries);
    this.ids = [base];
  }

  /** The newest entry, or the base. */
  get last(): StreamId {
    return this.idAt(this.ring.last);
  }

  /** The newest entry that is gone. */
  get base(): StreamId {
    return this.idAt(this.ring.first - 1);
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

  /** The entry itself: an id that is only between two others is that of an entry which was lost. */
  holds(id: StreamId): boolean {
    return !this.isMissing(id) && compareIds(this.idAt(this.seqOf(id)), id) === 0;
  }

  isMissing(id: StreamId): boolean {
    return compareIds(id, this.base) < 0;
  }

  isAhead(id: StreamId): boolean {
    return compareIds(id, this.last) > 0;
  }

  /** Lets go of what was logged until then. */
  dropUntil(time: EpochMs): this {
    this.ring.dropUntil(time);
    return this;
  }

  /** False: entries before this one are missing. What is known already is passed over. */
  push({ id, count, change }: LogEntry, cursor: Cursor): boolean {
    if (count <= this.count) return true;
    if (count !== this.count + 1) return false;
    this.ids[(this.ring.last + 1) % (this.maxEntries + 1)] = id;
    this.ring.push(change && { ...change, cursor }, id.ms);
    this.count = count;
    return true;
  }
}
