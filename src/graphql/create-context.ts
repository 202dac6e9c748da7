import type { Clock } from '../clock.js';
import { CacheDependencies } from '../domain/cache-dependencies.js';
import { type Caller, countedSubject } from '../domain/caller.js';
import type { FreshnessDemand } from '../domain/freshness.js';
import { createSession, type Services, type Session } from '../services/session.js';
import type { Context, GatewayFacts } from './context.js';

/** Inside the HTTP timeout, and outside that of any single call to AWS. */
const OPERATION_TIMEOUT_MS = 25_000;

/**
 * Makes what one GraphQL operation sees.
 * @param traceparent - where it stands in a trace, if it does
 * @param cacheDependencies - null if the answer will not be cached
 * @param freshness - how old the answer may be; undefined: as old as is usual
 */
export type CreateContext = (
  requestId: string,
  caller: Caller,
  traceparent?: string,
  cacheDependencies?: CacheDependencies | null,
  freshness?: FreshnessDemand,
) => Context;

export function createContextFactory(services: Services, gateway: GatewayFacts, clock: Clock): CreateContext {
  return (requestId, caller, traceparent, cacheDependencies = new CacheDependencies(), freshness) => {
    const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
    const deadlineAt = clock.now() + OPERATION_TIMEOUT_MS;
    // One literal, no spread: Node 20 takes fifty times as long for those, and more memory.
    const callContext: Session['callContext'] = {
      priority: 'interactive',
      deadlineAt,
      requestId,
      cost,
      subject: countedSubject(caller),
      answeredCalls: [],
      patience: { isOver: false },
      traceparent,
      freshness,
    };
    return {
      gateway,
      session: createSession(
        services,
        caller,
        Object.assign(callContext, cacheDependencies && { cacheDependencies }),
      ),
    };
  };
}
