import type { ErrorCode } from '../../domain/errors.js';

/**
 * AWS exception → our code, for exceptions that their HTTP status does not classify.
 * https://docs.aws.amazon.com/rekognition/latest/dg/error-handling.html
 */
export const CODE_OF: Readonly<Record<string, ErrorCode>> = {
  InvalidParameterException: 'INVALID_INPUT',
  ValidationException: 'INVALID_INPUT',
  ResourceNotFoundException: 'NOT_FOUND',
  ResourceAlreadyExistsException: 'ALREADY_EXISTS',
  ResourceInUseException: 'IN_USE',
  LimitExceededException: 'QUOTA_EXCEEDED',
  ServiceQuotaExceededException: 'QUOTA_EXCEEDED',
  MalformedPolicyDocumentException: 'MALFORMED_POLICY',
  InvalidPolicyRevisionIdException: 'POLICY_REVISION_MISMATCH',
  ThrottlingException: 'UPSTREAM_THROTTLED',
  Throttling: 'UPSTREAM_THROTTLED',
  ThrottledException: 'UPSTREAM_THROTTLED',
  RequestThrottled: 'UPSTREAM_THROTTLED',
  RequestThrottledException: 'UPSTREAM_THROTTLED',
  RequestLimitExceeded: 'UPSTREAM_THROTTLED',
  ProvisionedThroughputExceededException: 'UPSTREAM_THROTTLED',
  TooManyRequestsException: 'UPSTREAM_THROTTLED',
  SlowDown: 'UPSTREAM_THROTTLED',
  AccessDenied: 'UPSTREAM_ACCESS_DENIED',
  AccessDeniedException: 'UPSTREAM_ACCESS_DENIED',
  InternalServerError: 'UPSTREAM_UNAVAILABLE',
  InternalFailure: 'UPSTREAM_UNAVAILABLE',
  InternalError: 'UPSTREAM_UNAVAILABLE',
  ServiceUnavailable: 'UPSTREAM_UNAVAILABLE',
  RequestTimeout: 'UPSTREAM_UNAVAILABLE',
  RequestTimeoutException: 'UPSTREAM_UNAVAILABLE',
  NoSuchKey: 'NOT_FOUND',
  NoSuchVersion: 'NOT_FOUND',
  NoSuchBucket: 'NOT_FOUND',
};

/** AWS does not accept the credentials themselves, whatever they are used for. */
export const OF_CREDENTIALS: ReadonlySet<string> = new Set([
  ...['UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidAccessKeyId', 'InvalidToken'],
  ...['InvalidSignatureException', 'SignatureDoesNotMatch', 'MissingAuthenticationTokenException'],
  ...['ExpiredToken', 'ExpiredTokenException', 'CredentialsProviderError'],
  ...['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'],
]);

/** AWS judged the time of a signature, by the error's name or by its text. */
const OF_CLOCK: ReadonlySet<string> = new Set([
  'RequestTimeTooSkewed',
  'RequestExpired',
  'RequestInTheFuture',
]);
const OF_CLOCK_TEXT = /^Signature (expired|not yet current)/;

export function isOfClock(name: string, message: string): boolean {
  return OF_CLOCK.has(name) || OF_CLOCK_TEXT.test(message);
}

/** A connection that was refused, cut or lost, whatever had been answered by then. */
const OF_CONNECTION = /^(E[A-Z_]+|ERR_(STREAM|SOCKET|TLS|SSL)\w*|HPE_\w+|UND_ERR_\w+)$/;

/**
 * The code for a failure without a known name. Without a status nothing was answered.
 * @param reason - Node's code of the fault, if it was one
 */
export function codeOfStatus(status: number | undefined, reason: unknown): ErrorCode {
  if (status === undefined || (typeof reason === 'string' && OF_CONNECTION.test(reason)))
    return 'UPSTREAM_UNAVAILABLE';
  if (status === 429) return 'UPSTREAM_THROTTLED';
  if (status === 401 || status === 403) return 'UPSTREAM_ACCESS_DENIED';
  return status >= 500 && status !== NOT_IMPLEMENTED ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_FAILED';
}

/** An endpoint that stands in for AWS and does not know the operation: no outage, it will not know it later either. */
export const NOT_IMPLEMENTED = 501;
