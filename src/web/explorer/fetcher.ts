import type { GraphiQLProps } from 'graphiql';
import { mayBill } from './billing.js';
import { rememberHeaders } from './credentials.js';
import { inspect, type Operation } from './resume.js';
import { subscribe } from './subscribe.js';

/** Queries and mutations over HTTP, subscriptions over a WebSocket. */
export const fetcher: GraphiQLProps['fetcher'] = (params, options) => {
  const headers = rememberHeaders(options?.headers);
  const { name, isSubscription } = inspect(params);
  const operation = { ...params, operationName: name ?? params.operationName ?? null };
  if (!isSubscription) return run(operation, headers);
  return {
    subscribe: (sink) => ({
      // GraphiQL always passes an observer with all three methods.
      unsubscribe: subscribe(operation, headers, withoutStack(sink as Sink)),
    }),
  };
};

type Sink = Parameters<typeof subscribe>[2];

/** Failures are answers, too: GraphiQL shows an error that is thrown with its stack. */
async function run(operation: Operation, headers: Readonly<Record<string, unknown>>) {
  if (!(await mayBill(operation))) return failure('It was not sent.');
  return post(operation, headers).catch(() =>
    failure('The gateway cannot be reached, or its answer is no GraphQL.'),
  );
}

function withoutStack(sink: Sink): Sink {
  return {
    next: (result) => sink.next(result),
    error(error) {
      const errors = Array.isArray(error) ? error : [{ message: messageOf(error) }];
      sink.next({ errors });
      sink.complete();
    },
    complete: () => sink.complete(),
  };
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  const { reason } = (error ?? {}) as { readonly reason?: unknown };
  return typeof reason === 'string' && reason ? reason : 'The connection was closed.';
}

function failure(message: string) {
  return { errors: [{ message }] };
}

/** @throws Error if the answer is not GraphQL's */
export async function post(
  operation: Operation,
  headers: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
) {
  const response = await fetch(new URL('graphql', document.baseURI), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...toText(headers) },
    body: JSON.stringify(operation),
    ...(signal && { signal }),
  });
  return response.json();
}

function toText(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
