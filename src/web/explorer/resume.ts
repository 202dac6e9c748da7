import { type DocumentNode, OperationTypeNode, parse } from 'graphql';

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
 * What the operation is that would run. A name that the document does not have counts for nothing where there is only
 * one operation: GraphiQL still has the name of the tab before when somebody is quick to press run.
 */
export function inspect({ query, operationName }: Operation): Inspected {
  const operations = (tryParse(query)?.definitions ?? []).filter((it) => it.kind === 'OperationDefinition');
  const named = operations.find((it) => it.name?.value === operationName);
  const operation = named ?? (operations.length === 1 ? operations[0] : undefined);
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
