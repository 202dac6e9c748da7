import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';

/** What is wrong with a document; nothing: it is valid. Validating takes long, so each document is validated once. */
export type Validate = (document: DocumentNode) => readonly GraphQLError[];

export function createValidate(schema: GraphQLSchema, introspection: boolean): Validate {
  const rules = [...specifiedRules, ...ownRules(introspection)];
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
