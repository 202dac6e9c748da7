import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import { graphqlFailure, type Reply } from '../reply.js';
import { createApiKeys } from './api-keys.js';
import { type Authenticate, admitEverybody } from './authenticator.js';
import { createJwt } from './jwt.js';
import { createPolicy } from './policy.js';
import type { AuthSettings } from './settings.js';

export function createAuthenticate(settings: AuthSettings, clock: Clock): Authenticate {
  if (settings.kind === 'none') return admitEverybody;
  const grantsOf = createPolicy(settings.policy);
  return settings.kind === 'jwt'
    ? createJwt(settings.jwt, grantsOf)
    : createApiKeys(settings.keys, grantsOf, clock);
}

/** What a refused HTTP request is answered; null for an error that is no refusal. */
export function toRefusal(error: unknown): Reply | null {
  if (!(error instanceof GatewayError)) return null;
  const { code, message, details } = error;
  if (code === 'UNAUTHENTICATED')
    return graphqlFailure(401, code, message, {}, { 'www-authenticate': 'Bearer' });
  const { retryAfterMs } = details;
  if (code === 'UPSTREAM_UNAVAILABLE') return graphqlFailure(503, code, message, { retryAfterMs });
  return null;
}

/** A timer's longest time. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Runs `task` when the credentials end; the returned function calls it off. */
export function onExpiry(clock: Clock, expiresAt: number | null, task: () => void): () => void {
  if (expiresAt === null) return () => {};
  let cancel = () => {};
  const wait = () => {
    const leftMs = expiresAt - clock.now();
    if (leftMs <= 0) return task();
    cancel = clock.after(Math.min(leftMs, MAX_TIMER_MS), wait);
  };
  wait();
  return () => cancel();
}
