import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNullableType,
  isIntrospectionType,
  isListType,
  isObjectType,
} from 'graphql';
import type { ListSizes } from '../../domain/list-sizes.js';

/** A version is described, and its evaluation report and manifest of test images are read. */
const CALLS_OF_A_COMPARED = 1.1 + 2;
/**
 * Calls to AWS for one field of one object when nothing is known; what is not here makes none. Ten names share a call,
 * and a project's models, 100 by AWS's quota, fill one page.
 */
const CALLS: Readonly<Record<string, number>> = {
  'Query.node': 2,
  'Query.project': 1,
  'Query.modelVersion': 1.1,
  'Query.lookoutVisionModel': 1,
  'Query.compareModelVersions': CALLS_OF_A_COMPARED, // the base
  'Project.tags': 1,
  'Project.modelVersion': 1,
  'Project.modelVersions': 1,
  'Project.policies': 1,
  'ModelVersion.project': 0.1,
  'ModelVersion.tags': 1,
  'ModelVersion.sourceModelVersion': 1.1,
  'EvaluationResult.report': 1,
  'ManifestSummary.report': 1,
  'ProjectPolicy.project': 0.1,
  'Spend.project': 0.1,
  'Spend.modelVersion': 1.1,
  'Schedule.modelVersion': 1.1,
};
/** What it changes is described before, and after a lost reply. */
const CALLS_OF_A_MUTATION = 3;
/** Calls for each item that an argument lists: each may lie in another project. */
const CALLS_EACH: Readonly<Record<string, number>> = {
  'Query.nodes': 2,
  'Query.modelVersions': 1.1,
  'Query.compareModelVersions': CALLS_OF_A_COMPARED,
};

/** @param places - how many accounts and regions a list of all projects reads */
export function callsOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  field: string,
  { accountRegionCount, items }: { readonly accountRegionCount: number; readonly items: number },
): number {
  const coordinate = `${parent.name}.${field}`;
  if (parent === schema.getMutationType()) return CALLS_OF_A_MUTATION;
  if (coordinate === 'Query.projects') return accountRegionCount;
  if (coordinate === 'Query.burnRate') return accountRegionCount * (1 + USUAL_ITEMS);
  return (CALLS[coordinate] ?? 0) + (CALLS_EACH[coordinate] ?? 0) * items;
}

/** How long the list behind a connection is at most; Infinity for one that nothing is known of. */
export function longestOf(parent: GraphQLNamedType, field: string, sizes: ListSizes): number {
  const coordinate = `${parent.name}.${field}`;
  if (coordinate === 'Query.projects') return sizes.projects;
  return coordinate === 'Project.modelVersions' ? sizes.modelVersions : Number.POSITIVE_INFINITY;
}

/** Of lists that no argument bounds: tags, labels, datasets. AWS allows more, and nobody has them. */
const USUAL_ITEMS = 10;
/** As this schema has them on average: few types have many fields, and few fields any arguments. */
const INTROSPECTION_ITEMS: Readonly<Record<string, number>> = {
  types: 100,
  directives: 6,
  fields: 3,
  inputFields: 1,
  enumValues: 1,
  args: 0.2,
};
const FEW_INTROSPECTION_ITEMS = 0.3;

/**
 * How many items a field has: 1 unless it is a list.
 * @param listed - how many an argument lists; null if none does
 * @param page - how many fit on the page of the connection that the field belongs to
 */
export function itemsOf(
  parent: GraphQLNamedType,
  { name, type }: GraphQLField<unknown, unknown>,
  { listed, page }: { readonly listed: number | null; readonly page: number },
): number {
  if (!isListType(getNullableType(type))) return 1;
  if (isIntrospectionType(parent)) return INTROSPECTION_ITEMS[name] ?? FEW_INTROSPECTION_ITEMS;
  const isConnection = isObjectType(parent) && 'pageInfo' in parent.getFields();
  return listed ?? (isConnection ? page : USUAL_ITEMS);
}
