import type { GraphiQLProps } from 'graphiql';
import { rememberHeaders } from './credentials.js';
import { inspect, type Operation } from './resume.js';
import { subscribe } from './subscribe.js';

/** Queries and mutations over HTTP, subscriptions over a WebSocket. */
export const fetcher: GraphiQLProps['fetcher'] = (params, options) => {
  const headers = rememberHeaders(options?.headers);
  const { name, isSubscription } = inspect(params);
  const operation = { ...params, operationName: name ?? params.operationName ?? null };
  if (!isSubscription) return post(operation, headers);
  return {
    subscribe: (sink) => ({
      // GraphiQL always passes an observer with all three methods.
      unsubscribe: subscribe(operation, headers, sink as Parameters<typeof subscribe>[2]),
    }),
  };
};

/** @throws Error if the answer is not GraphQL's */
export async function post(operation: Operation, headers: Record<string, unknown>, signal?: AbortSignal) {
  const response = await fetch(new URL('graphql', document.baseURI), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...toText(headers) },
    body: JSON.stringify(operation),
    ...(signal && { signal }),
  });
  return response.json();
}

function toText(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
