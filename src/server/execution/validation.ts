import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  SingleFieldSubscriptionsRule,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { singleRootFieldRule } from './root-field.js';

/** What is wrong with a document; nothing: it is valid. Validating takes long, so each document is validated once. */
export type Validate = (document: DocumentNode) => readonly GraphQLError[];

const RULES = specifiedRules.map((it) => (it === SingleFieldSubscriptionsRule ? singleRootFieldRule : it));

export function createValidate(schema: GraphQLSchema, introspection: boolean): Validate {
  const rules = [...RULES, ...ownRules(introspection)];
  const known = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  return (document) => {
    const errors = known.get(document) ?? validate(schema, document, rules);
    known.set(document, errors);
    return errors;
  };
}

/** What a document must keep to on every door, beyond GraphQL's own rules. */
export function ownRules(introspection: boolean): readonly ValidationRule[] {
  return introspection ? [] : [NoSchemaIntrospectionCustomRule];
}
