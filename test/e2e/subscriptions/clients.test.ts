import { ApolloClient, CombinedGraphQLErrors, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient as createUrqlClient, subscriptionExchange } from '@urql/core';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTrainedModels, NO_RATES, start, stop } from '../../support/models.js';
import {
  collect,
  eventsOf,
  followBySse,
  followByWs,
  type Stream,
  WATCH_STATUS,
  wsUrlOf,
} from '../../support/status-stream.js';

// Apollo's link compares what ends a socket with the WebSocket of browsers, which Node has from 22 on.
Object.assign(globalThis, { WebSocket });

/** Public clients, as their own pages say to set them up. */
const CLIENTS: Record<string, (gateway: TestGateway, variables: Record<string, unknown>) => Stream> = {
  'graphql-ws': followByWs,
  'graphql-sse': followBySse,

  'Apollo Client': (gateway, variables) =>
    collect((sink) => {
      const socket = createWsClient({ url: wsUrlOf(gateway), webSocketImpl: WebSocket });
      const client = new ApolloClient({ link: new GraphQLWsLink(socket), cache: new InMemoryCache() });
      const onResult = eventsOf(sink);
      client
        .subscribe({ query: gql(WATCH_STATUS), variables })
        .subscribe(({ data, error }) =>
          onResult({ data, errors: CombinedGraphQLErrors.is(error) ? error.errors : undefined }),
        );
      return () => void socket.dispose();
    }),

  urql: (gateway, variables) =>
    collect((sink) => {
      const socket = createWsClient({ url: wsUrlOf(gateway), webSocketImpl: WebSocket });
      const exchange = subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (to) => ({
            unsubscribe: socket.subscribe({ query, variables: { ...variables } }, to as never),
          }),
        }),
      });
      const client = createUrqlClient({
        url: `${gateway.url}/graphql`,
        exchanges: [exchange],
        preferGetMethod: false,
      });
      client.subscription(WATCH_STATUS, variables).subscribe(({ data, error }) => {
        eventsOf(sink)({ data, errors: error?.graphQLErrors });
      });
      return () => void socket.dispose();
    }),
};

describe('public clients, unchanged', () => {
  let gateway: TestGateway;
  let arns: string[] = [];

  beforeAll(async () => {
    gateway = await startGateway({
      EMULATOR_DATA: 'empty',
      POLL_INTERVAL_MS: '100',
      ...NO_RATES,
    });
    ({ arns } = await createTrainedModels(
      gateway,
      Object.keys(CLIENTS).map((it) => it.replace(' ', '')),
    ));
  });

  afterAll(() => gateway.close());

  it.each(Object.keys(CLIENTS))('%s follows a model from start to stop', async (name) => {
    const arn = arns[Object.keys(CLIENTS).indexOf(name)] ?? '';
    const stream = CLIENTS[name]?.(gateway, { modelVersionArns: [arn], after: await start(gateway, arn) });
    await stream?.until((events) => events.at(-1)?.status === 'RUNNING');
    await stop(gateway, arn);
    const events = await stream?.until((it) => it.at(-1)?.status === 'STOPPED');
    stream?.stop();
    expect(events?.map((it) => it.status)).toEqual(['STARTING', 'RUNNING', 'STOPPING', 'STOPPED']);
  });

  it.each(Object.keys(CLIENTS))('%s is told what is wrong with a cursor', async (name) => {
    const stream = CLIENTS[name]?.(gateway, { after: 'never-made' });
    const error = await stream?.ended;
    stream?.stop();
    expect(JSON.stringify(error)).toContain('BAD_USER_INPUT');
  });
});
