import type { EpochMs } from '../../domain/model.js';

/**
 * The newest `capacity` entries, numbered from 1. A full ring forgets the oldest. Null stands for an entry that
 * this version does not know: it has its number and no reader.
 */
export interface RingBuffer<T> {
  /** The oldest that is still there; `last + 1` if none is. */
  readonly first: number;
  /** The newest; 0 before the first push. */
  readonly last: number;
  push(item: T | null, loggedAt: EpochMs): void;
  /** @throws RangeError unless `seq` is from `first` to `last`: a caller's bug */
  at(seq: number): T | null;
  /** True if it still has an entry with this key. */
  has(key: string): boolean;
  /** Entries with one key before `end`, newest first: a walk along that key's own, not a scan. */
  backwards(key: string, end: number): Iterable<T>;
  /** Forgets what was logged before `time`. */
  dropUntil(time: EpochMs): void;
}

export function createRingBuffer<T>(capacity: number, keyOf: (item: T) => string): RingBuffer<T> {
  // Slot `seq % capacity` of each. Three lists of plain things are read much faster than one of objects.
  const items: (T | null | undefined)[] = [];
  const loggedAts: EpochMs[] = [];
  /** Where the entry before this one with the same key is. 0: there was none. */
  const previousSeqs: number[] = [];
  const newestOf = new Map<string, number>();
  let first = 1;
  let last = 0;

  function at(seq: number): T | null {
    const item = items[seq % capacity];
    if (item === undefined || seq < first || seq > last) throw new RangeError(`Nothing is kept at ${seq}`);
    return item;
  }

  function dropOldest(): void {
    const oldest = at(first);
    if (oldest && newestOf.get(keyOf(oldest)) === first) newestOf.delete(keyOf(oldest));
    items[first % capacity] = undefined;
    first += 1;
  }

  return {
    get first() {
      return first;
    },
    get last() {
      return last;
    },
    push(item, loggedAt) {
      if (last - first + 1 === capacity) dropOldest();
      last += 1;
      const slot = last % capacity;
      items[slot] = item;
      loggedAts[slot] = loggedAt;
      previousSeqs[slot] = item ? (newestOf.get(keyOf(item)) ?? 0) : 0;
      if (item) newestOf.set(keyOf(item), last);
    },
    at,
    has: (key) => newestOf.has(key),
    *backwards(key, end) {
      let seq = newestOf.get(key) ?? 0;
      while (seq >= first) {
        const item = at(seq);
        if (item && seq < end) yield item;
        seq = previousSeqs[seq % capacity] ?? 0;
      }
    },
    dropUntil(time) {
      while (first <= last && (loggedAts[first % capacity] ?? 0) < time) dropOldest();
    },
  };
}
