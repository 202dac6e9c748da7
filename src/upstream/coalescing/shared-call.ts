import type { EpochMs } from '../../domain/model.js';
import type { Ask, Cost, Lane, Reason } from '../port.js';
import { higherLane } from '../priorities.js';

/**
 * Several asks that wait for one answer: as urgent as the most urgent, waited for as long as the longest. Whoever came
 * first pays the calls. Lane and deadline change while a call waits for its turn.
 */
export class SharedAsk implements Ask {
  readonly requestId: string;
  readonly reason?: Reason;
  readonly cost: Cost;
  #lane: Lane;
  #deadlineAt: EpochMs;
  #sent = false;
  readonly #costs = new Set<Cost>();
  readonly #shared: SharedAsk[] = [];
  readonly #subjects = new Set<string>();
  #isForPoller = false;
  readonly #asks: Ask[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(first: Ask) {
    this.requestId = first.requestId;
    if (first.reason) this.reason = first.reason;
    this.cost = first.cost;
    this.#lane = first.lane;
    this.#deadlineAt = first.deadlineAt;
    this.#add(first);
  }

  get lane(): Lane {
    return this.#lane;
  }

  get deadlineAt(): EpochMs {
    return this.#deadlineAt;
  }

  /** For whom it asks, besides the poller; '' stands for those without a name. */
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
  get asks(): readonly Ask[] {
    const seen = new Set<Cost>();
    return this.#asks.flatMap(asksIn).filter(({ cost }) => !seen.has(cost) && seen.add(cost));
  }

  /** An ask of a request that is in it already is not counted again. */
  join(ask: Ask): void {
    if (!this.#costs.has(ask.cost)) ask.cost.coalesced += 1;
    this.#add(ask);
    if (ask instanceof SharedAsk && this.#sent) ask.markSent();
    this.#changed();
  }

  /** A call for it goes to AWS. */
  markSent(): void {
    if (this.#sent) return;
    this.#sent = true;
    for (const it of this.#shared) it.markSent();
    this.#changed();
  }

  /** Somebody waits behind it who would go sooner. */
  hurry(ask: Ask): void {
    this.#follow(ask);
    this.#changed();
  }

  /** Tells when the lane, the deadline or `sent` may have changed. The returned function stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #add(ask: Ask): void {
    if (!this.#costs.has(ask.cost)) this.#asks.push(ask);
    this.#costs.add(ask.cost);
    this.#follow(ask);
    this.#deadlineAt = Math.max(this.#deadlineAt, ask.deadlineAt);
    if (!(ask instanceof SharedAsk)) return;
    this.#shared.push(ask);
    ask.onChange(() => {
      this.#follow(ask);
      this.#deadlineAt = Math.max(this.#deadlineAt, ask.deadlineAt);
      this.#changed();
    });
  }

  /** Goes as soon as this one would. */
  #follow(ask: Ask): void {
    this.#lane = higherLane(this.#lane, ask.lane);
    if (ask instanceof SharedAsk) {
      for (const it of ask.subjects) this.#subjects.add(it);
      this.#isForPoller ||= ask.isForPoller;
    } else if (ask.lane === 'poller') this.#isForPoller = true;
    else this.#subjects.add(ask.subject ?? '');
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The single asks that an ask stands for. */
export function asksIn(ask: Ask): readonly Ask[] {
  return ask instanceof SharedAsk ? ask.asks : [ask];
}

/** Counts one call, right before it is sent. */
export function noteCall(ask: Ask): void {
  ask.cost.calls += 1;
  if (ask instanceof SharedAsk) ask.markSent();
}
