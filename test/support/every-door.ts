import WebSocket from 'ws';
import type { Answer } from './gateway.js';

type Failure = NonNullable<Answer<unknown>['errors']>[number];
type Headers = Readonly<Record<string, string>>;
type Send = (
  gateway: { readonly url: string },
  query: string,
  variables?: object,
  headers?: Headers,
) => Promise<readonly Failure[]>;

const JSON_TYPE = { 'content-type': 'application/json' };

/** The ways a document comes in. Each gives the errors that it was answered with, none if it ran. */
export const DOORS: Readonly<Record<string, Send>> = {
  POST: async ({ url }, query, variables = {}, headers = {}) =>
    errorsOf(
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...JSON_TYPE, ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    ),

  GET: async ({ url }, query, variables = {}, headers = {}) => {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    return errorsOf(await fetch(`${url}/graphql?${search}`, { headers: { ...JSON_TYPE, ...headers } }));
  },

  SSE: async ({ url }, query, variables = {}, headers = {}) => {
    const response = await fetch(`${url}/graphql/stream`, {
      method: 'POST',
      headers: { ...JSON_TYPE, accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    if (response.status !== 200) return errorsOf(response);
    const frame = /^data: (.+)$/m.exec(await response.text())?.[1] ?? '{}';
    return (JSON.parse(frame) as { errors?: Failure[] }).errors ?? [];
  },

  WebSocket: ({ url }, query, variables = {}, headers = {}) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: headers })));
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as { type: string; payload: Failure[] };
        if (message.type === 'connection_ack')
          return socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
        socket.close();
        resolve(message.type === 'error' ? message.payload : []);
      });
      socket.on('error', reject);
      socket.on('close', (code) => reject(new Error(`closed with ${code}`))); // after an answer it changes nothing
    }),
};

async function errorsOf(response: Response): Promise<readonly Failure[]> {
  return ((await response.json()) as { errors?: Failure[] }).errors ?? [];
}
