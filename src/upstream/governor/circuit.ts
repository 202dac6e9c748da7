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

interface Passage {
  /**
   * Called once.
   * @param failed - 0: answered; up to 1: how much it tells of a failing AWS that no answer came
   */
  leave(failed: number): void;
}

/** Opens after failures of this weight without an answer between … */
const FAILURES_IN_A_ROW = 5;
/** … or when of at least so many outcomes in so many seconds this share failed. */
const OUTCOMES = 20;
const OUTCOMES_SECONDS = 10;
const FAILED_SHARE = 0.5;
/** One call tries after the first time; each one that fails doubles the time, up to the longest. */
const FIRST_OPEN_MS = 1000;
const LONGEST_OPEN_MS = 10_000;
/** While that one call is under way. */
const PROBING_MS = 1000;

/** What became of the calls that ended in one second. */
interface Outcomes {
  /** Since 1970. */
  readonly second: number;
  readonly calls: number;
  readonly failures: number;
}

/** @param onOpen - told after how many milliseconds a call tries again */
export function createCircuit(clock: Clock, onOpen: (retryAfterMs: number) => void): Circuit {
  let openMs = 0; // 0: closed
  let tryAgainAt: EpochMs = 0;
  let isProbing = false;
  let failuresInARow = 0;
  let seconds: Outcomes[] = [];

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
    seconds = [];
  }

  function count(failed: number): void {
    failuresInARow = failed > 0 ? failuresInARow + failed : 0;
    seconds = counted(seconds, Math.floor(clock.now() / 1000), failed);
    const calls = seconds.reduce((sum, it) => sum + it.calls, 0);
    const failures = seconds.reduce((sum, it) => sum + it.failures, 0);
    const isMostlyFailing = calls >= OUTCOMES && failures >= calls * FAILED_SHARE;
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

/** With one more outcome, and without what is too old to count. */
function counted(seconds: readonly Outcomes[], second: number, failed: number): Outcomes[] {
  const { calls, failures } = seconds.find((it) => it.second === second) ?? { calls: 0, failures: 0 };
  return [
    ...seconds.filter((it) => it.second < second && it.second > second - OUTCOMES_SECONDS),
    { second, calls: calls + 1, failures: failures + failed },
  ];
}
