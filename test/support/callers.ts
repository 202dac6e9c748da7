import { createHash } from 'node:crypto';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Answer } from './gateway.js';
import { collect, type Stream, sseUrlOf, wsUrlOf } from './status-stream.js';

/** The key that a subject of {@link apiKeys} has. */
export const keyOf = (subject: string) => `key-of-${subject}`;

/** `API_KEYS` for these subjects. */
export function apiKeys(subjects: readonly string[]): string {
  return JSON.stringify(
    subjects.map((subject) => ({
      subject,
      sha256: createHash('sha256').update(keyOf(subject)).digest('hex'),
    })),
  );
}

export const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });

interface Reply<T> extends Answer<T> {
  readonly status: number;
}

/** Runs an operation over HTTP with these headers. */
export async function ask<T = Record<string, unknown>>(
  { url }: { readonly url: string },
  headers: Readonly<Record<string, string>>,
  query: string,
  variables: object = {},
): Promise<Reply<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Answer<T>) };
}

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}
type Headers = Readonly<Record<string, string>>;
export type Follow = (
  gateway: { readonly url: string },
  headers: Headers,
  query: string,
  variables?: Record<string, unknown>,
) => Stream<Result>;

/** The doors that subscriptions come through. Both give whole results; what ends a stream is in `ended`. */
export const FOLLOW = {
  WebSocket: (gateway, headers, query, variables = {}) =>
    collect((sink) => {
      const client = createWsClient({
        url: wsUrlOf(gateway),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: headers,
      });
      client.subscribe({ query, variables }, sink as never);
      return () => void client.dispose();
    }),
  SSE: (gateway, headers, query, variables = {}) =>
    collect((sink) => {
      const client = createSseClient({ url: sseUrlOf(gateway), retryAttempts: 0, headers });
      client.subscribe({ query, variables }, sink as never);
      return () => client.dispose();
    }),
} as const satisfies Record<string, Follow>;
