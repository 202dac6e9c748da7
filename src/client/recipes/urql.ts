// The package urql exports the same names, and the hooks for React.
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import type { Sink } from 'graphql-ws';
import { openSocket } from './socket.js';

export function createUrql(gateway: string, token: () => string): Client {
  const socket = openSocket(gateway, token);
  return new Client({
    url: `${gateway}/graphql`,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${token()}` } }),
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query, variables: { ...variables } }, sink as Sink),
          }),
        }),
      }),
    ],
  });
}
