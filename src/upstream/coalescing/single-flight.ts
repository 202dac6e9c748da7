import type { Clock } from '../../clock.js';
import type { CallContext } from '../port.js';
import { SharedCall, waitFor } from './shared-call.js';

/** Identical calls that are under way at the same time are one call. */
export interface SingleFlight {
  /**
   * Joins the call under way for `key`, or starts one with the joined context of its callers. Each caller waits at most
   * until its own deadline; the call itself ends at the last of these. A caller with mutation priority, which reads
   * what was just written, joins only calls that were not sent yet.
   */
  share<T>(
    key: string,
    callContext: CallContext,
    start: (callContext: CallContext) => Promise<T>,
  ): Promise<T>;
}

interface Flight {
  readonly callContext: SharedCall;
  readonly answer: Promise<unknown>;
}

export function createSingleFlight(clock: Clock): SingleFlight {
  const flights = new Map<string, Flight>();

  function fly(
    key: string,
    callContext: CallContext,
    start: (callContext: CallContext) => Promise<unknown>,
  ): Flight {
    const shared = new SharedCall(callContext);
    const answer = start(shared).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight = { callContext: shared, answer };
    flights.set(key, flight);
    return flight;
  }

  function join(key: string, callContext: CallContext): Flight | null {
    const flight = flights.get(key);
    if (!flight || (flight.callContext.sent && callContext.priority === 'mutation')) return null;
    flight.callContext.join(callContext);
    return flight;
  }

  return {
    share<T>(
      key: string,
      callContext: CallContext,
      start: (callContext: CallContext) => Promise<T>,
    ): Promise<T> {
      const flight = join(key, callContext) ?? fly(key, callContext, start);
      return waitFor(clock, flight.answer as Promise<T>, callContext, flight.callContext);
    },
  };
}
