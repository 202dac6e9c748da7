import type { Clock } from '../../clock.js';
import type { CallContext } from '../port.js';
import { SharedCall, waitFor } from './shared-call.js';

interface Flight {
  readonly callContext: SharedCall;
  readonly answer: Promise<unknown>;
}

/** Identical calls that are under way at the same time are one call. */
export class SingleFlight {
  private readonly flights = new Map<string, Flight>();

  constructor(private readonly clock: Clock) {}

  /**
   * Joins the call under way for `key`, or starts one with the joined context of its callers. Each caller waits at most
   * until its own deadline; the call itself ends at the last of these. A caller with mutation priority, which reads
   * what was just written, joins only calls that were not sent yet.
   */
  share<T>(
    key: string,
    callContext: CallContext,
    start: (callContext: CallContext) => Promise<T>,
  ): Promise<T> {
    const flight = this.join(key, callContext) ?? this.fly(key, callContext, start);
    return waitFor(this.clock, flight.answer as Promise<T>, callContext, flight.callContext);
  }

  private join(key: string, callContext: CallContext): Flight | null {
    const flight = this.flights.get(key);
    if (!flight || (flight.callContext.sent && callContext.priority === 'mutation')) return null;
    flight.callContext.join(callContext);
    return flight;
  }

  private fly(
    key: string,
    callContext: CallContext,
    start: (callContext: CallContext) => Promise<unknown>,
  ): Flight {
    const shared = new SharedCall(callContext);
    const answer = start(shared).finally(() => {
      if (this.flights.get(key) === flight) this.flights.delete(key);
    });
    const flight: Flight = { callContext: shared, answer };
    this.flights.set(key, flight);
    return flight;
  }
}
