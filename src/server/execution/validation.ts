import {
  buildSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  SingleFieldSubscriptionsRule,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { singleRootFieldRule } from './root-field.js';

/** The rule needs a schema only for its subscription type. */
const NO_SCHEMA = buildSchema('type Query { a: Int } type Subscription { a: Int }');

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

/** Whether graphql-js's own rule for the root field of a subscription throws: a condition there depends on a variable. */
export function hasUncheckableRoot(document: DocumentNode): boolean {
  const isSubscription = (it: DefinitionNode) =>
    it.kind === Kind.FRAGMENT_DEFINITION ||
    (it.kind === Kind.OPERATION_DEFINITION && it.operation === OperationTypeNode.SUBSCRIPTION);
  if (!document.definitions.every(isSubscription)) return false;
  try {
    validate(NO_SCHEMA, document, [SingleFieldSubscriptionsRule]);
    return false;
  } catch {
    return true;
  }
}

/** What a document must keep to on every transport, beyond GraphQL's own rules. */
export function ownRules(introspection: boolean): readonly ValidationRule[] {
  return introspection ? [] : [NoSchemaIntrospectionCustomRule];
}
