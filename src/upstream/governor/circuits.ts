import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { type Circuit, createCircuit } from './circuit-breaker.js';

/** The circuits of one account and region: one for each service, and under it one for each thing that calls are about. */
export interface Circuits {
  /** @param thing - undefined: the call is about nothing in particular */
  of(service: string, thing: string | undefined): Circuit;
}

/** Things that are remembered; the least used goes first. */
const MAX_THINGS = 1_000;

/** @param onOpen - told of a whole service that is failing, and after how many milliseconds a call tries again */
export function createCircuits(
  clock: Clock,
  onOpen: (service: string, retryAfterMs: number) => void,
): Circuits {
  const services = new Map<string, Circuit>();
  const things = new LRUCache<string, Circuit>({ max: MAX_THINGS });

  function ofService(service: string): Circuit {
    const circuit = services.get(service) ?? createCircuit(clock, (ms) => onOpen(service, ms));
    services.set(service, circuit);
    return circuit;
  }

  function ofThing(service: string, thing: string): Circuit {
    const key = `${service} ${thing}`;
    const circuit =
      things.get(key) ??
      inSeries(
        ofService(service),
        createCircuit(clock, () => {}),
        thing,
      );
    things.set(key, circuit);
    return circuit;
  }

  return {
    of: (service, thing) => (thing === undefined ? ofService(service) : ofThing(service, thing)),
  };
}

/** A call passes both or none; both learn how it ended. Within its own circuit, each call of a thing counts by itself. */
function inSeries(service: Circuit, own: Circuit, thing: string): Circuit {
  const refusedMs: Circuit['refusedMs'] = (priority) =>
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
