import { type Clock, whenDue } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import type { OperationCost } from '../../domain/operation-cost.js';
import type { CallContext, Priority, Reason } from '../port.js';
import { higherPriority } from '../priorities.js';
import { noAnswer, noPermitInTime } from '../upstream-errors.js';

/** Default for `retryAfterMs`: the call's turn is near when others still wait for it, within a window of AWS's rate. */
const RETRY_AFTER_MS = 1000;

/**
 * Several callers that wait for one answer: as urgent as the most urgent, with the latest deadline. The first caller
 * pays the calls. Priority and deadline change while a call waits for its turn.
 */
export class SharedCall implements CallContext {
  readonly requestId: string;
  readonly reason?: Reason;
  readonly cost: OperationCost;
  #priority: Priority;
  #deadlineAt: EpochMs;
  #sent = false;
  readonly #costs = new Set<OperationCost>();
  readonly #shared: SharedCall[] = [];
  readonly #subjects = new Set<string>();
  #isForPoller = false;
  readonly #callers: CallContext[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(first: CallContext) {
    this.requestId = first.requestId;
    if (first.reason) this.reason = first.reason;
    this.cost = first.cost;
    this.#priority = first.priority;
    this.#deadlineAt = first.deadlineAt;
    this.#add(first);
  }

  get priority(): Priority {
    return this.#priority;
  }

  get deadlineAt(): EpochMs {
    return this.#deadlineAt;
  }

  /** Its callers' subjects, without the poller; '' stands for callers without a name. */
  get subjects(): ReadonlySet<string> {
    return this.#subjects;
  }

  get isForPoller(): boolean {
    return this.#isForPoller;
  }

  /** A call for it has gone to AWS: what is written from now on may be missing in the answer. */
  get sent(): boolean {
    return this.#sent;
  }

  /** All that wait, the payer first; those of one request once. */
  get callers(): readonly CallContext[] {
    const seen = new Set<OperationCost>();
    return this.#callers.flatMap(callersIn).filter(({ cost }) => !seen.has(cost) && seen.add(cost));
  }

  /** A caller whose request is in it already is not counted again. */
  join(callContext: CallContext): void {
    if (!this.#costs.has(callContext.cost)) callContext.cost.coalesced += 1;
    this.#add(callContext);
    if (callContext instanceof SharedCall && this.#sent) callContext.markSent();
    this.#changed();
  }

  /** A call for it goes to AWS. */
  markSent(): void {
    if (this.#sent) return;
    this.#sent = true;
    for (const it of this.#shared) it.markSent();
    this.#changed();
  }

  /** A caller has joined that would go sooner. */
  raisePriority(callContext: CallContext): void {
    this.#follow(callContext);
    this.#changed();
  }

  /** Calls `listener` when the priority, the deadline or `sent` may have changed. The returned function ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #add(callContext: CallContext): void {
    if (!this.#costs.has(callContext.cost)) this.#callers.push(callContext);
    this.#costs.add(callContext.cost);
    this.#follow(callContext);
    this.#deadlineAt = Math.max(this.#deadlineAt, callContext.deadlineAt);
    if (!(callContext instanceof SharedCall)) return;
    this.#shared.push(callContext);
    callContext.onChange(() => {
      this.#follow(callContext);
      this.#deadlineAt = Math.max(this.#deadlineAt, callContext.deadlineAt);
      this.#changed();
    });
  }

  /** Goes as soon as this one would. */
  #follow(callContext: CallContext): void {
    this.#priority = higherPriority(this.#priority, callContext.priority);
    if (callContext instanceof SharedCall) {
      for (const it of callContext.subjects) this.#subjects.add(it);
      this.#isForPoller ||= callContext.isForPoller;
    } else if (callContext.priority === 'poller') this.#isForPoller = true;
    else this.#subjects.add(callContext.subject ?? '');
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The single callers that a context stands for. */
export function callersIn(callContext: CallContext): readonly CallContext[] {
  return callContext instanceof SharedCall ? callContext.callers : [callContext];
}

/** Counts one call, right before it is sent. */
export function noteCall(callContext: CallContext): void {
  callContext.cost.calls += 1;
  if (callContext instanceof SharedCall) callContext.markSent();
}

/** The shared answer, waited for at most until the caller's own deadline. */
export function waitFor<T>(
  clock: Clock,
  answer: Promise<T>,
  callContext: CallContext,
  shared: SharedCall,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = whenDue(
      clock,
      () => callContext.deadlineAt,
      () => reject(shared.sent ? noAnswer() : noPermitInTime(RETRY_AFTER_MS)),
    );
    answer.then(resolve, reject).finally(callOff);
  });
}
