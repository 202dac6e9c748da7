import type { Clock } from '../../clock.js';
import type { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import { SharedCall } from '../coalescing/shared-call.js';
import { whenDue } from '../deadline.js';
import type { CallContext, Priority } from '../port.js';
import { goesBefore } from '../priorities.js';
import type { Permit, Permits } from '../rate-limit/permits.js';
import { noPermitInTime } from '../upstream-errors.js';
import { FairQueue } from './fair-queue.js';

/** The queue before one operation of one account and region, in the order of {@link FairQueue}. */
export interface PriorityQueue {
  /**
   * Waits for a permit. Rejects with UPSTREAM_THROTTLED at once when the turn cannot come in time, otherwise when it
   * did not. In time is before the deadline, and for calls that have to wait, so much before it as answers usually
   * take: under overload, every permit would otherwise go to a call that is too late for its answer.
   */
  nextPermit(callContext: CallContext): Promise<Permit>;
  /** Milliseconds after which a newcomer could go. */
  waitMs(callContext: CallContext): number;
  /** Rejects the calls that wait with one of these priorities. */
  refuse(priorities: readonly Priority[], error: GatewayError): void;
}

/** The most that is kept for the answer, milliseconds. */
const MOST_ANSWER_MS = 2000;
/** Share that the newest answer has in the usual time. */
const NEWEST = 0.2;

interface Waiter {
  readonly callContext: CallContext;
  /** From then on its turn comes too late. */
  readonly dueAt: () => EpochMs;
  readonly grant: (permit: Permit) => void;
  readonly refuse: (error: GatewayError) => void;
}

export function createPriorityQueue(clock: Clock, permits: Permits): PriorityQueue {
  const queue = new FairQueue<Waiter>();
  const { waiting } = queue;
  let isServing = false;
  let hasChanged = false;
  let isAcquiring = false;
  let answerMs = 0;
  let cancelServe = () => {};

  // The call for which a permit is being taken counts once: as sent.
  const waitMs = (callContext: CallContext) =>
    permits.waitMs(Math.max(0, queue.countAhead(callContext) - Number(isAcquiring)));
  const tooLate = (callContext: CallContext) => noPermitInTime(waitMs(callContext));

  /** Grants what can be granted, and again if something changed while it took permits. */
  async function serveWaiters(): Promise<void> {
    hasChanged = true;
    if (isServing) return;
    isServing = true;
    while (hasChanged) {
      hasChanged = false;
      cancelServe();
      await grantAll();
    }
    isServing = false;
  }

  async function grantAll(): Promise<void> {
    for (let first = nextInTime(); first; first = nextInTime()) {
      const { priority } = first;
      isAcquiring = true;
      const acquired = await permits.acquire(priority);
      isAcquiring = false;
      if (!acquired.permit) {
        cancelServe = clock.after(Math.max(1, acquired.waitMs), serveWaiters);
        return;
      }
      grant(acquired.permit, priority);
    }
  }

  /** A permit taken for `priority` serves the call that is first by now, but none of a lower priority. */
  function grant(permit: Permit, priority: Priority): void {
    const first = nextInTime();
    if (first && !goesBefore(priority, first.priority)) {
      const takeBack = queue.noteGranted(first.waiter);
      first.waiter.grant(servingAgain(permit, takeBack));
    } else permit.release();
  }

  function nextInTime(): ReturnType<typeof queue.next> {
    for (const it of [...waiting]) if (it.dueAt() <= clock.now()) it.refuse(tooLate(it.callContext));
    return queue.next();
  }

  /** What becomes of a permit can bring the next turn nearer. One given back has served nobody. */
  function servingAgain(permit: Permit, takeBack: () => void): Permit {
    const then =
      <A extends unknown[]>(use: (...args: A) => void) =>
      (...args: A) => {
        use(...args);
        void serveWaiters();
      };
    return {
      answered: then((latencyMs) => {
        if (latencyMs !== null) answerMs += Math.ceil((latencyMs - answerMs) * (answerMs ? NEWEST : 1));
        permit.answered(latencyMs);
      }),
      throttled: then(permit.throttled),
      release: then(() => {
        takeBack();
        permit.release();
      }),
    };
  }

  function wait(callContext: CallContext, dueAt: () => EpochMs): Promise<Permit> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(waiter);
        callOffDeadline();
        unfollow?.();
      };
      const waiter: Waiter = {
        callContext,
        dueAt,
        grant(permit) {
          leave();
          resolve(permit);
        },
        refuse(error) {
          leave();
          reject(error);
        },
      };
      const unfollow = callContext instanceof SharedCall ? callContext.onChange(serveWaiters) : undefined;
      const callOffDeadline = whenDue(clock, dueAt, () => waiter.refuse(tooLate(callContext)));
      waiting.add(waiter);
      void serveWaiters();
    });
  }

  return {
    async nextPermit(callContext) {
      const ms = waitMs(callContext);
      const dueAt = () => callContext.deadlineAt - (ms > 0 ? Math.min(MOST_ANSWER_MS, answerMs) : 0);
      if (clock.now() + ms >= dueAt()) throw tooLate(callContext);
      return wait(callContext, dueAt);
    },
    waitMs,
    refuse(priorities, error) {
      for (const it of [...waiting]) if (priorities.includes(it.callContext.priority)) it.refuse(error);
    },
  };
}
