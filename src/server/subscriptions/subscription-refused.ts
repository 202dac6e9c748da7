import { GraphQLError } from 'graphql';
import { GatewayError } from '../../domain/errors.js';
import { withoutSuggestions } from '../../graphql/client-error.js';

/** A subscription that cannot begin; carries the client's errors, before `toClientError`. */
export class SubscriptionRefused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('subscription refused');
  }
}

/** The client's errors for a failure to begin; an error that is no refusal stays as it is. */
export function toSubscriptionRefused(error: unknown, suggestions: boolean): unknown {
  if (error instanceof GatewayError)
    return new SubscriptionRefused([new GraphQLError(error.message, { originalError: error })]);
  if (error instanceof SubscriptionRefused && !suggestions)
    for (const it of error.errors) it.message = withoutSuggestions(it.message);
  return error;
}

/** The client's errors for a subscription that could not begin, or was broken off. */
export function toErrors(error: unknown): readonly GraphQLError[] {
  if (error instanceof SubscriptionRefused) return error.errors;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return [new GraphQLError(originalError.message, { originalError })];
}
