import type { ValidationRule } from 'graphql';

/** What a document must keep to on every door, beyond GraphQL's own rules. */
export const VALIDATION_RULES: readonly ValidationRule[] = [];
