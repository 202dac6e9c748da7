import { type Clock, whenDue } from '../../clock.js';
import type { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import { SharedCall } from '../coalescing/shared-call.js';
import type { CallContext, Priority } from '../port.js';
import { goesBefore } from '../priorities.js';
import type { Permit, Permits } from '../rate-limit/permits.js';
import { noPermitInTime } from '../upstream-errors.js';
import { FairQueue } from './fair-queue.js';

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

/** The queue before one operation of one account and region, in the order of {@link FairQueue}. */
export class PriorityQueue {
  private readonly queue = new FairQueue<Waiter>();
  private isServing = false;
  private hasChanged = false;
  private isAcquiring = false;
  /** How long answers usually take, milliseconds. */
  private answerMs = 0;
  private cancelServe = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly permits: Permits,
  ) {}

  /**
   * Waits for a permit. Rejects with UPSTREAM_THROTTLED at once when the turn cannot come in time, otherwise when it
   * did not. In time is before the deadline, and for calls that have to wait, so much before it as answers usually
   * take: under overload, every permit would otherwise go to a call that is too late for its answer.
   */
  async nextPermit(callContext: CallContext): Promise<Permit> {
    const ms = this.waitMs(callContext);
    const dueAt = () => callContext.deadlineAt - (ms > 0 ? Math.min(MOST_ANSWER_MS, this.answerMs) : 0);
    if (this.clock.now() + ms >= dueAt()) throw this.tooLate(callContext);
    return this.wait(callContext, dueAt);
  }

  /** Milliseconds after which a newcomer could go. */
  waitMs(callContext: CallContext): number {
    // The call for which a permit is being taken counts once: as sent.
    return this.permits.waitMs(Math.max(0, this.queue.countAhead(callContext) - Number(this.isAcquiring)));
  }

  /** Rejects the calls that wait with one of these priorities. */
  refuse(priorities: readonly Priority[], error: GatewayError): void {
    for (const it of [...this.queue.waiting])
      if (priorities.includes(it.callContext.priority)) it.refuse(error);
  }

  private tooLate(callContext: CallContext): GatewayError {
    return noPermitInTime(this.waitMs(callContext));
  }

  private wait(callContext: CallContext, dueAt: () => EpochMs): Promise<Permit> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.queue.waiting.delete(waiter);
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
      const unfollow =
        callContext instanceof SharedCall ? callContext.onChange(() => this.serveWaiters()) : undefined;
      const callOffDeadline = whenDue(this.clock, dueAt, () => waiter.refuse(this.tooLate(callContext)));
      this.queue.waiting.add(waiter);
      void this.serveWaiters();
    });
  }

  /** Grants what can be granted, and again if something changed while it took permits. */
  private async serveWaiters(): Promise<void> {
    this.hasChanged = true;
    if (this.isServing) return;
    this.isServing = true;
    while (this.hasChanged) {
      this.hasChanged = false;
      this.cancelServe();
      await this.grantAll();
    }
    this.isServing = false;
  }

  private async grantAll(): Promise<void> {
    for (let first = this.nextInTime(); first; first = this.nextInTime()) {
      const { priority } = first;
      this.isAcquiring = true;
      const acquired = await this.permits.acquire(priority);
      this.isAcquiring = false;
      if (!acquired.permit) {
        this.cancelServe = this.clock.after(Math.max(1, acquired.waitMs), () => this.serveWaiters());
        return;
      }
      this.grant(acquired.permit, priority);
    }
  }

  /** A permit taken for `priority` serves the call that is first by now, but none of a lower priority. */
  private grant(permit: Permit, priority: Priority): void {
    const first = this.nextInTime();
    if (first && !goesBefore(priority, first.priority)) {
      const takeBack = this.queue.noteGranted(first.waiter);
      first.waiter.grant(this.servingAgain(permit, takeBack));
    } else permit.release();
  }

  private nextInTime(): ReturnType<FairQueue<Waiter>['next']> {
    for (const it of [...this.queue.waiting])
      if (it.dueAt() <= this.clock.now()) it.refuse(this.tooLate(it.callContext));
    return this.queue.next();
  }

  /** What becomes of a permit can bring the next turn nearer. One given back has served nobody. */
  private servingAgain(permit: Permit, takeBack: () => void): Permit {
    return {
      answered: (latencyMs) => {
        if (latencyMs !== null) this.noteAnswer(latencyMs);
        permit.answered(latencyMs);
        void this.serveWaiters();
      },
      throttled: (latencyMs) => {
        permit.throttled(latencyMs);
        void this.serveWaiters();
      },
      release: () => {
        takeBack();
        permit.release();
        void this.serveWaiters();
      },
    };
  }

  private noteAnswer(latencyMs: number): void {
    this.answerMs += Math.ceil((latencyMs - this.answerMs) * (this.answerMs ? NEWEST : 1));
  }
}
