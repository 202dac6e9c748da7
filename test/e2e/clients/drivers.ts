import type { CreateDriver } from './driver.js';
import { apollo, relay, urql } from './frameworks.js';
import { eventSource, graphqlRequest, graphqlSse, graphqlWs } from './small-clients.js';

/** Clients that run queries and mutations. */
export const RUNNING: Readonly<Record<string, CreateDriver>> = {
  'Apollo Client': apollo,
  urql,
  Relay: relay,
  'graphql-request': graphqlRequest,
};

/** Clients that subscribe, and come back by themselves. */
export const FOLLOWING: Readonly<Record<string, CreateDriver>> = {
  'Apollo Client': apollo,
  urql,
  Relay: relay,
  'graphql-ws': graphqlWs,
  'graphql-sse': graphqlSse,
  EventSource: eventSource,
};
