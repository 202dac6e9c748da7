import type { ErrorCode, GatewayError } from '../errors.js';

/** Why something that the gateway did by itself did not end well. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly awsRequestId: string | null;
}

export function toFailure({ code, message, details }: GatewayError): Failure {
  return { code, message, awsRequestId: details.awsRequestId ?? null };
}
