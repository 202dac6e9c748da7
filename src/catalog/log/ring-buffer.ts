import type { ModelVersionArn } from '../../domain/arn.js';
import type { LoggedChange } from '../../domain/event.js';
import type { EpochMs } from '../../domain/model.js';
import type { Matcher } from './change-filter.js';
import type { Page } from './follower.js';

/** A follower takes this many matching changes at a time, */
const PAGE_SIZE = 64;
/** and reads this many to find them before it lets others go on: some ten microseconds. */
const SCAN_SIZE = 250;

/**
 * The newest `capacity` entries, numbered from 1. A full ring forgets the oldest. Null stands for an entry of a kind that
 * this version does not know: it has its number and no reader.
 */
export interface RingBuffer {
  /** The oldest that is still there; `last + 1` if none is. */
  readonly first: number;
  /** The newest; 0 before the first push. */
  readonly last: number;
  push(change: LoggedChange | null, loggedAt: EpochMs): void;
  /** @throws RangeError unless `seq` is from `first` to `last`: a caller's bug */
  at(seq: number): LoggedChange | null;
  /** Changes of one version before `end`, newest first: a walk along that version's own, not a scan. */
  backwards(versionArn: ModelVersionArn, end: number): Iterable<LoggedChange>;
  /** Forgets what was logged before `time`. */
  dropUntil(time: EpochMs): void;
}

export function createRingBuffer(capacity: number): RingBuffer {
  // Slot `seq % capacity` of each. Three lists of plain things are read much faster than one of objects.
  const changes: (LoggedChange | null | undefined)[] = [];
  const loggedAts: EpochMs[] = [];
  /** Where the change before this one of the same version is. 0: there was none. */
  const previousSeqs: number[] = [];
  const newestOf = new Map<ModelVersionArn, number>();
  let first = 1;
  let last = 0;

  function at(seq: number): LoggedChange | null {
    const change = changes[seq % capacity];
    if (change === undefined || seq < first || seq > last) throw new RangeError(`Nothing is kept at ${seq}`);
    return change;
  }

  function dropOldest(): void {
    const oldest = at(first);
    if (oldest && newestOf.get(oldest.versionArn) === first) newestOf.delete(oldest.versionArn);
    changes[first % capacity] = undefined;
    first += 1;
  }

  return {
    get first() {
      return first;
    },
    get last() {
      return last;
    },
    push(change, loggedAt) {
      if (last - first + 1 === capacity) dropOldest();
      last += 1;
      const slot = last % capacity;
      changes[slot] = change;
      loggedAts[slot] = loggedAt;
      previousSeqs[slot] = change ? (newestOf.get(change.versionArn) ?? 0) : 0;
      if (change) newestOf.set(change.versionArn, last);
    },
    at,
    *backwards(versionArn, end) {
      let seq = newestOf.get(versionArn) ?? 0;
      while (seq >= first) {
        const change = at(seq);
        if (change && seq < end) yield change;
        seq = previousSeqs[seq % capacity] ?? 0;
      }
    },
    dropUntil(time) {
      while (first <= last && (loggedAts[first % capacity] ?? 0) < time) dropOldest();
    },
  };
}

/** True if changes after `seq` were dropped. */
export function isLost(ring: RingBuffer, seq: number): boolean {
  return seq < ring.first - 1;
}

export function readPage(ring: RingBuffer, after: number, matches: Matcher): Page<number> {
  const found: LoggedChange[] = [];
  const end = Math.min(ring.last, after + SCAN_SIZE);
  let seq = after;
  let passed = 0;
  while (seq < end && found.length < PAGE_SIZE) {
    const change = ring.at(++seq);
    passed += 1;
    if (!change || !matches(change)) continue;
    found.push(change);
    passed = 0;
  }
  return { found, position: seq, passed, isEnd: seq === ring.last };
}
