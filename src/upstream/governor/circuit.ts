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
  /**
   * Called once.
   * @param failed - 0: answered; up to 1: how much it tells of a failing AWS that no answer came
   */
  leave(failed: number): void;
}

/** Opens after failures of this weight without an answer between … */
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
  let outcomes: { readonly at: EpochMs; readonly failed: number }[] = [];

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

  function count(failed: number): void {
    failuresInARow = failed > 0 ? failuresInARow + failed : 0;
    const now = clock.now();
    outcomes = [...outcomes.filter((it) => it.at > now - OUTCOMES_MS), { at: now, failed }];
    const failures = outcomes.reduce((sum, it) => sum + it.failed, 0);
    const isMostlyFailing = outcomes.length >= OUTCOMES && failures >= outcomes.length * FAILED_SHARE;
    if (failed > 0 && (failuresInARow >= FAILURES_IN_A_ROW || isMostlyFailing)) open(FIRST_OPEN_MS);
  }

  function leaveProbe(failed: number): void {
    isProbing = false;
    if (failed === 0) close();
    if (failed === 1) open(openMs * 2);
  }

  function leave(failed: number): void {
    if (openMs === 0) count(failed);
    // A mutation that got through ends the waiting, not the caution: the next read tries.
    else if (failed === 0) tryAgainAt = Math.min(tryAgainAt, clock.now());
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
