import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { OperationTypeNode, print } from 'graphql';
import type { RequestParameters } from 'relay-runtime';
import { WatchStatusDocument } from '../../../schema/generated/operations.js';
import { createApollo } from '../../../src/client/recipes/apollo.js';
import { createRelay } from '../../../src/client/recipes/relay.js';
import { createUrql } from '../../../src/client/recipes/urql.js';
import { sha256 } from '../../../src/server/limits/manifest.js';
import { collect, eventsOf } from '../../support/status-stream.js';
import { type CreateDriver, dataOf, operationOf } from './driver.js';

const isMutation = (document: TypedDocumentNode<unknown, never>) =>
  operationOf(document).operation === OperationTypeNode.MUTATION;

export const apollo: CreateDriver = (gateway, token) => {
  const client = createApollo(gateway, token);
  return {
    run: async (document, variables) =>
      dataOf(
        isMutation(document)
          ? await client.mutate({ mutation: document, variables: variables as never })
          : await client.query({ query: document, variables: variables as never }),
      ),
    follow: (variables) =>
      collect((sink) => {
        const give = eventsOf(sink);
        const subscription = client
          .subscribe({ query: WatchStatusDocument, variables })
          .subscribe(({ data, error }) => (error ? sink.error(error) : give({ data })));
        return () => subscription.unsubscribe();
      }),
  };
};

export const urql: CreateDriver = (gateway, token) => {
  const client = createUrql(gateway, token);
  return {
    run: async (document, variables) =>
      dataOf(
        isMutation(document)
          ? await client.mutation(document, variables as never)
          : await client.query(document, variables as never),
      ),
    follow: (variables) =>
      collect((sink) => {
        const give = eventsOf(sink);
        const { unsubscribe } = client
          .subscription(WatchStatusDocument, variables)
          .subscribe(({ data, error }) => (error ? sink.error(error) : give({ data })));
        return unsubscribe;
      }),
  };
};

/** @param isPersisted - by hash alone, as with the compiler's `persistConfig` */
const relayWith =
  (isPersisted: boolean): CreateDriver =>
  (gateway, token) => {
    const network = createRelay(gateway, token).getNetwork();
    return {
      run: async (document, variables) => {
        const result = await network.execute(requestOf(document, isPersisted), variables, {}).toPromise();
        const { data, errors } = result as { data?: unknown; errors?: readonly unknown[] };
        return dataOf({ data, error: errors && new Error(JSON.stringify(errors)) });
      },
      follow: (variables) =>
        collect((sink) => {
          const { unsubscribe } = network
            .execute(requestOf(WatchStatusDocument, isPersisted), variables, {})
            .subscribe({ ...sink, next: eventsOf(sink) as never });
          return unsubscribe;
        }),
    };
  };

export const relay = relayWith(false);
export const relayPersisted = relayWith(true);

/** What Relay's compiler would have made of it. */
function requestOf(document: TypedDocumentNode<unknown, never>, isPersisted: boolean): RequestParameters {
  const { name, operation } = operationOf(document);
  const text = print(document);
  const common = { name: name?.value ?? '', operationKind: operation, metadata: {} };
  return isPersisted
    ? { ...common, id: sha256(text), text: null }
    : { ...common, id: null, text, cacheID: sha256(text) };
}
