import type { Clock } from '../../clock.js';
import type { Ask } from '../port.js';
import { SharedAsk } from './shared-call.js';
import { waitFor } from './wait-for.js';

/** Identical calls that are under way at the same time are one call. */
export interface SingleFlight {
  /**
   * Joins the call under way for `key`, or starts one with the ask of all who wait for it. Everybody waits at most
   * until their own deadline; the call itself ends at the last of these. An ask in the mutation lane, which reads
   * what was just written, joins only calls that were not sent yet.
   */
  share<T>(key: string, ask: Ask, start: (ask: Ask) => Promise<T>): Promise<T>;
}

interface Flight {
  readonly ask: SharedAsk;
  readonly answer: Promise<unknown>;
}

export function createSingleFlight(clock: Clock): SingleFlight {
  const flights = new Map<string, Flight>();

  function fly(key: string, ask: Ask, start: (ask: Ask) => Promise<unknown>): Flight {
    const shared = new SharedAsk(ask);
    const answer = start(shared).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight = { ask: shared, answer };
    flights.set(key, flight);
    return flight;
  }

  function join(key: string, ask: Ask): Flight | null {
    const flight = flights.get(key);
    if (!flight || (flight.ask.sent && ask.lane === 'mutation')) return null;
    flight.ask.join(ask);
    return flight;
  }

  return {
    share<T>(key: string, ask: Ask, start: (ask: Ask) => Promise<T>): Promise<T> {
      const flight = join(key, ask) ?? fly(key, ask, start);
      return waitFor(clock, flight.answer as Promise<T>, ask, flight.ask);
    },
  };
}
