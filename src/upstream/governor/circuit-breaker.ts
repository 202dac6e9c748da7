import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import type { Priority } from '../port.js';

/**
 * Keeps requests from waiting on a service that does not answer in one account and region. One thing that fails again
 * and again (a project, a file) counts once: its later failures are no evidence about the service.
 *
 * Mutations always pass. It opens for a whole service, and a model that costs money by the hour must be stoppable
 * while only describing fails; AWS's own answer to a mutation is also better than a guess.
 */
export interface CircuitBreaker {
  /** Milliseconds until a call may pass; 0 if it may now. */
  refusedMs(priority: Priority): number;
  /**
   * Right before a send. Returns null if refused, for `refusedMs`.
   * @param thing - what the call is about; undefined: nothing in particular
   */
  enter(priority: Priority, thing?: string): Passage | null;
}

interface Passage {
  /**
   * Called once.
   * @param failed - 0: answered; up to 1: how strong the evidence for a failing AWS is
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

/** Things that are remembered as failing; the least used goes first. */
const MAX_FAILING = 1_000;

/** @param onOpen - gets the milliseconds after which a call tries again */
export function createCircuitBreaker(clock: Clock, onOpen: (retryAfterMs: number) => void): CircuitBreaker {
  let openMs = 0; // 0: closed
  let tryAgainAt: EpochMs = 0;
  let isProbing = false;
  let failuresInARow = 0;
  let seconds: Outcomes[] = [];
  const failing = new LRUCache<string, true>({ max: MAX_FAILING });

  function refusedMs(priority: Priority): number {
    if (openMs === 0 || priority === 'mutation') return 0;
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

  /** True for one more failure of a thing that fails already: no evidence about the service. */
  function isRepeated(thing: string | undefined, failed: number): boolean {
    if (thing === undefined) return false;
    const wasFailing = failing.has(thing);
    if (failed === 0) failing.delete(thing);
    if (failed === 1) failing.set(thing, true);
    return wasFailing && failed > 0;
  }

  function leaveProbe(failed: number, isEvidence: boolean): void {
    isProbing = false; // without an outcome, the next one tries at once
    if (failed === 0) close();
    if (failed === 1 && isEvidence) open(openMs * 2);
  }

  function leave(failed: number, isEvidence: boolean): void {
    if (openMs === 0 && isEvidence) count(failed);
    // A mutation that got through ends the waiting, not the caution: the next read tries.
    else if (failed === 0) tryAgainAt = Math.min(tryAgainAt, clock.now());
  }

  return {
    refusedMs,
    enter(priority, thing) {
      if (refusedMs(priority) > 0) return null;
      const isProbe = openMs > 0 && priority !== 'mutation';
      if (isProbe) isProbing = true;
      const end = isProbe ? leaveProbe : leave;
      return { leave: (failed) => end(failed, !isRepeated(thing, failed)) };
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
