import { NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql';

/** What a document must keep to on every door, beyond GraphQL's own rules. */
export function validationRules(introspection: boolean): readonly ValidationRule[] {
  return introspection ? [] : [NoSchemaIntrospectionCustomRule];
}
