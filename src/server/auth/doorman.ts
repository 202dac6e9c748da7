import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import { graphqlFailure, type Reply } from '../reply.js';

/** @param reason - for the log alone: whoever guesses learns nothing from the answer */
export function unauthenticated(reason: string): GatewayError {
  return new GatewayError('UNAUTHENTICATED', 'Expected valid credentials: authorization: Bearer <…>.', {
    cause: reason,
  });
}

/** What a refused HTTP request is answered; null for an error that is no refusal. */
export function toRefusal(error: unknown): Reply | null {
  if (!(error instanceof GatewayError)) return null;
  const { code, message, details } = error;
  const { retryAfterMs } = details;
  if (code === 'UNAUTHENTICATED')
    return graphqlFailure(401, code, message, {}, { 'www-authenticate': 'Bearer' });
  const status = { UPSTREAM_UNAVAILABLE: 503, TOO_MANY_REQUESTS: 429 }[code as string];
  if (status === undefined) return null;
  const seconds = String(Math.ceil((retryAfterMs ?? 1_000) / 1_000));
  return graphqlFailure(status, code, message, { retryAfterMs }, { 'retry-after': seconds });
}

/** A timer's longest time. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Runs `task` when the credentials end; the returned function calls it off. */
export function onExpiry(clock: Clock, expiresAt: EpochMs | null, task: () => void): () => void {
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
