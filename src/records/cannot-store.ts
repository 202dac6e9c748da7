import { GatewayError } from '../domain/errors.js';

/** Whether the change was stored may be unknown: the caller reads the record before it tries again. */
export function cannotStore(cause: unknown): GatewayError {
  return new GatewayError(
    'STORAGE_UNAVAILABLE',
    'This gateway cannot store anything at present, so it takes nothing that is to happen later. Ask again later.',
    { retryAfterMs: 5_000, cause },
  );
}
