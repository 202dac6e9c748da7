import type { TestGateway } from './gateway.js';
import { isOf, openSocket } from './raw-socket.js';
import { sseUrlOf } from './status-stream.js';

export interface Given {
  readonly query?: string;
  readonly variables?: object;
  readonly extensions?: object;
}

export interface Failure {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly limit?: object };
}

type Where = Pick<TestGateway, 'url'>;

/** What a refused operation is told: the errors, or undefined if there are none. */
type Failures = Promise<readonly Failure[] | undefined>;

export async function byPost({ url }: Where, given: Given): Failures {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  return errorsIn(await response.text());
}

export async function byGet({ url }: Where, given: Given): Failures {
  const headers = { 'apollo-require-preflight': 'yes' };
  return errorsIn(await (await fetch(`${url}/graphql?${toSearch(given)}`, { headers })).text());
}

export async function byWebSocket(gateway: Where, given: Given): Failures {
  const { socket, send, message } = await openSocket(gateway);
  send({ id: '1', type: 'subscribe', payload: { query: '', ...given } });
  const { type, payload } = await message(isOf('1'));
  socket.terminate();
  return type === 'error' ? (payload as Failure[]) : undefined;
}

export async function bySse(gateway: Where, given: Given): Failures {
  return failuresIn(
    await fetch(sseUrlOf(gateway), {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify(given),
    }),
  );
}

export async function bySseGet(gateway: Where, given: Given): Failures {
  const headers = { accept: 'text/event-stream' };
  return failuresIn(await fetch(`${sseUrlOf(gateway)}?${toSearch(given)}`, { headers }));
}

/** The first event is enough: a subscription that runs does not end. */
async function failuresIn(response: Response): Failures {
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const [, json] = /^data: (\{.+\})\n\n/m.exec(text) ?? [];
    if (json) return errorsIn(json);
  }
  return errorsIn(text);
}

function errorsIn(json: string): readonly Failure[] | undefined {
  return (JSON.parse(json) as { errors?: readonly Failure[] }).errors;
}

function toSearch({ query, variables, extensions }: Given): URLSearchParams {
  return new URLSearchParams({
    ...(query !== undefined && { query }),
    ...(variables && { variables: JSON.stringify(variables) }),
    ...(extensions && { extensions: JSON.stringify(extensions) }),
  });
}
