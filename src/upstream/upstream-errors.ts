import { GatewayError } from '../domain/errors.js';

export function closed(): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', 'The gateway is shutting down.', { isUnsent: true });
}

/** The turn of a call cannot come, or did not come, in time. Nothing was sent. */
export function noPermitInTime(retryAfterMs: number): GatewayError {
  return new GatewayError(
    'UPSTREAM_THROTTLED',
    "More calls are waiting than AWS's rate lets through in time.",
    { retryAfterMs: Math.max(1, Math.ceil(retryAfterMs)), isUnsent: true },
  );
}

export function noTimeLeft(): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', 'No time was left to call AWS.', { isUnsent: true });
}

export function noAnswer(): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', 'AWS did not answer in time.');
}

export function circuitOpen(service: string, retryAfterMs: number): GatewayError {
  return new GatewayError(
    'UPSTREAM_UNAVAILABLE',
    `${service} is failing in this account and region; the gateway tries again at intervals.`,
    { retryAfterMs: Math.max(1, Math.ceil(retryAfterMs)), isUnsent: true },
  );
}

/** AWS's own refusal, with the time after which another try makes sense. */
export function withRetryAfter(error: GatewayError, retryAfterMs: number): GatewayError {
  if (error.details.retryAfterMs !== undefined) return error;
  return new GatewayError(error.code, error.message, {
    ...error.details,
    retryAfterMs: Math.ceil(retryAfterMs),
  });
}
