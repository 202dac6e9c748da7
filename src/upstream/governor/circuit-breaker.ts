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

/** What became of the calls that ended in one second. */
interface Outcomes {
  /** Since 1970. */
  readonly second: number;
  readonly calls: number;
  readonly failures: number;
}

/** Things that are remembered as failing; the least used goes first. */
const MAX_FAILING = 1_000;

/** Opens and closes by the outcomes that it counts. */
export class CountingCircuitBreaker implements CircuitBreaker {
  /** 0: closed. */
  private openMs = 0;
  private tryAgainAt: EpochMs = 0;
  private failuresInARow = 0;
  private seconds: Outcomes[] = [];
  private readonly failing = new LRUCache<string, true>({ max: MAX_FAILING });

  /** @param onOpen - gets the milliseconds after which a call tries again */
  constructor(
    private readonly clock: Clock,
    private readonly onOpen: (retryAfterMs: number) => void,
  ) {}

  refusedMs(priority: Priority): number {
    if (this.openMs === 0 || priority === 'mutation') return 0;
    return Math.max(0, this.tryAgainAt - this.clock.now());
  }

  enter(priority: Priority, thing?: string): Passage | null {
    if (this.refusedMs(priority) > 0) return null;
    const isProbe = this.openMs > 0 && priority !== 'mutation';
    if (isProbe) this.tryAgainAt = this.clock.now() + this.openMs; // what hangs lets another try
    return {
      leave: (failed) => {
        const isEvidence = !this.isRepeated(thing, failed);
        if (isProbe && this.openMs > 0) this.leaveProbe(failed, isEvidence);
        else this.leave(failed, isEvidence);
      },
    };
  }

  private leaveProbe(failed: number, isEvidence: boolean): void {
    if (failed === 0) this.close();
    else if (failed === 1 && isEvidence) this.open(this.openMs * 2);
    else this.tryAgainAt = this.clock.now(); // that says nothing: the next one tries at once
  }

  private leave(failed: number, isEvidence: boolean): void {
    if (this.openMs === 0 && isEvidence) this.count(failed);
    // A mutation that got through ends the waiting, not the caution: the next read tries.
    else if (failed === 0) this.tryAgainAt = Math.min(this.tryAgainAt, this.clock.now());
  }

  /** True for one more failure of a thing that fails already: no evidence about the service. */
  private isRepeated(thing: string | undefined, failed: number): boolean {
    if (thing === undefined) return false;
    const wasFailing = this.failing.has(thing);
    if (failed === 0) this.failing.delete(thing);
    if (failed === 1) this.failing.set(thing, true);
    return wasFailing && failed > 0;
  }

  private count(failed: number): void {
    this.failuresInARow = failed > 0 ? this.failuresInARow + failed : 0;
    this.seconds = counted(this.seconds, Math.floor(this.clock.now() / 1000), failed);
    const calls = this.seconds.reduce((sum, it) => sum + it.calls, 0);
    const failures = this.seconds.reduce((sum, it) => sum + it.failures, 0);
    const isMostlyFailing = calls >= OUTCOMES && failures >= calls * FAILED_SHARE;
    if (failed > 0 && (this.failuresInARow >= FAILURES_IN_A_ROW || isMostlyFailing)) this.open(FIRST_OPEN_MS);
  }

  private open(ms: number): void {
    this.openMs = Math.min(ms, LONGEST_OPEN_MS);
    this.tryAgainAt = this.clock.now() + this.openMs;
    this.onOpen(this.openMs);
  }

  private close(): void {
    this.openMs = 0;
    this.failuresInARow = 0;
    this.seconds = [];
  }
}

/** With one more outcome, and without what is too old to count. */
function counted(seconds: readonly Outcomes[], second: number, failed: number): Outcomes[] {
  const { calls, failures } = seconds.find((it) => it.second === second) ?? { calls: 0, failures: 0 };
  return [
    ...seconds.filter((it) => it.second < second && it.second > second - OUTCOMES_SECONDS),
    { second, calls: calls + 1, failures: failures + failed },
  ];
}
