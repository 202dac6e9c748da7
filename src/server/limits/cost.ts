import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { type ListSizes, UNKNOWN_SIZES } from '../../domain/list-sizes.js';
import { ArgumentReader, type Variables } from './arguments.js';
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
  const counter = new CostCounter(
    schema,
    fragmentsOf(document),
    new ArgumentReader(operation, variables),
    accountRegionCount,
    sizes,
  );
  const root = schema.getRootType(operation.operation) ?? undefined;
  return counter.ofSelections(root, operation.selectionSet, 1);
}

/** Of one operation. A page is how many items the connection has that the selections belong to. */
class CostCounter {
  private readonly known = new Map<string, Cost>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly args: ArgumentReader,
    private readonly accountRegionCount: number,
    private readonly sizes: ListSizes,
  ) {}

  ofSelections(parent: GraphQLNamedType | undefined, { selections }: SelectionSetNode, page: number): Cost {
    let { calls, values } = NOTHING;
    for (const it of selections) {
      const cost = this.ofSelection(parent, it, page);
      calls += cost.calls;
      values += cost.values;
    }
    return { calls, values };
  }

  private ofSelection(parent: GraphQLNamedType | undefined, it: SelectionNode, page: number): Cost {
    if (it.kind === Kind.FIELD) return this.ofField(parent, it, page);
    if (it.kind === Kind.FRAGMENT_SPREAD) return this.ofFragment(it.name.value, page);
    const type = it.typeCondition ? this.schema.getType(it.typeCondition.name.value) : parent;
    return this.ofSelections(type, it.selectionSet, page);
  }

  private ofFragment(name: string, page: number): Cost {
    const key = `${name} ${page}`;
    const before = this.known.get(key);
    if (before) return before;
    this.known.set(key, NOTHING); // one that contains itself is refused by validation
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    const cost = fragment ? this.ofSelections(type, fragment.selectionSet, page) : NOTHING;
    this.known.set(key, cost);
    return cost;
  }

  private ofField(parent: GraphQLNamedType | undefined, node: FieldNode, page: number): Cost {
    const { schema, args, accountRegionCount, sizes } = this;
    const field = fieldOf(schema, parent, node.name.value);
    if (!parent || !field) return { calls: 0, values: 1 };
    const items = itemsOf(parent, field, { listed: args.listedBy(field, node), page });
    const inner = node.selectionSet
      ? this.ofSelections(
          getNamedType(field.type),
          node.selectionSet,
          Math.min(args.pageOf(field, node), longestOf(parent, field.name, sizes)),
        )
      : NOTHING;
    const own = callsOf(schema, parent, field.name, { accountRegionCount, items });
    return { calls: own + inner.calls * items, values: 1 + inner.values * items };
  }
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
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
