import { request } from 'node:http';
import WebSocket from 'ws';
import { apiKeys, bearer, keyOf } from '../../support/callers.js';
import { TRANSPORTS } from '../../support/every-transport.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';

const QUERY = '{ eventCursor }';
const SUBSCRIPTION = 'subscription { modelVersionStatusChanged { status } }';
const TOOLS = 'https://tools.example.com';
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/88.0';
const EVIL = 'https://evil.example.com';

interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** `fetch` lets nobody say who they are; this does. Streams are cut after their head. */
function send(url: string, method: string, headers: Record<string, string>, body = ''): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const { statusCode: status = 0, headers: got } = response;
      let text = '';
      const end = () => resolve({ status, headers: got, body: text });
      response.on('data', (chunk) => {
        text += chunk;
      });
      if (String(got['content-type']).includes('event-stream')) {
        end();
        sent.destroy();
      } else response.on('end', end);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The code that a WebSocket is closed or refused with; 0 if it opens. */
function openSocket(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    socket.on('open', () => {
      socket.close();
      resolve(0);
    });
    socket.on('unexpected-response', (_request, { statusCode = -1 }) => {
      socket.terminate();
      resolve(statusCode);
    });
    socket.on('error', () => {}); // it was refused
  });
}

const post = (gateway: TestGateway, headers: Record<string, string>, query = QUERY) =>
  send(
    `${gateway.url}/graphql`,
    'POST',
    { 'content-type': 'application/json', ...headers },
    JSON.stringify({ query }),
  );
const get = (gateway: TestGateway, headers: Record<string, string>) =>
  send(`${gateway.url}/graphql?query=${encodeURIComponent(QUERY)}`, 'GET', headers);
const stream = (gateway: TestGateway, headers: Record<string, string>) =>
  send(`${gateway.url}/graphql/stream?query=${encodeURIComponent(SUBSCRIPTION)}`, 'GET', {
    accept: 'text/event-stream',
    ...headers,
  });

describe('a gateway that allows no other origin', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'runs nothing that a form of another page can send: %s',
    async (type) => {
      const headers = { origin: EVIL, ...(type && { 'content-type': type }) };
      const body = JSON.stringify({ query: QUERY });
      const { status } = await send(`${gateway.url}/graphql`, 'POST', headers, body);
      expect(status).toBe(415);
      const stream = { ...headers, accept: 'text/event-stream' };
      expect((await send(`${gateway.url}/graphql/stream`, 'POST', stream, body)).status).toBe(403);
    },
  );

  it.each([
    ['an image of another page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['an image of a page of a neighbour', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
    ['a link of another page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['a script of another page', { origin: EVIL, 'sec-fetch-site': 'cross-site' }],
    ['a script that hides its page', { origin: 'null' }],
    ['an old browser, from another page', { 'user-agent': BROWSER, referer: `${EVIL}/page` }],
    ['an old browser that hides the page', { 'user-agent': BROWSER }],
  ])('runs no query that is asked by %s', async (_name, headers) => {
    const { status, body } = await get(gateway, headers);
    expect(status).toBe(403);
    expect(body).toContain('The setting ALLOWED_ORIGINS lists the origins whose pages may');
  });

  it.each([
    ['curl', { 'user-agent': 'curl/8.5.0', accept: '*/*' }],
    ['a program without any header', {}],
    ['an address that a person typed', { 'user-agent': BROWSER, 'sec-fetch-site': 'none' }],
    ['a page of its own', { 'user-agent': BROWSER, 'sec-fetch-site': 'same-origin' }],
    ['a browser with a header that a page cannot send unasked', { 'user-agent': BROWSER, 'x-api-key': 'k' }],
  ])('runs a query that is asked by %s', async (_name, headers) => {
    expect((await get(gateway, headers)).status).toBe(200);
  });

  it('runs a query of a page of its own in an old browser', async () => {
    const headers = { 'user-agent': BROWSER, referer: `${gateway.url}/explorer` };
    expect((await get(gateway, headers)).status).toBe(200);
  });

  it('runs no mutation by GET, whatever is accepted', async () => {
    const arn = 'arn:aws:rekognition:us-east-1:123456789012:project/p/version/v/1';
    const mutation = `mutation { stopModelVersion(input: { modelVersionArn: "${arn}" }) { cursor } }`;
    const url = `${gateway.url}/graphql?query=${encodeURIComponent(mutation)}`;
    for (const headers of [{}, { 'content-type': 'application/json' }, { 'sec-fetch-site': 'same-origin' }])
      expect((await send(url, 'GET', headers)).status).toBe(405);
    const events = await fetch(url, { headers: { accept: 'text/event-stream' } });
    expect(await events.text()).toContain('Only subscriptions run here. Send a mutation to POST /graphql');
  });

  it('allows browsers no other origin', async () => {
    const { headers } = await post(gateway, { origin: TOOLS });
    expect(Object.keys(headers).filter((it) => it.startsWith('access-control'))).toEqual([]);
    const preflight = await send(`${gateway.url}/graphql`, 'OPTIONS', { origin: TOOLS });
    expect(preflight.status).toBe(403);
    expect(Object.keys(preflight.headers).filter((it) => it.startsWith('access-control'))).toEqual([]);
    expect(JSON.parse(preflight.body).errors[0].message).toBe(
      `Pages of "${TOOLS}" may not use this gateway. The setting ALLOWED_ORIGINS lists the origins whose pages may, such as https://tools.example.com.`,
    );
  });

  it.each([
    ['another origin', { origin: EVIL }],
    ['no origin of its own', { origin: 'null' }],
    ['another site, without an origin', { 'sec-fetch-site': 'cross-site' }],
  ])('opens neither sockets nor streams to pages of %s', async (_name, headers) => {
    expect(await openSocket(gateway.url, headers)).toBe(403);
    expect((await stream(gateway, headers)).status).toBe(403);
  });

  it('opens them to its own pages and to programs', async () => {
    for (const headers of [{}, { origin: gateway.url, 'sec-fetch-site': 'same-origin' }]) {
      expect(await openSocket(gateway.url, headers)).toBe(0);
      expect((await stream(gateway, headers)).status).toBe(200);
    }
  });

  it('is not to be had by another name that points to it', async () => {
    const host = 'evil.example.com:4000';
    const origin = `http://${host}`;
    expect((await post(gateway, { host, origin })).status).toBe(421);
    expect((await send(`${gateway.url}/`, 'GET', { host })).status).toBe(421);
    expect(await openSocket(gateway.url, { host, origin })).toBe(403);
    expect((await post(gateway, { host: 'localhost:4000' })).status).toBe(200);
  });

  it('sends its security headers with every answer', async () => {
    const paths = ['/', '/graphql', '/graphql/stream', '/schema.graphql', '/livez', '/nothing'];
    const answers = await Promise.all(paths.map((path) => send(`${gateway.url}${path}`, 'GET', {})));
    for (const { headers } of [...answers, await stream(gateway, {})]) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('server');
    }
  });
});

describe('a gateway that allows an origin', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      ALLOWED_ORIGINS: `${TOOLS}, https://other.example.com`,
      AUTH: 'api-key',
      API_KEYS: apiKeys(['ann']),
      GRANTS: '[{"to": ["*"], "role": "viewer", "projects": ["*"]}]',
    });
  });
  afterAll(() => gateway.close());
  const ann = bearer(keyOf('ann'));

  it('tells browsers so before and with the answer, and only so', async () => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const asked = { origin: TOOLS, 'access-control-request-method': 'POST' };
      const { status, headers } = await send(`${gateway.url}${path}`, 'OPTIONS', asked);
      expect(status).toBe(204);
      expect(headers).toMatchObject({
        'access-control-allow-origin': TOOLS,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': expect.stringContaining('authorization'),
        vary: 'origin',
      });
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
      const evil = await send(`${gateway.url}${path}`, 'OPTIONS', { ...asked, origin: EVIL });
      expect(evil.headers).not.toHaveProperty('access-control-allow-origin');
    }
    const answer = await post(gateway, { origin: TOOLS, ...ann });
    expect(answer.headers['access-control-allow-origin']).toBe(TOOLS);
    expect((await post(gateway, { origin: TOOLS })).headers['access-control-allow-origin']).toBe(TOOLS);
  });

  it('answers queries by GET to its pages, and to no others', async () => {
    const page = { origin: TOOLS, 'sec-fetch-site': 'cross-site', ...ann };
    expect((await get(gateway, page)).status).toBe(200);
    expect((await get(gateway, { ...page, origin: EVIL })).status).toBe(403);
  });

  it('opens sockets and streams to its pages, and to no others', async () => {
    const allowed = { origin: TOOLS, 'sec-fetch-site': 'cross-site', ...ann };
    expect(await openSocket(gateway.url, allowed)).toBe(0);
    const { status, headers } = await stream(gateway, allowed);
    expect([status, headers['access-control-allow-origin']]).toEqual([200, TOOLS]);
    expect(await openSocket(gateway.url, { ...allowed, origin: EVIL })).toBe(403);
    expect((await stream(gateway, { ...allowed, origin: `${TOOLS}.evil.example.com` })).status).toBe(403);
  });
});

describe('a gateway without introspection', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ INTROSPECTION: 'off' });
  });
  afterAll(() => gateway.close());

  it.each(Object.entries(TRANSPORTS))('says nothing of its schema by %s', async (_door, ask) => {
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Project") { name } }',
      'query A { ...F } fragment F on Query { __schema { types { name } } }',
    ]) {
      const errors = await ask(gateway, query);
      for (const { extensions } of errors) expect(extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(JSON.stringify(errors)).toContain('introspection has been disabled');
    }
  });

  it.each(Object.entries(TRANSPORTS))('suggests no names by %s', async (_door, ask) => {
    const guesses: [string, object?][] = [
      ['{ projcts { nodes { name } } }'],
      ['{ gateway { versio } }'],
      ['{ projects(frst: 1) { totalCount } }'],
      ['{ projects(filter: { nams: ["x"] }) { totalCount } }'],
      ['query ($f: ProjectFilte) { projects(filter: $f) { totalCount } }'],
      ['subscription { modelVersionStatusChange { status } }'],
      [
        'subscription ($s: [ModelVersionStatus!]) { modelVersionStatusChanged(statuses: $s) { status } }',
        { s: ['RUNING'] },
      ],
      ['query ($f: ProjectFilter) { projects(filter: $f) { totalCount } }', { f: { nams: ['x'] } }],
    ];
    for (const [query, variables] of guesses) {
      const errors = await ask(gateway, query, variables);
      expect(errors).not.toEqual([]);
      expect(JSON.stringify(errors)).not.toMatch(/did you mean|RUNNING|"names"|modelVersionStatusChanged\b/i);
    }
  });

  it.each(['/explorer', '/schema.graphql', '/explorer/main.js'])('has nothing at %s', async (path) => {
    expect((await send(`${gateway.url}${path}`, 'GET', {})).status).toBe(404);
  });

  it('still has the board, which knows that there is no explorer', async () => {
    const { status, body } = await send(`${gateway.url}/`, 'GET', {});
    expect(status).toBe(200);
    expect(body).toContain('<meta name="explorer" content="off">');
  });

  it('still answers', async () => {
    expect((await post(gateway, {})).status).toBe(200);
  });
});

it.each(['/', '/explorer'])('without the board there is no page at %s', async (path) => {
  const gateway = await startGateway({ BOARD: 'off' });
  expect((await send(`${gateway.url}${path}`, 'GET', {})).status).toBe(404);
  expect((await send(`${gateway.url}/schema.graphql`, 'GET', {})).status).toBe(200);
  await gateway.close();
});

it('with introspection names are suggested', async () => {
  const gateway = await startGateway();
  expect(JSON.stringify(await TRANSPORTS.POST?.(gateway, '{ projcts { totalCount } }'))).toContain(
    'Did you mean',
  );
  await gateway.close();
});
