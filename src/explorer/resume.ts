import { type DocumentNode, OperationTypeNode, parse } from 'graphql';

/** An operation as it goes over the wire. */
export interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What an operation in a document is, and which variables it declares. A document that cannot be read is a query. */
export function inspect({ query, operationName }: Operation): {
  isSubscription: boolean;
  variables: string[];
} {
  const definition = tryParse(query)?.definitions.find(
    (it) => it.kind === 'OperationDefinition' && (!operationName || it.name?.value === operationName),
  );
  if (definition?.kind !== 'OperationDefinition') return { isSubscription: false, variables: [] };
  return {
    isSubscription: definition.operation === OperationTypeNode.SUBSCRIPTION,
    variables: (definition.variableDefinitions ?? []).map((it) => it.variable.name.value),
  };
}

/**
 * Makes a subscription resumable: `payload` is what to send at every connect, and `note` each result. If the operation
 * declares `$after`, the payload follows the cursor of the last event, so that a reconnect misses nothing.
 */
export function resumable(operation: Operation) {
  const variables: Record<string, unknown> = { ...operation.variables };
  const canResume = inspect(operation).variables.includes('after');
  return {
    payload: { ...operation, variables },
    note({ data }: { readonly data?: unknown }) {
      const event: unknown = Object.values(data ?? {})[0];
      const cursor = (event as { cursor?: unknown } | null | undefined)?.cursor;
      if (canResume && typeof cursor === 'string') variables.after = cursor;
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
