import { GraphQLError } from 'graphql';
import { GatewayError } from '../../domain/errors.js';
import { toClientCode, withoutSuggestions } from '../../graphql/client-error.js';

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

/** @param value - how many there may be */
export function noRoom(value: number): SubscriptionRefused {
  const extensions = { code: 'QUERY_TOO_LARGE', limit: { name: 'subscriptions', value } };
  return new SubscriptionRefused([
    new GraphQLError('There is no room for another subscription now.', { extensions }),
  ]);
}

/** The codes of what a subscription ended with, for log and metrics. */
export function codesOf(error: unknown): string[] {
  const errors = error instanceof SubscriptionRefused ? error.errors : [error];
  return errors.map((it) => {
    const origin = it instanceof GraphQLError ? (it.originalError ?? it) : it;
    if (origin instanceof GraphQLError) return String(origin.extensions.code);
    return origin instanceof GatewayError ? toClientCode(origin) : 'INTERNAL_SERVER_ERROR';
  });
}
