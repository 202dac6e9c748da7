import {
  type FieldNode,
  type GraphQLField,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

const MAX_ITEMS = 100;
/** Arguments with one item of the answer for each of theirs. */
const LISTS = ['ids', 'arns', 'with'];
/** Stands for what depends on variables that are not known. */
const ANYTHING = Symbol('anything');

/** What a field's arguments say of how many items there can be. More than 100 are refused when it runs. */
export class ArgumentReader {
  private readonly variables: Variables | null;

  /** @param variables - null: not known */
  constructor({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables | null) {
    const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    );
    // Without a prototype: a variable that is left out has no value, whatever it is called.
    this.variables = variables && Object.assign(Object.create(null), Object.fromEntries(defaults), variables);
  }

  /** Items on a connection's page; 1 for what is no connection. */
  pageOf({ args }: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const first = args.find((it) => it.name === 'first');
    if (!first) return 1;
    const page = numberOf(this.read(node, 'first') ?? first.defaultValue);
    const filter = this.read(node, 'filter');
    const names = (filter as { names?: unknown } | null | undefined)?.names;
    return Array.isArray(names) ? Math.min(page, names.length) : page;
  }

  /** Items that an argument lists one by one; null if none does. */
  listedBy({ args }: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
    const list = args.find((it) => LISTS.includes(it.name));
    return list ? lengthOf(this.read(node, list.name)) : null;
  }

  private read({ arguments: args = [] }: FieldNode, name: string): unknown {
    const value = args.find((it) => it.name.value === name)?.value;
    if (!value) return undefined;
    if (this.variables) return valueFromASTUntyped(value, this.variables);
    return hasVariables(value) ? ANYTHING : valueFromASTUntyped(value);
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? Math.min(value, MAX_ITEMS) : MAX_ITEMS;
}

/** GraphQL takes one item for a list of one. */
function lengthOf(value: unknown): number {
  if (value === ANYTHING) return MAX_ITEMS;
  if (value === undefined || value === null) return 0;
  return Array.isArray(value) ? Math.min(value.length, MAX_ITEMS) : 1;
}

function hasVariables(value: ValueNode): boolean {
  let found = false;
  visit(value, {
    [Kind.VARIABLE]() {
      found = true;
    },
  });
  return found;
}
