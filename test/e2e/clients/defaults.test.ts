import { Client, fetchExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTrainedModels, NO_RATES, start, stop } from '../../support/models.js';
import { collect, eventsOf, type Stream, WATCH_STATUS } from '../../support/status-stream.js';

const QUERY = 'query Version { gateway { version } }';

/** Clients over HTTP alone, with nothing but the address. */
const CLIENTS: Record<string, (url: string, variables: Record<string, unknown>) => Stream> = {
  urql: (url, variables) =>
    collect((sink) => {
      const client = new Client({ url, exchanges: [fetchExchange], fetchSubscriptions: true });
      const { unsubscribe } = client.subscription(WATCH_STATUS, variables).subscribe(({ data, error }) => {
        eventsOf(sink)({ data, errors: error?.graphQLErrors });
      });
      return unsubscribe;
    }),

  'graphql-sse': (url, variables) =>
    collect((sink) => {
      const client = createSseClient({ url });
      const onResult = eventsOf(sink);
      client.subscribe(
        { query: WATCH_STATUS, variables },
        { next: (it) => onResult(it as never), error: sink.error, complete: () => {} },
      );
      return () => client.dispose();
    }),
};

let gateway: TestGateway;
let arns: string[] = [];
beforeAll(async () => {
  gateway = await startGateway({ EMULATOR_DATA: 'empty', POLL_INTERVAL_MS: '100', ...NO_RATES });
  ({ arns } = await createTrainedModels(gateway, ['urql', 'graphql-sse', 'EventSource']));
});
afterAll(() => gateway.close());

it('urql queries with its defaults', async () => {
  const client = new Client({ url: `${gateway.url}/graphql`, exchanges: [fetchExchange] });
  const { data, error, operation } = await client.query(QUERY, {});
  expect(error).toBeUndefined();
  expect(data).toEqual({ gateway: { version: expect.any(String) } });
  expect(operation.context.preferGetMethod).not.toBe(false);
});

it.each(Object.keys(CLIENTS))('%s subscribes at /graphql', async (name) => {
  const arn = arns[Object.keys(CLIENTS).indexOf(name)] ?? '';
  const variables = { modelVersionArns: [arn], after: await start(gateway, arn) };
  const stream = CLIENTS[name]?.(`${gateway.url}/graphql`, variables);
  const events = await stream?.until((it) => it.at(-1)?.status === 'RUNNING');
  stream?.stop();
  await stop(gateway, arn);
  expect(events?.map((it) => it.status)).toEqual(['STARTING', 'RUNNING']);
});

it('a GET as of an EventSource subscribes at /graphql', async () => {
  const arn = arns[2] ?? '';
  const variables = JSON.stringify({ modelVersionArns: [arn], after: await start(gateway, arn) });
  const search = new URLSearchParams({ query: WATCH_STATUS, variables });
  const response = await fetch(`${gateway.url}/graphql?${search}`, {
    headers: { accept: 'text/event-stream' },
  });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes('"RUNNING"')) break;
  }
  await stop(gateway, arn);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(text).toMatch(/event: next\nid: .+\ndata: .*"STARTING"/);
});
