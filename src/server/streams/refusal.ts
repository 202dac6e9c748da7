import type { GraphQLError } from 'graphql';

/** A subscription that cannot begin; carries what to tell the client, before `toClientError`. */
export class SubscriptionRefused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('subscription refused');
  }
}
