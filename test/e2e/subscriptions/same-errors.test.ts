import { startGateway, type TestGateway } from '../../support/gateway.js';
import { isOf, openSocket, subscribe } from '../../support/raw-socket.js';
import { sseUrlOf } from '../../support/status-stream.js';

/** What a client is told is the same at every door, in the same form. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Failure {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

async function byHttp(query: string, variables: object): Promise<readonly Failure[]> {
  return ((await gateway.query(query, variables)).errors ?? []) as readonly Failure[];
}

async function byWebSocket(query: string, variables: object): Promise<readonly Failure[]> {
  const socket = await openSocket(gateway);
  socket.send(subscribe('1', query, variables));
  const { type, payload } = await socket.message(isOf('1'));
  socket.socket.terminate();
  expect(type).toBe('error');
  return payload as readonly Failure[];
}

async function bySse(query: string, variables: object): Promise<readonly Failure[]> {
  const response = await fetch(sseUrlOf(gateway), {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const [, json = '{}'] = /^data: (\{.+\})$/m.exec(await response.text()) ?? [];
  return JSON.parse(json).errors;
}

const NESTED = `subscription { modelVersionStatusChanged(after: ${'['.repeat(300)}${']'.repeat(300)}) { kind } }`;
const WITH_AFTER =
  'subscription($arns: [ProjectArn!]) { modelVersionStatusChanged(projectArns: $arns) { kind } }';

it.each([
  ['cannot be parsed', 'GRAPHQL_PARSE_FAILED', 'subscription {', {}],
  ['is not valid', 'GRAPHQL_VALIDATION_FAILED', 'subscription { modelVersionStatusChanged { colour } }', {}],
  ['has variables of another type', 'BAD_USER_INPUT', WITH_AFTER, { arns: ['cats'] }],
  ['is nested too deep', 'QUERY_TOO_LARGE', NESTED, {}],
])('a document that %s is %s over HTTP, WebSocket and SSE', async (what, code, query, variables) => {
  const [overHttp, overWebSocket, overSse] = await Promise.all([
    byHttp(query, variables),
    byWebSocket(query, variables),
    bySse(query, variables),
  ]);
  expect(overWebSocket.map((it) => it.extensions.code)).toEqual([code]);
  expect(overSse).toEqual(overWebSocket);
  expect(overHttp.map((it) => it.extensions.code)).toEqual([code]);
  // HTTP says of a subscription that it runs elsewhere, before it reads the variables.
  if (!what.includes('variables')) expect(overHttp[0]?.message).toBe(overWebSocket[0]?.message);
});

const DELETE = `mutation {
  deleteProject(input: { projectArn: "arn:aws:rekognition:us-east-1:123456789012:project/x/1" }) { status }
}`;
const TWO = `subscription A { modelVersionStatusChanged { kind } } subscription B { modelVersionStatusChanged { kind } }`;

it.each([
  ['a query', 'BAD_USER_INPUT', '{ eventCursor }'],
  ['a mutation', 'BAD_USER_INPUT', DELETE],
  ['one of two operations that is not named', 'OPERATION_RESOLUTION_FAILURE', TWO],
])('runs only subscriptions: %s is %s over WebSocket and SSE', async (_, code, query) => {
  const failures = await byWebSocket(query, {});
  expect(failures).toMatchObject([{ extensions: { code } }]);
  expect(await bySse(query, {})).toEqual(failures);
});

it.each([
  ['a cursor that was never given', '(after: "never")'],
  [
    'projects of an account elsewhere',
    '(projectArns: ["arn:aws:rekognition:us-east-1:999999999999:project/x/1"])',
  ],
  ['an empty list of projects', '(projectArns: [])'],
])('%s is BAD_USER_INPUT over WebSocket and SSE', async (_, args) => {
  const query = `subscription { modelVersionStatusChanged${args} { kind } }`;
  const failures = await byWebSocket(query, {});
  expect(failures).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(await bySse(query, {})).toEqual(failures);
});

const IF =
  'subscription S($i: Boolean!) { modelVersionStatusChanged(includeCurrent: true) @include(if: $i) { kind } }';

it.each([
  ['@include(if: $i) with false', IF, { i: false }],
  ['@skip(if: true)', 'subscription S { modelVersionStatusChanged @skip(if: true) { kind } }', {}],
  ['a skipped fragment', 'subscription S { ... @skip(if: true) { modelVersionStatusChanged { kind } } }', {}],
  [
    '@include(if: $i) with null for a default',
    'subscription S($i: Boolean = true) { modelVersionStatusChanged @include(if: $i) { kind } }',
    { i: null },
  ],
])(
  'a root field that is left out by %s is an answer to that subscription alone',
  async (_, query, variables) => {
    const socket = await openSocket(gateway);
    socket.send(subscribe('other', IF, { i: true }), subscribe('1', query, variables));
    const { type, payload } = await socket.message(isOf('1'));
    expect(type).toBe('error');
    expect(payload).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(await socket.message(isOf('other'))).toMatchObject({ type: 'next' });
    socket.send({ type: 'ping' });
    await socket.message((it) => it.type === 'pong');
    socket.socket.terminate();
    expect(await bySse(query, variables)).toEqual(payload);
    expect(await byHttp(query, variables)).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  },
);

it('a mistake beside a condition on the root field is the mistake that it is, over WebSocket and SSE', async () => {
  const query = 'subscription ($i: Boolean!) { modelVersionStatusChanged @include(if: $i) { colour } }';
  const failures = await byWebSocket(query, {});
  expect(failures).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  expect(await bySse(query, {})).toEqual(failures);
});

it('a subscription that is not valid, with a condition on its root field, is refused over HTTP as any other', async () => {
  const query = `subscription($i: Boolean!) {
    modelVersionStatusChanged @include(if: $i) { kind colour }
  }`;
  const failures = await byHttp(query, { i: true });
  expect(failures).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(failures[0]?.message).toContain('text/event-stream');
});
