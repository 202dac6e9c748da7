import WebSocket from 'ws';
import type { Answer } from './gateway.js';

type Failure = NonNullable<Answer<unknown>['errors']>[number];
type Headers = Readonly<Record<string, string>>;
type Send = (
  gateway: { readonly url: string },
  query: string,
  variables?: object,
  headers?: Headers,
  extensions?: object,
) => Promise<readonly Failure[]>;

const JSON_TYPE = { 'content-type': 'application/json' };

/** The ways a document comes in. Each gives the errors that it was answered with, none if it ran. */
export const TRANSPORTS: Readonly<Record<string, Send>> = {
  POST: async ({ url }, query, variables = {}, headers = {}, extensions = {}) =>
    errorsOf(
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...JSON_TYPE, ...headers },
        body: JSON.stringify({ query, variables, extensions }),
      }),
    ),

  GET: async ({ url }, query, variables = {}, headers = {}, extensions = {}) =>
    errorsOf(
      await fetch(`${url}/graphql?${toSearch({ query, variables, extensions })}`, {
        headers: { ...JSON_TYPE, ...headers },
      }),
    ),

  SSE: async ({ url }, query, variables = {}, headers = {}, extensions = {}) =>
    firstErrorsOf(
      await fetch(`${url}/graphql/stream`, {
        method: 'POST',
        headers: { ...JSON_TYPE, accept: 'text/event-stream', ...headers },
        body: JSON.stringify({ query, variables, extensions }),
      }),
    ),

  'SSE by GET': async ({ url }, query, variables = {}, headers = {}, extensions = {}) =>
    firstErrorsOf(
      await fetch(`${url}/graphql/stream?${toSearch({ query, variables, extensions })}`, {
        headers: { accept: 'text/event-stream', ...headers },
      }),
    ),

  WebSocket: ({ url }, query, variables = {}, headers = {}, extensions = {}) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: headers })));
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as { type: string; payload: Failure[] };
        if (message.type === 'connection_ack')
          return socket.send(
            JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables, extensions } }),
          );
        socket.close();
        resolve(message.type === 'error' ? message.payload : []);
      });
      socket.on('error', reject);
      socket.on('close', (code) => reject(new Error(`closed with ${code}`))); // after an answer it changes nothing
    }),
};

async function errorsOf(response: Response): Promise<readonly Failure[]> {
  return errorsIn(await response.text());
}

/** Of the first event: a subscription that runs does not end. */
async function firstErrorsOf(response: Response): Promise<readonly Failure[]> {
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const [, json] = /^data: (.+)\n\n/m.exec(text) ?? [];
    if (json) return errorsIn(json);
  }
  return errorsIn(text);
}

function errorsIn(json: string): readonly Failure[] {
  return (JSON.parse(json) as { errors?: Failure[] }).errors ?? [];
}

/** Without what is empty, so that addresses stay short. */
function toSearch({
  query,
  variables,
  extensions,
}: {
  query: string;
  variables: object;
  extensions: object;
}) {
  const isGiven = (value: object) => Object.keys(value).length > 0;
  return new URLSearchParams({
    ...(query && { query }),
    ...(isGiven(variables) && { variables: JSON.stringify(variables) }),
    ...(isGiven(extensions) && { extensions: JSON.stringify(extensions) }),
  });
}
