import { GraphQLError } from 'graphql';
import { GatewayError } from '../../domain/errors.js';
import { withoutSuggestions } from '../../graphql/client-error.js';

/** A subscription that cannot begin; carries what to tell the client, before `toClientError`. */
export class SubscriptionRefused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('subscription refused');
  }
}

/** What a client is told of a failure to begin; what is no refusal stays what it is. */
export function toSubscriptionRefused(error: unknown, suggestions: boolean): unknown {
  if (error instanceof GatewayError)
    return new SubscriptionRefused([new GraphQLError(error.message, { originalError: error })]);
  if (error instanceof SubscriptionRefused && !suggestions)
    for (const it of error.errors) it.message = withoutSuggestions(it.message);
  return error;
}

/** What a client is told of what kept a subscription from beginning, or broke it off. */
export function toErrors(error: unknown): readonly GraphQLError[] {
  if (error instanceof SubscriptionRefused) return error.errors;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return [new GraphQLError(originalError.message, { originalError })];
}
