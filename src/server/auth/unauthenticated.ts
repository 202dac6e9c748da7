import { GatewayError } from '../../domain/errors.js';

/** @param reason - for the log alone: the answer must not help to guess */
export function unauthenticated(reason: string): GatewayError {
  return new GatewayError('UNAUTHENTICATED', 'Expected valid credentials: authorization: Bearer <…>.', {
    cause: reason,
  });
}
