import type { ModelVersionArn } from '../domain/arn.js';
import type { LoggedChange } from '../domain/event.js';
import type { EpochMs } from '../domain/model.js';

export interface Kept {
  readonly change: LoggedChange;
  readonly loggedAt: EpochMs;
}

interface Slot extends Kept {
  /** The change before this one of the same version, so that one version's history is a walk, not a scan. 0: none. */
  readonly previousSeq: number;
}

/** The newest `capacity` changes, numbered from 1. A full ring forgets the oldest. */
export interface Ring {
  /** The oldest that is still there; `last + 1` if none is. */
  readonly first: number;
  /** The newest; 0 before the first push. */
  readonly last: number;
  push(kept: Kept): void;
  /** `seq` from `first` to `last`. */
  at(seq: number): Kept;
  /** Changes of one version before `end`, newest first. */
  backwards(versionArn: ModelVersionArn, end: number): Iterable<LoggedChange>;
  /** Forgets what was logged before `time`. */
  dropUntil(time: EpochMs): void;
}

export function createRing(capacity: number): Ring {
  const slots: (Slot | undefined)[] = [];
  const newestOf = new Map<ModelVersionArn, number>();
  let first = 1;
  let last = 0;

  function at(seq: number): Slot {
    const slot = slots[seq % capacity];
    if (slot === undefined || seq < first || seq > last) throw new RangeError(`Nothing is kept at ${seq}`);
    return slot;
  }

  function dropOldest(): void {
    const { versionArn } = at(first).change;
    if (newestOf.get(versionArn) === first) newestOf.delete(versionArn);
    slots[first % capacity] = undefined;
    first += 1;
  }

  return {
    get first() {
      return first;
    },
    get last() {
      return last;
    },
    push(kept) {
      if (last - first + 1 === capacity) dropOldest();
      const { versionArn } = kept.change;
      const previousSeq = newestOf.get(versionArn) ?? 0;
      last += 1;
      slots[last % capacity] = { ...kept, previousSeq };
      newestOf.set(versionArn, last);
    },
    at,
    *backwards(versionArn, end) {
      let seq = newestOf.get(versionArn) ?? 0;
      while (seq >= first) {
        const { change, previousSeq } = at(seq);
        if (seq < end) yield change;
        seq = previousSeq;
      }
    },
    dropUntil(time) {
      while (first <= last && at(first).loggedAt < time) dropOldest();
    },
  };
}
