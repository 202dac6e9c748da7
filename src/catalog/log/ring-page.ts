import type { LoggedChange } from '../../domain/event.js';
import type { Matcher } from './change-filter.js';
import type { Page } from './follower.js';
import type { RingBuffer } from './ring-buffer.js';

/** A follower takes this many matching changes at a time, */
const PAGE_SIZE = 64;
/** and reads this many to find them before it lets others go on: some ten microseconds. */
const SCAN_SIZE = 250;

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
