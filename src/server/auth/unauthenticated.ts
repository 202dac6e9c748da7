import { GatewayError } from '../../domain/errors.js';

/** @param reason - for the log alone: whoever guesses learns nothing from the answer */
export function unauthenticated(reason: string): GatewayError {
  return new GatewayError('UNAUTHENTICATED', 'Expected valid credentials: authorization: Bearer <…>.', {
    cause: reason,
  });
}
