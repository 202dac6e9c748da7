import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.js';

/**
 * The circuits of one account and region: one for each service, and under it one for each thing that calls are about.
 */
export interface Circuits {
  /** @param thing - undefined: the call is about nothing in particular */
  of(service: string, thing: string | undefined): CircuitBreaker;
}

/** Things that are remembered; the least used goes first. */
const MAX_THINGS = 1_000;

/** @param onOpen - gets a whole service that is failing, and the milliseconds after which a call tries again */
export function createCircuits(
  clock: Clock,
  onOpen: (service: string, retryAfterMs: number) => void,
): Circuits {
  const services = new Map<string, CircuitBreaker>();
  const things = new LRUCache<string, CircuitBreaker>({ max: MAX_THINGS });

  function ofService(service: string): CircuitBreaker {
    const circuitBreaker = services.get(service) ?? createCircuitBreaker(clock, (ms) => onOpen(service, ms));
    services.set(service, circuitBreaker);
    return circuitBreaker;
  }

  function ofThing(service: string, thing: string): CircuitBreaker {
    const key = `${service} ${thing}`;
    const circuitBreaker =
      things.get(key) ??
      inSeries(
        ofService(service),
        createCircuitBreaker(clock, () => {}),
        thing,
      );
    things.set(key, circuitBreaker);
    return circuitBreaker;
  }

  return {
    of: (service, thing) => (thing === undefined ? ofService(service) : ofThing(service, thing)),
  };
}

/**
 * A call passes both or none; both learn how it ended. Within its own circuit, each call of a thing counts by itself.
 */
function inSeries(service: CircuitBreaker, own: CircuitBreaker, thing: string): CircuitBreaker {
  const refusedMs: CircuitBreaker['refusedMs'] = (priority) =>
    Math.max(service.refusedMs(priority), own.refusedMs(priority));
  return {
    refusedMs,
    enter(priority) {
      if (refusedMs(priority) > 0) return null;
      const passages = [service.enter(priority, thing), own.enter(priority)];
      return {
        leave(failed) {
          for (const it of passages) it?.leave(failed);
        },
      };
    },
  };
}
