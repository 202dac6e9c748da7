import type { Clock } from '../clock.js';
import { Basis } from '../domain/basis.js';
import { type Caller, LOCAL_OWNER } from '../domain/caller.js';
import { createSession, type Services } from '../services/session.js';
import type { Context, GatewayFacts } from './context.js';

/** Inside the HTTP timeout, and outside that of any single call to AWS. */
const OPERATION_TIMEOUT_MS = 25_000;

/** Makes what one GraphQL operation sees. @param traceparent - where it stands in a trace, if it does */
export type CreateContext = (requestId: string, caller: Caller, traceparent?: string) => Context;

export function createContextFactory(services: Services, gateway: GatewayFacts, clock: Clock): CreateContext {
  return (requestId, caller, traceparent) => {
    const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
    const deadlineAt = clock.now() + OPERATION_TIMEOUT_MS;
    return {
      gateway,
      session: createSession(services, caller, {
        lane: 'interactive',
        deadlineAt,
        requestId,
        cost,
        basis: new Basis(),
        ...(caller !== LOCAL_OWNER && { subject: caller.subject }),
        answered: [],
        ...(traceparent && { traceparent }),
      }),
    };
  };
}
