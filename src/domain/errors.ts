/**
 * Every way to fail, as a client sees it.
 *
 * True for a refusal: a failure that a caller should expect and can act on. A mutation answers it in `userErrors`;
 * the others are GraphQL errors.
 */
const IS_REFUSAL = {
  INVALID_INPUT: true,
  NOT_FOUND: true,
  ALREADY_EXISTS: true,
  IN_USE: true,
  QUOTA_EXCEEDED: true,
  MALFORMED_POLICY: true,
  POLICY_REVISION_MISMATCH: true,
  IDEMPOTENCY_MISMATCH: true,
  REVISION_MISMATCH: true,
  PROTECTED: true,
  BUDGET_EXCEEDED: true,
  GATE_FAILED: true,
  BAD_USER_INPUT: false,
  UNAUTHENTICATED: false,
  FORBIDDEN: false,
  QUERY_TOO_LARGE: false,
  PERSISTED_QUERY_NOT_FOUND: false,
  PERSISTED_QUERY_NOT_SUPPORTED: false,
  TOO_MANY_REQUESTS: false,
  SLOW_CONSUMER: false,
  UPSTREAM_THROTTLED: false,
  UPSTREAM_UNAVAILABLE: false,
  UPSTREAM_ACCESS_DENIED: false,
  OUTCOME_UNKNOWN: false,
  UPSTREAM_FAILED: false,
  STORAGE_UNAVAILABLE: false,
} as const;

export type ErrorCode = keyof typeof IS_REFUSAL;

/** The codes that a mutation answers in `userErrors`. */
export type RefusalCode = {
  [Code in ErrorCode]: (typeof IS_REFUSAL)[Code] extends true ? Code : never;
}[ErrorCode];

export interface ErrorDetails {
  /** Path into the caller's input, for example `['outputConfig', 's3Bucket']`. */
  readonly field?: readonly string[];
  /** Milliseconds after which the same request may succeed. */
  readonly retryAfterMs?: number;
  /** AWS's own id of the refused call, for AWS's support. */
  readonly awsRequestId?: string;
  /** The limit that was hit and its value, for QUERY_TOO_LARGE. */
  readonly limit?: { readonly name: string; readonly value: number };
  /** AWS does not accept the credentials, so that every call in the account fails. */
  readonly isOfCredentials?: boolean;
  /** The last position a subscriber had, for SLOW_CONSUMER. */
  readonly cursor?: string;
  /** The key that finds out, for OUTCOME_UNKNOWN. */
  readonly idempotencyKey?: string;
  /**
   * True: nothing was sent to AWS, so the failure is no evidence about the thing that the call is about. Never sent to
   * a client.
   */
  readonly isUnsent?: boolean;
  /** What really happened: logged, never sent. */
  readonly cause?: unknown;
}

/** The only error that crosses a room's border. Its message is fit to be shown to a client. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
  }

  /** True for failures that a mutation reports in `userErrors`. */
  get isRefusal(): boolean {
    return IS_REFUSAL[this.code];
  }
}

/** Bad input found by the gateway itself: it never reaches AWS. */
export function invalidInput(message: string, field?: readonly string[]): GatewayError {
  return new GatewayError('INVALID_INPUT', message, field ? { field } : {});
}

/** AWS could not answer now; an answer known from before is better than none. */
export function isOutage(error: unknown): boolean {
  return (
    error instanceof GatewayError &&
    (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_THROTTLED')
  );
}
