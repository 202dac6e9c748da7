import { type ErrorCode, GatewayError } from '../../domain/errors.js';

/**
 * AWS exception → our code. What is not listed is an outage until someone decides otherwise.
 * https://docs.aws.amazon.com/rekognition/latest/dg/error-handling.html
 */
const CODE_OF: Readonly<Record<string, ErrorCode>> = {
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
  ProvisionedThroughputExceededException: 'UPSTREAM_THROTTLED',
  TooManyRequestsException: 'UPSTREAM_THROTTLED',
  SlowDown: 'UPSTREAM_THROTTLED',
  AccessDenied: 'UPSTREAM_ACCESS_DENIED',
  AccessDeniedException: 'UPSTREAM_ACCESS_DENIED',
  UnrecognizedClientException: 'UPSTREAM_ACCESS_DENIED',
  InvalidClientTokenId: 'UPSTREAM_ACCESS_DENIED',
  InvalidSignatureException: 'UPSTREAM_ACCESS_DENIED',
  SignatureDoesNotMatch: 'UPSTREAM_ACCESS_DENIED',
  MissingAuthenticationTokenException: 'UPSTREAM_ACCESS_DENIED',
  ExpiredToken: 'UPSTREAM_ACCESS_DENIED',
  ExpiredTokenException: 'UPSTREAM_ACCESS_DENIED',
  CredentialsProviderError: 'UPSTREAM_ACCESS_DENIED',
  NoSuchKey: 'NOT_FOUND',
  NoSuchBucket: 'NOT_FOUND',
};

/** Sentences for failures whose own text names roles, hosts or sockets. */
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

/** What the AWS SDK threw, in our words. AWS's own text is kept only for refusals that a caller can act on. */
export function toGatewayError(operation: string, error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const code = CODE_OF[name] ?? 'UPSTREAM_UNAVAILABLE';
  const awsRequestId = awsRequestIdOf(error);
  const retryAfterMs = RETRY_AFTER_MS[code];
  return new GatewayError(code, OWN_WORDS[code] ?? (message || `AWS refused ${operation}.`), {
    ...(awsRequestId && { awsRequestId }),
    ...(retryAfterMs && { retryAfterMs }),
    ...(isUnconnected(error) && { isUnsent: true }),
    cause: error,
  });
}

const UNCONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** True where no connection was made, so that nothing can have been sent. */
function isUnconnected(error: unknown): boolean {
  return UNCONNECTED.has((error as { code?: string } | null | undefined)?.code ?? '');
}

/** The id that AWS gave to a call, on its answers and on its errors. */
export function awsRequestIdOf(answer: unknown): string | undefined {
  const metadata = (answer as { $metadata?: { requestId?: string } } | null | undefined)?.$metadata;
  return metadata?.requestId;
}
