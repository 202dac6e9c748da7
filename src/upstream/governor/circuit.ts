import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import type { Lane } from '../port.js';

/**
 * Keeps requests from waiting on a service that does not answer in one account and region. One thing that fails again
 * and again (a project, a file) says nothing of the service: for that, several have to fail.
 *
 * Mutations always pass. It opens for a whole service, and a model that costs money by the hour must be stoppable
 * while only describing fails; a mutation's caller also is better served by AWS's own word than by a guess.
 */
export interface Circuit {
  /** Milliseconds until a call may pass; 0 if it may now. */
  refusedMs(lane: Lane): number;
  /**
   * Right before a send. Null: refused, `refusedMs` says for how long.
   * @param thing - what the call is about; default: something else than all others
   */
  enter(lane: Lane, thing?: string): Passage | null;
}

export interface Passage {
  /**
   * Called once.
   * @param failed - 0: answered; up to 1: how much it tells of a failing AWS that no answer came
   */
  leave(failed: number): void;
}

/** Opens after failures of this weight, about so many things and half of those that are asked for by name … */
const FAILURES_IN_A_ROW = 5;
const THINGS_IN_A_ROW = 3;
/** … without an answer between; or when of at least so many things in so many seconds this share failed at last. */
const THINGS = 20;
const OUTCOMES_SECONDS = 10;
const FAILED_SHARE = 0.5;
/** One call tries after the first time; each one that fails doubles the time, up to the longest. */
const FIRST_OPEN_MS = 1000;
const LONGEST_OPEN_MS = 10_000;
/** While that one call is under way. */
const PROBING_MS = 1000;

type Thing = string | symbol;

/** What became of the calls that ended in one second. */
interface Outcomes {
  /** Since 1970. */
  readonly second: number;
  /** How much the newest outcome of each thing tells of a failing AWS, 0 to 1. */
  readonly failedBy: Map<Thing, number>;
}

/** @param onOpen - told after how many milliseconds a call tries again */
export function createCircuit(clock: Clock, onOpen: (retryAfterMs: number) => void): Circuit {
  let openMs = 0; // 0: closed
  let tryAgainAt: EpochMs = 0;
  let isProbing = false;
  let failuresInARow = 0;
  const failedInARow = new Set<Thing>();
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
    failedInARow.clear();
    seconds = [];
  }

  function count(thing: Thing, failed: number): void {
    seconds = counted(seconds, Math.floor(clock.now() / 1000), thing, failed);
    if (failed === 0) {
      failuresInARow = 0;
      failedInARow.clear();
      return;
    }
    failuresInARow += failed;
    failedInARow.add(thing);
    const newest = new Map(seconds.flatMap(({ failedBy }) => [...failedBy]));
    const named = [...newest.keys()].filter((it) => typeof it === 'string').length;
    const areMany = failedInARow.size >= Math.max(THINGS_IN_A_ROW, named * FAILED_SHARE);
    if ((failuresInARow >= FAILURES_IN_A_ROW && areMany) || isMostlyFailing(newest)) open(FIRST_OPEN_MS);
  }

  function leaveProbe(failed: number): void {
    isProbing = false;
    if (failed === 0) close();
    if (failed === 1) open(openMs * 2);
  }

  function leave(thing: Thing, failed: number): void {
    if (openMs === 0) count(thing, failed);
    // A mutation that got through ends the waiting, not the caution: the next read tries.
    else if (failed === 0) tryAgainAt = Math.min(tryAgainAt, clock.now());
  }

  return {
    refusedMs,
    enter(lane, name) {
      if (refusedMs(lane) > 0) return null;
      const thing = name ?? Symbol('a thing of its own');
      if (openMs === 0 || lane === 'mutation') return { leave: (failed) => leave(thing, failed) };
      isProbing = true;
      return { leave: leaveProbe };
    },
  };
}

/** With one more outcome, and without what is too old to count. */
function counted(seconds: readonly Outcomes[], second: number, thing: Thing, failed: number): Outcomes[] {
  const now = seconds.find((it) => it.second === second) ?? { second, failedBy: new Map<Thing, number>() };
  now.failedBy.set(thing, failed);
  return [...seconds.filter((it) => it.second < second && it.second > second - OUTCOMES_SECONDS), now];
}

function isMostlyFailing(newest: ReadonlyMap<Thing, number>): boolean {
  const failures = [...newest.values()].reduce((sum, it) => sum + it, 0);
  return newest.size >= THINGS && failures >= newest.size * FAILED_SHARE;
}
