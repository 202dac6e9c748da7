// Relay.
import type { Sink } from 'graphql-ws';
import {
  Environment,
  type FetchFunction,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  Store,
  type SubscribeFunction,
} from 'relay-runtime';
import { openSocket } from './socket.js';

export function createRelay(gateway: string, token: () => string): Environment {
  const socket = openSocket(gateway, token);
  const runQuery: FetchFunction = async (request, variables) => {
    const response = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...documentOf(request), variables }),
    });
    return (await response.json()) as GraphQLResponse;
  };
  const follow: SubscribeFunction = (request, variables) =>
    Observable.create((sink) => socket.subscribe({ ...documentOf(request), variables }, sink as Sink));
  return new Environment({
    network: Network.create(runQuery, follow),
    store: new Store(new RecordSource()),
  });
}

/** The text; or its hash alone, with `persistConfig` of the Relay compiler, whose file is a TRUSTED_DOCUMENTS_FILE. */
function documentOf({ text, id }: RequestParameters): {
  query: string;
  extensions?: Record<string, unknown>;
} {
  if (id === null) return { query: text ?? '' };
  return { query: '', extensions: { persistedQuery: { version: 1, sha256Hash: id } } };
}
