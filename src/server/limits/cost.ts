import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { type ListSizes, UNKNOWN_SIZES } from '../../domain/list-sizes.js';
import { createArgumentReader, type Variables } from './arguments.js';
import { callsOf, itemsOf, longestOf } from './weights.js';

/** The most that an operation may take, with every list as long as its arguments and what is known allow. Infinity is possible. */
export interface Cost {
  /** Calls to AWS. */
  readonly calls: number;
  /** Fields of the answer. */
  readonly values: number;
}

const NOTHING: Cost = { calls: 0, values: 0 };

/**
 * Counts before anything runs. The document need not be valid: what the schema lacks costs nothing.
 * @param variables - null: the most for any variables
 * @param accountRegionCount - how many accounts and regions a list of all projects reads
 * @param sizes - how long lists are, where that is known
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables | null,
  accountRegionCount: number,
  sizes: ListSizes = UNKNOWN_SIZES,
): Cost {
  const args = createArgumentReader(operation, variables);
  const fragments = fragmentsOf(document);
  const known = new Map<string, Cost>();

  /** @param page - how many items the connection of these selections has */
  function ofFragment(name: string, page: number): Cost {
    const key = `${name} ${page}`;
    const before = known.get(key);
    if (before) return before;
    known.set(key, NOTHING); // one that contains itself is refused by validation
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const cost = fragment ? ofSelections(type, fragment.selectionSet, page) : NOTHING;
    known.set(key, cost);
    return cost;
  }

  function ofSelections(
    parent: GraphQLNamedType | undefined,
    { selections }: SelectionSetNode,
    page: number,
  ): Cost {
    let { calls, values } = NOTHING;
    for (const it of selections) {
      const cost =
        it.kind === Kind.FIELD
          ? ofField(parent, it, page)
          : it.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(it.name.value, page)
            : ofSelections(
                it.typeCondition ? schema.getType(it.typeCondition.name.value) : parent,
                it.selectionSet,
                page,
              );
      calls += cost.calls;
      values += cost.values;
    }
    return { calls, values };
  }

  function pageOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    return Math.min(args.pageOf(field, node), longestOf(parent, field.name, sizes));
  }

  function ofField(parent: GraphQLNamedType | undefined, node: FieldNode, page: number): Cost {
    const field = fieldOf(schema, parent, node.name.value);
    if (!parent || !field) return { calls: 0, values: 1 };
    const items = itemsOf(parent, field, { listed: args.listedBy(field, node), page });
    const inner = node.selectionSet
      ? ofSelections(getNamedType(field.type), node.selectionSet, pageOf(parent, field, node))
      : NOTHING;
    const own = callsOf(schema, parent, field.name, { accountRegionCount, items });
    return { calls: own + inner.calls * items, values: 1 + inner.values * items };
  }

  return ofSelections(schema.getRootType(operation.operation) ?? undefined, operation.selectionSet, 1);
}

function fragmentsOf({ definitions }: DocumentNode) {
  const fragments = definitions.filter((it) => it.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((it) => [it.name.value, it]));
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType() && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (parent === schema.getQueryType() && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
