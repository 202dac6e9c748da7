import type { EpochMs } from '../../domain/model.js';
import type { Ask, Cost, Lane, Reason } from '../port.js';
import { higherLane } from './lanes.js';

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
  readonly #joined: SharedAsk[] = [];
  readonly #asks: Ask[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(first: Ask) {
    this.requestId = first.requestId;
    if (first.reason) this.reason = first.reason;
    this.cost = watched(first.cost, () => this.#markSent());
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
    if (ask instanceof SharedAsk) {
      this.#joined.push(ask);
      if (this.#sent) ask.#markSent();
    }
    this.#changed();
  }

  /** Somebody more urgent waits behind it. */
  hurry(lane: Lane): void {
    this.#lane = higherLane(this.#lane, lane);
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
    const follow = () => {
      this.#lane = higherLane(this.#lane, ask.lane);
      this.#deadlineAt = Math.max(this.#deadlineAt, ask.deadlineAt);
    };
    follow();
    if (!(ask instanceof SharedAsk)) return;
    ask.onChange(() => {
      follow();
      this.#changed();
    });
  }

  #markSent(): void {
    if (this.#sent) return;
    this.#sent = true;
    for (const it of this.#joined) it.#markSent();
    this.#changed();
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The single asks that an ask stands for. */
export function asksIn(ask: Ask): readonly Ask[] {
  return ask instanceof SharedAsk ? ask.asks : [ask];
}

/** The same cost, that tells when a call is counted. */
function watched(cost: Cost, onCall: () => void): Cost {
  return new Proxy(cost, {
    set(target, name, value) {
      const isSet = Reflect.set(target, name, value);
      if (name === 'calls') onCall();
      return isSet;
    },
  });
}
