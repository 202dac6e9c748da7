import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { WatchStatusSubscriptionVariables } from '../../../schema/generated/operations.js';
import type { Stream } from '../../support/status-stream.js';

/** One public client, with its defaults or set up as our recipe says. */
export interface Driver {
  /** Runs a query or a mutation. Rejects with the client's own error. */
  run?<T, V extends object>(document: TypedDocumentNode<T, V>, variables: V): Promise<T>;
  /** Subscribes to WatchStatusDocument. */
  follow?(variables: Partial<WatchStatusSubscriptionVariables>): Stream;
}

/** @param token - called as often as the client needs one */
export type CreateDriver = (gateway: string, token: () => string) => Driver;

export function operationOf(document: TypedDocumentNode<unknown, never>): OperationDefinitionNode {
  const operation = document.definitions.find((it) => it.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('Expected a document with an operation.');
  return operation;
}

/** The data of a result that has any. */
export function dataOf<T>({ data, error }: { readonly data?: unknown; readonly error?: unknown }): T {
  if (error || !data) throw error ?? new Error('There is neither data nor an error.');
  return data as T;
}
