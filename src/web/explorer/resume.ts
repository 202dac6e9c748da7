import { type DocumentNode, type OperationDefinitionNode, OperationTypeNode, parse } from 'graphql';

/** An operation as it goes over the wire. */
export interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
}

interface Inspected {
  /** Undefined for an operation without a name, and for a document that cannot be read. */
  readonly name: string | undefined;
  readonly isSubscription: boolean;
  readonly variables: readonly string[];
}

/**
 * The operation that would run; undefined where that is not clear. A name that the document does not have counts for
 * nothing where there is only one operation: GraphiQL still has the name of the tab before when somebody is quick to
 * press run.
 */
export function operationOf({ query, operationName }: Operation): OperationDefinitionNode | undefined {
  const operations = (tryParse(query)?.definitions ?? []).filter((it) => it.kind === 'OperationDefinition');
  const named = operations.find((it) => it.name?.value === operationName);
  return named ?? (operations.length === 1 ? operations[0] : undefined);
}

/** What is to be known of the operation that would run. */
export function inspect(asked: Operation): Inspected {
  const operation = operationOf(asked);
  return {
    name: operation?.name?.value,
    isSubscription: operation?.operation === OperationTypeNode.SUBSCRIPTION,
    variables: (operation?.variableDefinitions ?? []).map((it) => it.variable.name.value),
  };
}

/**
 * Makes a subscription resumable: `payload` is what to send at every connect, and `note` takes each result. If the
 * operation declares `$after`, the payload follows the cursor of the last event, so that a reconnect misses nothing; if
 * it declares `$bookmarks` and nobody has set it, bookmarks keep that cursor young, and `note` says that they are hidden.
 */
export function resumable(operation: Operation) {
  const variables: Record<string, unknown> = { ...operation.variables };
  const declared = inspect(operation).variables;
  const canResume = declared.includes('after');
  const hidesBookmarks = canResume && declared.includes('bookmarks') && variables.bookmarks === undefined;
  if (hidesBookmarks) variables.bookmarks = true;
  return {
    payload: { ...operation, variables },
    note({ data }: { readonly data?: unknown }): 'told' | 'hidden' {
      const event: unknown = Object.values(data ?? {})[0];
      const { cursor, kind } = (event ?? {}) as { cursor?: unknown; kind?: unknown };
      if (canResume && typeof cursor === 'string') variables.after = cursor;
      return hidesBookmarks && kind === 'BOOKMARK' ? 'hidden' : 'told';
    },
  };
}

function tryParse(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch {
    return null; // the gateway says what is wrong with it
  }
}
