import { createClient as createUrqlClient, fetchExchange } from '@urql/core';
import { EventSource } from 'eventsource';
import { print } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { createClient as createSseClient } from 'graphql-sse';
import { WatchStatusDocument } from '../../../schema/generated/operations.js';
import { openSocket } from '../../../src/client/recipes/socket.js';
import { bearer } from '../../support/callers.js';
import { collect, eventsOf, WATCH_STATUS } from '../../support/status-stream.js';
import type { CreateDriver } from './driver.js';

export const graphqlRequest: CreateDriver = (gateway, token) => {
  const client = new GraphQLClient(`${gateway}/graphql`, { headers: () => bearer(token()) });
  return { run: (document, variables) => client.request({ document, variables } as never) };
};

export const graphqlWs: CreateDriver = (gateway, token) => ({
  follow: (variables) =>
    collect((sink) =>
      openSocket(gateway, token).subscribe(
        { query: WATCH_STATUS, variables },
        { ...sink, next: eventsOf(sink) },
      ),
    ),
});

export const graphqlSse: CreateDriver = (gateway, token) => ({
  follow: (variables) =>
    collect((sink) => {
      const client = createSseClient({ url: `${gateway}/graphql`, headers: () => bearer(token()) });
      return client.subscribe({ query: WATCH_STATUS, variables }, { ...sink, next: eventsOf(sink) });
    }),
});

/** Its own subscriptions, by POST with `accept: text/event-stream`. */
export const urqlStreams: CreateDriver = (gateway, token) => ({
  follow: (variables) =>
    collect((sink) => {
      const client = createUrqlClient({
        url: `${gateway}/graphql`,
        exchanges: [fetchExchange],
        fetchSubscriptions: true,
        fetchOptions: () => ({ headers: bearer(token()) }),
      });
      const give = eventsOf(sink);
      const { unsubscribe } = client
        .subscription(WatchStatusDocument, variables)
        .subscribe(({ data, error }) => (error ? sink.error(error) : give({ data })));
      return unsubscribe;
    }),
});

/** That of browsers sends no token; this one lets its user add one. */
export const eventSource: CreateDriver = (gateway, token) => ({
  follow: (variables) =>
    collect((sink) => {
      const parameters = { query: print(WatchStatusDocument), variables: JSON.stringify(variables) };
      const source = new EventSource(`${gateway}/graphql?${new URLSearchParams(parameters)}`, {
        fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...bearer(token()) } }),
      });
      const give = eventsOf(sink);
      source.addEventListener('next', ({ data }) => give(JSON.parse(data)));
      source.addEventListener('complete', () => source.close());
      source.addEventListener('error', ({ code }) => code !== undefined && sink.error(code));
      return () => source.close();
    }),
});
