import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import type { Lane } from '../port.js';

/**
 * Keeps requests from waiting on a service that does not answer in one account and region.
 *
 * Mutations always pass. It opens for a whole service, and a model that costs money by the hour must be stoppable
 * while only describing fails; a mutation's caller also is better served by AWS's own word than by a guess.
 */
export interface Circuit {
  /** Milliseconds until a call may pass; 0 if it may now. */
  refusedMs(lane: Lane): number;
  /** Right before a send. Null: refused, `refusedMs` says for how long. */
  enter(lane: Lane): Passage | null;
}

export interface Passage {
  /** Called once. `unknown`: nobody waited long enough to tell. */
  leave(outcome: Outcome): void;
}

export type Outcome = 'answered' | 'failed' | 'unknown';

/** Opens after this many failures without an answer between … */
const FAILURES_IN_A_ROW = 5;
/** … or when of at least so many outcomes in so many milliseconds this share failed. */
const OUTCOMES = 20;
const OUTCOMES_MS = 10_000;
const FAILED_SHARE = 0.5;
/** One call tries after the first time; each one that fails doubles the time, up to the longest. */
const FIRST_OPEN_MS = 1000;
const LONGEST_OPEN_MS = 10_000;
/** While that one call is under way. */
const PROBING_MS = 1000;

/** @param onOpen - told after how many milliseconds a call tries again */
export function createCircuit(clock: Clock, onOpen: (retryAfterMs: number) => void): Circuit {
  let openMs = 0; // 0: closed
  let tryAgainAt: EpochMs = 0;
  let isProbing = false;
  let failuresInARow = 0;
  let outcomes: { readonly at: EpochMs; readonly failed: boolean }[] = [];

  function refusedMs(lane: Lane): number {
    if (openMs === 0 || lane === 'mutation') return 0;
    const untilMs = tryAgainAt - clock.now();
    if (untilMs > 0) return untilMs;
    return isProbing ? PROBING_MS : 0;
  }

  function open(ms: number): void {
    openMs = Math.min(ms, LONGEST_OPEN_MS);
    tryAgainAt = clock.now() + openMs;
    onOpen(openMs);
  }

  function close(): void {
    openMs = 0;
    failuresInARow = 0;
    outcomes = [];
  }

  function count(failed: boolean): void {
    failuresInARow = failed ? failuresInARow + 1 : 0;
    const now = clock.now();
    outcomes = [...outcomes.filter((it) => it.at > now - OUTCOMES_MS), { at: now, failed }];
    const failures = outcomes.filter((it) => it.failed).length;
    const isMostlyFailing = outcomes.length >= OUTCOMES && failures >= outcomes.length * FAILED_SHARE;
    if (failed && (failuresInARow >= FAILURES_IN_A_ROW || isMostlyFailing)) open(FIRST_OPEN_MS);
  }

  function leaveProbe(outcome: Outcome): void {
    isProbing = false;
    if (outcome === 'answered') close();
    if (outcome === 'failed') open(openMs * 2);
  }

  function leave(outcome: Outcome): void {
    if (outcome === 'unknown') return;
    if (openMs === 0) count(outcome === 'failed');
    // A mutation that got through ends the waiting, not the caution: the next read tries.
    else if (outcome === 'answered') tryAgainAt = Math.min(tryAgainAt, clock.now());
  }

  return {
    refusedMs,
    enter(lane) {
      if (refusedMs(lane) > 0) return null;
      if (openMs === 0 || lane === 'mutation') return { leave };
      isProbing = true;
      return { leave: leaveProbe };
    },
  };
}
