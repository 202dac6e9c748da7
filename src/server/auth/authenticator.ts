import { type Caller, LOCAL_OWNER } from '../../domain/caller.js';
import { GatewayError } from '../../domain/errors.js';

/**
 * Tells who holds a credential: what stands after `Bearer ` in the Authorization header, or null without one.
 * @throws GatewayError UNAUTHENTICATED, which never says why; UPSTREAM_UNAVAILABLE if nobody can say now
 */
export type Authenticate = (credential: string | null) => Promise<Caller>;

export const admitEverybody: Authenticate = async () => LOCAL_OWNER;

/** @param reason - for the log alone: whoever guesses learns nothing from the answer */
export function unauthenticated(reason: string): GatewayError {
  return new GatewayError('UNAUTHENTICATED', 'Expected valid credentials: authorization: Bearer <…>.', {
    cause: reason,
  });
}
