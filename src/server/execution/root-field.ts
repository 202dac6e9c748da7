import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/**
 * The root fields that an operation selects, by response name.
 * @param variables - coerced; null: not known, and what depends on them counts as selected
 */
export function rootFieldsOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables | null,
): ReadonlyMap<string, readonly FieldNode[]> {
  const root = new RootFields(document, variables);
  root.collect(operation.selectionSet);
  return root.fields;
}

class RootFields {
  readonly fields = new Map<string, FieldNode[]>();
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly visited = new Set<string>();

  constructor(
    { definitions }: DocumentNode,
    private readonly variables: Variables | null,
  ) {
    for (const it of definitions)
      if (it.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(it.name.value, it);
  }

  collect({ selections }: SelectionSetNode): void {
    for (const it of selections) if (isSelected(it, this.variables)) this.add(it);
  }

  private add(selection: SelectionNode): void {
    if (selection.kind === Kind.INLINE_FRAGMENT) this.collect(selection.selectionSet);
    else if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      this.fields.set(key, [...(this.fields.get(key) ?? []), selection]);
    } else this.spread(selection.name.value);
  }

  private spread(name: string): void {
    const fragment = this.fragments.get(name);
    if (!fragment || this.visited.has(name)) return;
    this.visited.add(name);
    this.collect(fragment.selectionSet);
  }
}

function isSelected(node: SelectionNode, variables: Variables | null): boolean {
  try {
    return (
      getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
    );
  } catch {
    return true; // it depends on a variable, or is not valid: another rule says so
  }
}

/**
 * GraphQL's "Single Root Field" (https://spec.graphql.org/draft/#sec-Single-Root-Field). That of graphql-js 16 throws
 * where a condition depends on a variable.
 */
export function singleRootFieldRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
      const [first, ...others] = rootFieldsOf(context.getDocument(), operation, null).values();
      const what = operation.name ? `Subscription "${operation.name.value}"` : 'Anonymous Subscription';
      const report = (complaint: string, nodes: readonly FieldNode[]) =>
        context.reportError(new GraphQLError(`${what} ${complaint}`, { nodes }));
      if (others.length > 0) report('must select only one top level field.', others.flat());
      for (const nodes of [first ?? [], ...others])
        if (nodes[0]?.name.value.startsWith('__'))
          report('must not select an introspection top level field.', nodes);
    },
  };
}
