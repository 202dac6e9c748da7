import type { EpochMs } from '../../domain/model.js';

/**
 * The sends that AWS may still be counting. A sliding window and no token bucket: a bucket of five that refills at
 * five a second lets nine through in its first second.
 */
export interface SlidingWindow {
  /** Calls a second, above 0. */
  readonly rate: number;
  readonly sends: readonly Send[];
}

export interface Send {
  readonly sentAt: EpochMs;
  /** How much later than others AWS may have counted it, milliseconds. Null while it is not answered. */
  readonly arrivalDelayMs: number | null;
}

/**
 * Two calls reach AWS closer together than they were sent when the first travels longer. This much is taken for
 * granted, and suffices on a warm connection.
 */
export const MARGIN_MS = 50;
/** The most that one slow call (a handshake, a busy process) may keep its successor waiting beyond the window. */
export const MAX_ARRIVAL_DELAY_MS = 200;

/** Whole calls in one window. Rates between whole numbers round down: 2.5 is never 3 calls within a second. */
export function capacityOf(rate: number): number {
  return Math.max(1, Math.floor(rate));
}

/** Milliseconds: a second, or for rates below 1 the time of one call. */
export function lengthMsOf(rate: number): number {
  return Math.max(1000, Math.ceil(1000 / rate));
}

/** Permits that could be taken now. */
export function availableIn(window: SlidingWindow, now: EpochMs): number {
  return Math.max(0, capacityOf(window.rate) - freeTimes(window, now, MAX_ARRIVAL_DELAY_MS).length);
}

/**
 * When the next call may go that leaves `spare` permits untouched; `now` if at once. An unanswered send is taken for
 * the latest possible, so the time may come nearer when it is answered.
 */
export function nextSendAt(window: SlidingWindow, now: EpochMs, spare: number): EpochMs {
  const times = freeTimes(window, now, MAX_ARRIVAL_DELAY_MS);
  return times[times.length - (capacityOf(window.rate) - spare)] ?? now;
}

/** The earliest moment at which a call could go that has `ahead` others before it. */
export function sendAt(window: SlidingWindow, now: EpochMs, ahead: number): EpochMs {
  const capacity = capacityOf(window.rate);
  const times = freeTimes(window, now, 0);
  const rounds = Math.floor(ahead / capacity);
  const first = times[times.length - capacity + (ahead % capacity)] ?? now;
  return first + rounds * (lengthMsOf(window.rate) + MARGIN_MS);
}

/** Without the sends that no longer count. */
export function pruned(window: SlidingWindow, now: EpochMs): SlidingWindow {
  const sends = window.sends
    .filter((it) => freeAt(it, window.rate, MAX_ARRIVAL_DELAY_MS) > now)
    // A clock that was set back must not hold the permits until it has caught up.
    .map((it) => (it.sentAt > now ? { ...it, sentAt: now } : it));
  return { ...window, sends };
}

/** When the permits in use come free, soonest first. */
function freeTimes({ rate, sends }: SlidingWindow, now: EpochMs, unansweredDelayMs: number): EpochMs[] {
  return sends
    .map((it) => freeAt(it, rate, unansweredDelayMs))
    .filter((it) => it > now)
    .sort((a, b) => a - b);
}

function freeAt({ sentAt, arrivalDelayMs }: Send, rate: number, unansweredDelayMs: number): EpochMs {
  return sentAt + lengthMsOf(rate) + Math.max(MARGIN_MS, arrivalDelayMs ?? unansweredDelayMs);
}

/** Until this many answers the quickest is not known: the first ones all pay for a handshake. */
const FIRST_ANSWERS = 10;

/** How much later than the quickest call another one may have reached AWS, judged by its latency. */
export class ArrivalDelay {
  private answers = 0;
  private quickestMs = Number.POSITIVE_INFINITY;

  /** Milliseconds. @param latencyMs - null: no answer came in time */
  of(latencyMs: number | null): number {
    if (latencyMs === null) return MAX_ARRIVAL_DELAY_MS;
    this.answers += 1;
    this.quickestMs = Math.min(this.quickestMs, latencyMs);
    const usualMs = this.answers > FIRST_ANSWERS ? this.quickestMs : 0;
    return Math.min(MAX_ARRIVAL_DELAY_MS, latencyMs - usualMs);
  }
}
