import type { TypedDocument } from './document.js';
import { GatewayError, type UserError } from './errors.js';
import { hasIdempotencyKey, withIdempotencyKey } from './idempotency.js';
import { requestIdOf } from './request-id.js';
import { type RetryOptions, retrying } from './retry.js';
import { type Limits, readAnswer, type Send } from './transport.js';
import { Watchdog } from './watchdog.js';

/** Variables may be left out where none is needed. */
type Rest<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];

export interface Operations {
  /**
   * Runs a query; tries again while the gateway, or AWS behind it, is away in passing.
   * @throws GatewayError also where only a part failed; `data` has the rest
   */
  query<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    ...rest: Rest<Variables, RetryOptions>
  ): Promise<Result>;
  /**
   * Runs a mutation. One that takes an idempotency key gets one, and is then tried again like a query: it is not done twice.
   * @throws GatewayError also where the mutation was refused: the code of the first of its `userErrors`
   */
  mutate<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    ...rest: Rest<Variables, RetryOptions>
  ): Promise<Result>;
}

export function createOperations(
  send: Send,
  { retryForMs, requestTimeoutMs }: Omit<Limits, 'silenceMs'>,
): Operations {
  async function run(query: string, variables: object, signal: AbortSignal | undefined): Promise<object> {
    const watchdog = new Watchdog(requestTimeoutMs, signal);
    try {
      signal?.throwIfAborted();
      return await readAnswer(
        await send('graphql', 'application/json', { query, variables }, watchdog),
        watchdog,
      );
    } finally {
      watchdog.end();
    }
  }

  return {
    async query<Result>(document: string, variables: object = {}, options: RetryOptions = {}) {
      return (await retrying(() => run(document, variables, options.signal), retryForMs, options)) as Result;
    },
    async mutate<Result>(document: string, given: object = {}, options: RetryOptions = {}) {
      const variables = withIdempotencyKey(document, given);
      const forMs = hasIdempotencyKey(variables) ? retryForMs : 0;
      const data = await retrying(() => run(document, variables, options.signal), forMs, options);
      checkRefused(data);
      return data as Result;
    },
  };
}

/** @throws GatewayError if any of the mutations was refused */
function checkRefused(data: object): void {
  const userErrors = Object.values(data).flatMap(
    (payload: { readonly userErrors?: readonly UserError[] } | null) => payload?.userErrors ?? [],
  );
  const [first] = userErrors;
  if (!first) return;
  const requestId = requestIdOf(data);
  throw new GatewayError(first.code, first.message, { requestId, userErrors, data });
}
