import { type ErrorCode, GatewayError } from '../../domain/errors.js';
import { CODE_OF, codeOfStatus, isOfClock, NOT_IMPLEMENTED, OF_CREDENTIALS } from './error-codes.js';

/** Sentences in place of AWS's own texts that name roles, hosts or sockets. */
const OWN_WORDS: Partial<Record<ErrorCode, string>> = {
  UPSTREAM_THROTTLED: "AWS's rate for this operation is used up. Try again later.",
  UPSTREAM_UNAVAILABLE: 'AWS could not be reached or failed. Try again later.',
  UPSTREAM_ACCESS_DENIED: "AWS refused the gateway's own credentials.",
};

/** Milliseconds after which an outage is worth another try. */
const RETRY_AFTER_MS: Partial<Record<ErrorCode, number>> = {
  UPSTREAM_THROTTLED: 1_000,
  UPSTREAM_UNAVAILABLE: 5_000,
};

/** What the AWS SDK puts on its errors. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly $metadata?: {
    readonly requestId?: string;
    readonly httpStatusCode?: number;
    /** The answer had AWS's time, and the client signs by it from now on. */
    readonly clockSkewCorrected?: boolean;
  };
}

/**
 * What the AWS SDK threw, in our words. Only 5xx, timeouts, faults of the connection and throttling are outages. AWS's
 * own text is kept only for refusals that a caller can act on.
 */
export function toGatewayError(operation: string, error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  const sdkError = toSdkError(error);
  const { name = '' } = sdkError;
  const code = codeOf(sdkError);
  const awsRequestId = sdkError.$metadata?.requestId;
  const retryAfterMs = RETRY_AFTER_MS[code];
  return new GatewayError(code, messageOf(code, operation, sdkError), {
    ...(awsRequestId && { awsRequestId }),
    ...(retryAfterMs && { retryAfterMs }),
    ...(isUnconnected(error) && { isUnsent: true }),
    ...(OF_CREDENTIALS.has(name) && { isOfCredentials: true }),
    cause: error,
  });
}

const UNCONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** True where no connection was made, so that nothing can have been sent. */
function isUnconnected(error: unknown): boolean {
  return UNCONNECTED.has((error as { code?: string } | null | undefined)?.code ?? '');
}

function codeOf({ name = '', code, $metadata }: SdkError): ErrorCode {
  if (OF_CREDENTIALS.has(name)) return 'UPSTREAM_ACCESS_DENIED';
  return CODE_OF[name] ?? codeOfStatus($metadata?.httpStatusCode, code);
}

function messageOf(code: ErrorCode, operation: string, { name, message, $metadata }: SdkError): string {
  if (code === 'UPSTREAM_FAILED') return failureOf(operation, name, $metadata?.httpStatusCode);
  return OWN_WORDS[code] ?? (message || `AWS refused ${operation}.`);
}

function failureOf(operation: string, name = '', status = 0): string {
  if (status === NOT_IMPLEMENTED) return `The endpoint that stands in for AWS does not support ${operation}.`;
  if (name === 'PermanentRedirect')
    return 'The bucket is in another region than the model. The gateway reads buckets in the region of the model only.';
  if (status < 300) return `AWS answered ${operation} with something that the gateway cannot read.`;
  return `AWS refused ${operation} with HTTP status ${status}. The gateway does not know the reason.`;
}

/** True where AWS refused a signature for its time, and the client has corrected its clock: nothing happened yet. */
export function isClockCorrected({ details: { isOfCredentials, cause } }: GatewayError): boolean {
  const { name = '', message = '', $metadata } = toSdkError(cause);
  return isOfCredentials === true && ($metadata?.clockSkewCorrected === true || isOfClock(name, message));
}

/** True where AWS no longer knows the token of a page. */
export function isPageTokenRefused(error: unknown): boolean {
  return error instanceof GatewayError && toSdkError(error.cause).name === 'InvalidPaginationTokenException';
}

function toSdkError(error: unknown): SdkError {
  return error instanceof Error ? error : { message: String(error) };
}
