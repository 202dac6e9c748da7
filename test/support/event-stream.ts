import { print } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import { WatchEventsDocument, type WatchEventsSubscription } from '../../schema/generated/operations.js';
import { collect, type Stream, wsUrlOf } from './status-stream.js';

export type ToldEvent = WatchEventsSubscription['events'];

const WATCH_EVENTS = print(WatchEventsDocument);
type Variables = Record<string, unknown>;
type Headers = Readonly<Record<string, string>>;
type Follow = (at: { readonly url: string }, variables?: Variables, headers?: Headers) => Stream<ToldEvent>;

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}

function bySse(address: string, variables: Variables, headers: Headers): Stream<ToldEvent> {
  return collect((sink) => {
    const client = createSseClient({ url: address, retryAttempts: 0, headers });
    const next = ({ data, errors }: Result) =>
      errors ? sink.error(errors) : sink.next((data as WatchEventsSubscription).events);
    client.subscribe({ query: WATCH_EVENTS, variables }, { ...sink, next });
    return () => client.dispose();
  });
}

/** The ways to follow `events`; none comes back by itself. */
export const FOLLOW_EVENTS = {
  'graphql-transport-ws': (at, variables = {}, headers = {}) =>
    collect((sink) => {
      const client = createWsClient({
        ...{ url: wsUrlOf(at), webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: headers },
      });
      const next = ({ data, errors }: Result) =>
        errors ? sink.error(errors) : sink.next((data as WatchEventsSubscription).events);
      client.subscribe({ query: WATCH_EVENTS, variables }, { ...sink, next });
      return () => void client.dispose();
    }),
  'SSE at /graphql/stream': ({ url }, variables = {}, headers = {}) =>
    bySse(`${url}/graphql/stream`, variables, headers),
  'SSE at /graphql': ({ url }, variables = {}, headers = {}) => bySse(`${url}/graphql`, variables, headers),
  /** The variables stay as they were, and Last-Event-ID says where to go on. */
  'Last-Event-ID': ({ url }, { after, ...variables } = {}, headers = {}) =>
    bySse(
      `${url}/graphql/stream`,
      { ...variables, after: 'of-long-ago' },
      {
        ...headers,
        'last-event-id': String(after),
      },
    ),
} as const satisfies Record<string, Follow>;
