import { getIntrospectionQuery } from 'graphql';
import WebSocket from 'ws';
import { apiKeys, ask, bearer, FOLLOW, keyOf } from '../../support/callers.js';
import { TRANSPORTS } from '../../support/every-transport.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { readMetrics } from '../../support/metrics.js';
import { openSocket } from '../../support/raw-socket.js';
import { until } from '../../support/until.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

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
        await TRANSPORTS.POST?.(
          plain,
          getIntrospectionQuery({ inputValueDeprecation: deprecated, oneOf: true }),
        ),
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

  it('count open subscriptions on all transports together', async () => {
    const query = 'subscription { modelVersionStatusChanged(includeCurrent: true) { status } }';
    const ann = bearer(keyOf('ann'));
    const streams = [FOLLOW.SSE(shared, ann, query), FOLLOW.WebSocket(shared, ann, query)];
    for (const it of streams) await it.until((events) => events.length > 0);
    const limit = { name: 'subscriptions', value: 2 };
    for (const transport of ['SSE', 'WebSocket'])
      expect(await TRANSPORTS[transport]?.(shared, query, {}, ann)).toMatchObject([
        { extensions: { code: 'QUERY_TOO_LARGE', limit } },
      ]);
    for (const it of streams) it.stop();
  });

  it('count WebSockets that subscribe to nothing, too, and only while they are open', async () => {
    const open = (subject: string) =>
      openSocket(shared, { init: false }).then((it) => {
        it.send({ type: 'connection_init', payload: bearer(keyOf(subject)) });
        return it;
      });
    const acknowledged = async (subject: string) => {
      const it = await open(subject);
      await it.message(({ type }) => type === 'connection_ack');
      return it;
    };
    const first = [await acknowledged('ben'), await acknowledged('ben')];
    expect(await (await open('ben')).closed).toMatchObject({ code: 1013 });
    const others = [await acknowledged('ann')];
    for (const it of [...first, ...others]) {
      it.socket.close();
      await it.closed;
    }
    await until(
      async () => (await readMetrics(shared.url)).get('gateway_subscribers{transport="websocket"}') === 0,
    );
    (await acknowledged('ben')).socket.close();
  });

  it('count requests on all transports together, and have when to come back', async () => {
    const ben = bearer(keyOf('ben'));
    for (let i = 0; i < 12; i++) expect((await ask(shared, ben, NAMES)).status).toBe(200);
    for (const send of Object.values(TRANSPORTS)) {
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

  it('count no subject for another', async () => {
    expect((await ask(shared, bearer(keyOf('ann')), NAMES)).status).toBe(200);
  });
});
