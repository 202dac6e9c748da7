import { GatewayError } from '../../domain/errors.js';

/** Whether they were logged may be unknown: the same events can be appended again, and are logged once. */
export function cannotAppend(cause: unknown): GatewayError {
  const message = 'This gateway cannot log anything at present. Ask again later.';
  return new GatewayError('STORAGE_UNAVAILABLE', message, { retryAfterMs: 5_000, cause });
}
