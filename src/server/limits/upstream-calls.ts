import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** Calls to AWS for one field on one object when nothing is known; not listed: none. Names share calls of ten. */
const CALLS: Readonly<Record<string, number>> = {
  'Query.node': 2,
  'Query.project': 1,
  'Query.modelVersion': 1.1,
  'Query.lookoutVisionModel': 1,
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
};
const CALLS_OF_A_MUTATION = 3;
/** Calls for each item that an argument lists. */
const CALLS_EACH: Readonly<Record<string, number>> = { 'Query.nodes': 2, 'Query.modelVersions': 1.1 };
/** Arguments that say how many items there can be. */
const SIZES = ['first', 'ids', 'arns'];
const MAX_ITEMS = 100;
const DEFAULT_ITEMS = 20;

type Variables = Readonly<Record<string, unknown>> | null;

/**
 * The most calls to AWS that an operation can take.
 * @param variables - null: the most for any variables
 * @param places - how many accounts and regions a list of all projects asks
 */
export function countUpstreamCalls(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  places: number,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const it of document.definitions)
    if (it.kind === Kind.FRAGMENT_DEFINITION) fragments.set(it.name.value, it);
  const known = new Map<string, number>();

  function ofFragment(name: string): number {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0); // one that contains itself is refused by validation
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const calls = fragment ? ofSelections(type, fragment.selectionSet) : 0;
    known.set(name, calls);
    return calls;
  }

  function ofSelections(parent: GraphQLNamedType | undefined, { selections }: SelectionSetNode): number {
    let calls = 0;
    for (const it of selections) {
      if (it.kind === Kind.FIELD) calls += ofField(parent, it);
      else if (it.kind === Kind.FRAGMENT_SPREAD) calls += ofFragment(it.name.value);
      else
        calls += ofSelections(
          it.typeCondition ? schema.getType(it.typeCondition.name.value) : parent,
          it.selectionSet,
        );
    }
    return calls;
  }

  function ofField(
    parent: GraphQLNamedType | undefined,
    { name, arguments: given = [], selectionSet }: FieldNode,
  ): number {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
    const field = parent.getFields()[name.value];
    if (!field) return 0; // validation says so
    const coordinate = `${parent.name}.${name.value}`;
    const size = field.args.find((it) => SIZES.includes(it.name));
    const items = size ? itemsOf(given.find((it) => it.name.value === size.name)) : 1;
    const each = selectionSet ? ofSelections(getNamedType(field.type), selectionSet) : 0;
    return ownCalls(coordinate, parent) + (CALLS_EACH[coordinate] ?? 0) * items + each * items;
  }

  function ownCalls(coordinate: string, parent: GraphQLNamedType): number {
    if (parent === schema.getMutationType()) return CALLS_OF_A_MUTATION;
    return coordinate === 'Query.projects' ? places : (CALLS[coordinate] ?? 0);
  }

  function itemsOf(argument: ArgumentNode | undefined): number {
    const value = argument ? constantOf(argument.value) : undefined;
    if (value === undefined) return DEFAULT_ITEMS;
    const items = Array.isArray(value) ? value.length : Number(value);
    return items >= 0 ? Math.min(items, MAX_ITEMS) : MAX_ITEMS; // more are refused
  }

  function constantOf(value: ValueNode): unknown {
    if (value.kind === Kind.INT) return value.value;
    if (value.kind === Kind.LIST) return value.values;
    if (value.kind !== Kind.VARIABLE) return 1; // GraphQL takes one item for a list of one
    if (variables === null) return MAX_ITEMS;
    const given = variables[value.name.value];
    if (given !== undefined) return typeof given === 'string' ? 1 : given;
    const definition = operation.variableDefinitions?.find(
      (it) => it.variable.name.value === value.name.value,
    );
    return definition?.defaultValue ? constantOf(definition.defaultValue) : undefined;
  }

  const root = schema.getRootType(operation.operation);
  return Math.ceil(ofSelections(root ?? undefined, operation.selectionSet));
}
