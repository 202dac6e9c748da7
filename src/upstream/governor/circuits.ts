import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { type CircuitBreaker, CountingCircuitBreaker } from './circuit-breaker.js';

/** Things that are remembered; the least used goes first. */
const MAX_THINGS = 1_000;

/** Of one account and region: a circuit for each service, and under it one for each thing that calls are about. */
export class Circuits {
  private readonly services = new Map<string, CircuitBreaker>();
  private readonly things = new LRUCache<string, CircuitBreaker>({ max: MAX_THINGS });

  /** @param onOpen - gets a whole service that is failing, and the milliseconds after which a call tries again */
  constructor(
    private readonly clock: Clock,
    private readonly onOpen: (service: string, retryAfterMs: number) => void,
  ) {}

  /** @param thing - undefined: the call is about nothing in particular */
  of(service: string, thing: string | undefined): CircuitBreaker {
    return thing === undefined ? this.ofService(service) : this.ofThing(service, thing);
  }

  private ofService(service: string): CircuitBreaker {
    const known = this.services.get(service);
    if (known) return known;
    const made = new CountingCircuitBreaker(this.clock, (ms) => this.onOpen(service, ms));
    this.services.set(service, made);
    return made;
  }

  private ofThing(service: string, thing: string): CircuitBreaker {
    const key = `${service} ${thing}`;
    const known = this.things.get(key);
    if (known) return known;
    const own = new CountingCircuitBreaker(this.clock, () => {});
    const made = inSeries(this.ofService(service), own, thing);
    this.things.set(key, made);
    return made;
  }
}

/** A call passes both or none; both learn how it ended. Within its own circuit, each call of a thing counts by itself. */
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
