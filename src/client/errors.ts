import type { ModelVersionStatus, StartModelMutation, UserErrorCode } from './generated.js';

/** Why a mutation was refused, and where in its input. */
export type UserError = StartModelMutation['startModelVersion']['userErrors'][number];

/** How a model version stands. */
export interface ModelState {
  readonly arn: string;
  readonly name: string;
  /** Null once the version is gone. */
  readonly status: ModelVersionStatus | null;
  /** AWS's explanation of the status. */
  readonly statusMessage: string | null;
}

/**
 * The gateway's own codes (its README lists them), a refusal's code, and four of the client's: NETWORK_ERROR, the
 * gateway could not be reached or broke off; BAD_RESPONSE, what answers is no such gateway; MODEL_FAILED, the model
 * ended elsewhere than where it was sent; AMBIGUOUS_NAME, several models have the name.
 */
export type GatewayErrorCode =
  | UserErrorCode
  | 'NETWORK_ERROR'
  | 'BAD_RESPONSE'
  | 'MODEL_FAILED'
  | 'AMBIGUOUS_NAME'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_USER_INPUT'
  | 'BAD_REQUEST'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'QUERY_TOO_LARGE'
  | 'SLOW_CONSUMER'
  | 'UPSTREAM_THROTTLED'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_ACCESS_DENIED'
  | 'OUTCOME_UNKNOWN'
  | 'UPSTREAM_FAILED'
  | 'STORAGE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR'
  | (string & {}); // newer than this client

/** A GraphQL error as the gateway sent it. */
export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ErrorDetails {
  /** The gateway's id of the request: it stands in the gateway's log. */
  readonly requestId?: string | null;
  /** Milliseconds after which the same request may succeed. */
  readonly retryAfterMs?: number | null;
  /** All that the gateway sent. */
  readonly errors?: readonly GraphqlError[];
  /** What a mutation was refused for. */
  readonly userErrors?: readonly UserError[];
  /** What was answered in spite of the errors. */
  readonly data?: unknown;
  /** Where the model ended, for MODEL_FAILED. */
  readonly model?: ModelState;
  readonly cause?: unknown;
}

/** Everything that this client throws, besides the reason of the caller's own AbortSignal. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  readonly errors: readonly GraphqlError[];
  readonly userErrors: readonly UserError[];
  readonly data: unknown;
  readonly model: ModelState | null;

  constructor(
    readonly code: GatewayErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.requestId = details.requestId ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.errors = details.errors ?? [];
    this.userErrors = details.userErrors ?? [];
    this.data = details.data ?? null;
    this.model = details.model ?? null;
  }
}

/** What the first of the errors says, with all of them. */
export function toGatewayError(
  errors: readonly GraphqlError[],
  { requestId, data }: Pick<ErrorDetails, 'requestId' | 'data'>,
): GatewayError {
  const { message = 'The gateway gave no reason.', extensions = {} } = errors[0] ?? {};
  const { code, retryAfterMs } = extensions;
  return new GatewayError(typeof code === 'string' ? code : 'BAD_RESPONSE', message, {
    errors,
    requestId: requestId ?? null,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : null,
    data,
  });
}

const TRANSIENT: ReadonlySet<string> = new Set([
  'NETWORK_ERROR',
  'SLOW_CONSUMER',
  'UPSTREAM_UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'STORAGE_UNAVAILABLE',
]);

/** True where the same request may succeed a little later. */
export function isTransient(error: unknown): error is GatewayError {
  return error instanceof GatewayError && (TRANSIENT.has(error.code) || error.retryAfterMs !== null);
}
