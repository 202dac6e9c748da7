// Apollo Client 4.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { openSocket } from './socket.js';

export function createApollo(gateway: string, token: () => string): ApolloClient {
  const signIn = new SetContextLink(() => ({ headers: { authorization: `Bearer ${token()}` } }));
  return new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(openSocket(gateway, token)),
      signIn.concat(new HttpLink({ uri: `${gateway}/graphql` })),
    ),
  });
}
