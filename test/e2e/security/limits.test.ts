import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import WebSocket from 'ws';
import { apiKeys, ask, bearer, FOLLOW, keyOf } from '../../support/callers.js';
import { DOORS } from '../../support/every-door.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ALWAYS_FRESH } from '../demo.js';

const LIMITS = {
  depth: 16,
  aliases: 20,
  rootFields: 30,
  mutations: 3,
  directives: 10,
  tokens: 400,
  upstreamCalls: 50,
};
/** Projects in projects: 3 × depth + 3 fields in each other. */
const deep = (depth: number, last = 'name'): string => {
  const step = (left: number): string =>
    left === 0 ? last : `modelVersions(first: 1) { nodes { project { ${step(left - 1)} } } }`;
  return `{ projects(first: 1) { nodes { ${step(depth)} } } }`;
};
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** What is too large, and in what; the bypasses known of other gateways among them. */
const TOO_LARGE: Readonly<Record<string, readonly [string, string, object?]>> = {
  'fields in each other': ['depth', deep(6)],
  'depth through fragments': [
    'depth',
    `{ projects { nodes { ...A } } } fragment A on Project { modelVersions { nodes { ...B } } } fragment B on ModelVersion { project { modelVersions { nodes { project { modelVersions { nodes { project { modelVersions { nodes { project { modelVersions { nodes { project { name } } } } } } } } } } } } } }`,
  ],
  'depth through a fragment called __schema': [
    'depth',
    `{ projects { nodes { ...__schema } } } fragment __schema on Project { ${deep(6).slice('{ projects(first: 1) { nodes {'.length, -'} } }'.length)} }`,
  ],
  'depth of a fragment that a shallow place used before': [
    'depth',
    `query A { projects { nodes { ...S } } } query B ${deep(4, '...S')} fragment S on Project { modelVersions { nodes { project { name } } } }`,
  ],
  'an operation that is not the one to run': ['depth', `query Run { eventCursor } query Not ${deep(6)}`],
  aliases: ['aliases', `{ ${times(21, (it) => `a${it}: eventCursor`)} }`],
  'aliases in a fragment that is spread often': [
    'aliases',
    `{ ...F ...F a: gateway { ...G ...G } } fragment F on Query { ${times(6, (it) => `f${it}: eventCursor`)} } fragment G on Gateway { ${times(5, (it) => `g${it}: version`)} }`,
  ],
  'fragments that double each other': [
    'aliases',
    `{ ...F0 } ${times(20, (it) => `fragment F${it} on Query { ...F${it + 1} ...F${it + 1} }`)} fragment F20 on Query { a: eventCursor }`,
  ],
  'root fields': ['rootFields', `{ ${times(31, () => 'eventCursor')} }`],
  'root fields in inline fragments': ['rootFields', `{ ${times(31, () => '... { eventCursor }')} }`],
  mutations: [
    'mutations',
    `mutation { ${times(4, (it) => `m${it}: stopModelVersion(input: { modelVersionArn: "x" }) { cursor }`)} }`,
  ],
  directives: ['directives', `{ eventCursor ${times(11, () => '@include(if: true)')} }`],
  'directives that nobody knows': ['directives', `{ eventCursor ${times(11, () => '@x')} }`],
  tokens: ['tokens', `{ ${times(400, () => 'eventCursor')} }`],
  'tokens of a list': ['tokens', `{ nodes(ids: [${times(400, () => '"x"')}]) { id } }`],
  'calls to AWS': ['upstreamCalls', '{ projects(first: 100) { nodes { tags { key } } } }'],
  'calls to AWS through edges': [
    'upstreamCalls',
    '{ projects(first: 8) { edges { node { modelVersions(first: 8) { edges { node { tags { key } } } } } } } }',
  ],
  'calls to AWS by a variable': [
    'upstreamCalls',
    'query ($n: Int!) { projects(first: $n) { nodes { tags { key } } } }',
    { n: 100 },
  ],
  "calls to AWS by a variable's default": [
    'upstreamCalls',
    'query ($n: Int! = 100) { projects(first: $n) { nodes { tags { key } } } }',
  ],
  'calls to AWS for many ARNs': [
    'upstreamCalls',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    { ids: Array(100).fill('x') },
  ],
  'brackets in each other': ['nesting', `{ eventCursor(x: ${'['.repeat(250)}${']'.repeat(250)}) }`],
};

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ ...ALWAYS_FRESH, LIMITS: JSON.stringify(LIMITS) });
});
afterAll(() => gateway.close());

describe.each(Object.keys(DOORS))('by %s', (door) => {
  const send = DOORS[door] as (typeof DOORS)[string];

  it.each(Object.entries(TOO_LARGE))(
    '%s: the limit and its value',
    async (_name, [name, query, variables]) => {
      const value = { ...LIMITS, nesting: 200 }[name];
      const [error, ...others] = await send(gateway, query, variables);
      expect(others).toEqual([]);
      expect(error).toMatchObject({ extensions: { code: 'QUERY_TOO_LARGE', limit: { name, value } } });
    },
  );

  it('the same within the limits is run, or refused for what it is', async () => {
    const small = [
      [deep(4), {}],
      [`{ ${times(20, (it) => `a${it}: eventCursor`)} }`, {}],
      ['query ($n: Int!) { projects(first: $n) { nodes { tags { key } } } }', { n: 40 }],
      ['{ projects { nodes { ...A } } } fragment A on Project { ...A }', {}],
    ] as const;
    for (const [query, variables] of small)
      for (const { extensions } of await send(gateway, query, variables))
        expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(extensions.code);
  });
});

describe('bodies', () => {
  const post = (path: string, body: string) =>
    fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body,
    });

  it.each(['/graphql', '/graphql/stream'])('that are lists are refused at %s', async (path) => {
    const response = await post(path, JSON.stringify([{ query: '{ eventCursor }' }]));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'QUERY_TOO_LARGE', limit: { name: 'batch', value: 1 } } }],
    });
  });

  it.each(['/graphql', '/graphql/stream'])('that are too large are refused at %s', async (path) => {
    const response = await post(path, JSON.stringify({ query: '{ eventCursor }', x: 'x'.repeat(300_000) }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'QUERY_TOO_LARGE', limit: { name: 'bodyBytes', value: 262_144 } } }],
    });
  });

  it('frames that are too large end the socket', async () => {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.send('x'.repeat(70_000));
    expect(await closed).toBe(1009);
  });
});

describe('the default limits', () => {
  it("let an explorer's introspection pass", async () => {
    const plain = await startGateway();
    for (const deprecated of [true, false])
      expect(
        await DOORS.POST?.(plain, getIntrospectionQuery({ inputValueDeprecation: deprecated, oneOf: true })),
      ).toEqual([]);
    await plain.close();
  });
});

const NAMES = '{ eventCursor }';

describe('quotas of a subject', () => {
  let shared: TestGateway;
  beforeAll(async () => {
    shared = await startGateway({
      AUTH: 'api-key',
      API_KEYS: apiKeys(['ann', 'ben']),
      GRANTS: JSON.stringify([{ to: ['*'], role: 'viewer', projects: ['*'] }]),
      REQUESTS_PER_MINUTE: '12',
      SUBSCRIPTIONS_PER_SUBJECT: '2',
    });
  });
  afterAll(() => shared.close());

  it('count open subscriptions on all doors together', async () => {
    const query = 'subscription { modelVersionStatusChanged(includeCurrent: true) { status } }';
    const ann = bearer(keyOf('ann'));
    const streams = [FOLLOW.SSE(shared, ann, query), FOLLOW.WebSocket(shared, ann, query)];
    for (const it of streams) await it.until((events) => events.length > 0);
    const limit = { name: 'subscriptions', value: 2 };
    for (const door of ['SSE', 'WebSocket'])
      expect(await DOORS[door]?.(shared, query, {}, ann)).toMatchObject([
        { extensions: { code: 'QUERY_TOO_LARGE', limit } },
      ]);
    for (const it of streams) it.stop();
  });

  it('count requests on all doors together, and say when to come back', async () => {
    const ben = bearer(keyOf('ben'));
    for (let i = 0; i < 12; i++) expect((await ask(shared, ben, NAMES)).status).toBe(200);
    for (const send of Object.values(DOORS)) {
      const [error] = await send(shared, NAMES, {}, ben);
      expect(error?.extensions).toMatchObject({
        code: 'TOO_MANY_REQUESTS',
        retryAfterMs: expect.any(Number),
        limit: { name: 'requestsPerMinute', value: 12 },
      });
    }
    const response = await fetch(`${shared.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...ben },
      body: JSON.stringify({ query: NAMES }),
    });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('count nobody for another', async () => {
    expect((await ask(shared, bearer(keyOf('ann')), NAMES)).status).toBe(200);
  });
});

describe('trusted documents', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'documents.json');
  writeFileSync(
    file,
    JSON.stringify({
      h1: 'query Cursor { eventCursor }',
      h2: 'subscription S { modelVersionStatusChanged { status } }',
    }),
  );

  it('enforced: nothing else runs on any door', async () => {
    const strict = await startGateway({ TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_FILE: file });
    for (const [door, send] of Object.entries(DOORS)) {
      expect(await send(strict, '{ gateway { version } }')).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
      expect(await send(strict, '{ __schema { types { name } } }')).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
      const known = await send(strict, 'query Cursor {\n  eventCursor # the same\n}');
      if (door === 'POST' || door === 'GET') expect(known).toEqual([]);
      else expect(known).toMatchObject([{ message: expect.stringContaining('Only subscriptions') }]);
    }
    await strict.close();
  });

  it('logged: all run', async () => {
    const lenient = await startGateway({ TRUSTED_DOCUMENTS: 'log', TRUSTED_DOCUMENTS_FILE: file });
    expect(await DOORS.POST?.(lenient, '{ gateway { version } }')).toEqual([]);
    await lenient.close();
  });
});
