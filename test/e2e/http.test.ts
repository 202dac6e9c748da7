import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Reply {
  readonly status: number;
  readonly allow: string | null;
  readonly body: { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function ask(address: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(`${gateway.url}${address}`, init);
  const body = (await response.json()) as Reply['body'];
  return { status: response.status, allow: response.headers.get('allow'), body };
}

const byPost = (query: string, rest: object = {}) =>
  ask('/graphql', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ query, ...rest }) });
const byGet = (query: string) => ask(`/graphql?query=${encodeURIComponent(query)}`, { headers: JSON_TYPE });

const FOLLOW = 'subscription { modelVersionStatusChanged { kind } }';
const DELETE =
  'mutation { deleteProject(input: { projectArn: "arn:aws:rekognition:us-east-1:123456789012:project/x/1" }) { status } }';

describe.each([
  ['POST', byPost],
  ['GET', byGet],
])('by %s', (_, by) => {
  it('a query is answered', async () => {
    expect(await by('{ __typename }')).toMatchObject({
      status: 200,
      body: { data: { __typename: 'Query' } },
    });
  });

  it('a subscription is refused with where subscriptions run, however often it comes', async () => {
    for (const attempt of [1, 2]) {
      const { status, allow, body } = await by(FOLLOW);
      expect({ attempt, status, allow }).toEqual({ attempt, status: 400, allow: null });
      expect(body.data ?? null).toBeNull();
      expect(body.errors).toMatchObject([
        { message: expect.stringMatching(/WebSocket at \/graphql .*accept: text\/event-stream/) },
      ]);
      expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    }
  });

  it.each([
    ['{ projects', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothingLikeIt }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ projects(first: "many") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ projects(first: 99999999999) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ modelVersion(arn: "arn:aws:s3:::bucket") { name } }', 'BAD_USER_INPUT'],
    ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
    ['', 'BAD_REQUEST'],
  ])('%j is %s', async (query, code) => {
    const { status, body } = await by(query);
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(500);
    expect(body.errors?.[0]?.extensions.code).toBe(code);
  });
});

it("a null where a directive needs a value is the caller's mistake, also behind a default", async () => {
  const query = 'query ($f: Boolean = true) { projects { totalCount @include(if: $f) } }';
  const { body } = await byPost(query, { variables: { f: null } });
  expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

it('a mutation runs by POST alone', async () => {
  expect(await byGet(DELETE)).toMatchObject({
    status: 405,
    allow: 'POST',
    body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
  });
  expect(await byPost(DELETE)).toMatchObject({ status: 200 });
});

describe('a body that is no GraphQL request', () => {
  it.each([
    ['no JSON', '{"query"', {}, 400, 'BAD_REQUEST'],
    ['a list', '[{"query":"{ __typename }"}]', {}, 400, 'QUERY_TOO_LARGE'],
    ['a number', '7', {}, 400, 'BAD_REQUEST'],
    ['null', 'null', {}, 400, 'BAD_REQUEST'],
    ['empty', '', {}, 400, 'BAD_REQUEST'],
    ['without a query', '{}', {}, 400, 'BAD_REQUEST'],
    ['with a query that is no text', '{"query":{"a":1}}', {}, 400, 'BAD_REQUEST'],
    [
      'with variables that are no object',
      '{"query":"{ __typename }","variables":[1]}',
      {},
      400,
      'BAD_REQUEST',
    ],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), {}, 400, 'BAD_REQUEST'],
    ['text', '{ __typename }', { 'content-type': 'text/plain' }, 415, 'BAD_REQUEST'],
    [
      'a form',
      'query=%7B__typename%7D',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'BAD_REQUEST',
    ],
    ['in another charset', '{}', { 'content-type': 'application/json; charset=utf-16' }, 415, 'BAD_REQUEST'],
    ['compressed', '{}', { 'content-encoding': 'gzip' }, 415, 'BAD_REQUEST'],
    ['too long', `{"query":"${' '.repeat(2_000_000)}"}`, {}, 413, 'QUERY_TOO_LARGE'],
    ['too deep', `{"query":"${'{a'.repeat(5_000)}"}`, {}, 400, 'QUERY_TOO_LARGE'],
  ])('%s', async (_, body, headers, status, code) => {
    const reply = await ask('/graphql', { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });
    expect({ status: reply.status, code: reply.body.errors?.[0]?.extensions.code }).toEqual({ status, code });
  });
});
