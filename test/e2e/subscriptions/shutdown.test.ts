import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { buildGateway, type GatewayProcess } from '../../support/gateway-process.js';
import { openSocket, subscribe } from '../../support/raw-socket.js';
import { sseUrlOf, wsUrlOf } from '../../support/status-stream.js';
import { until } from '../../support/until.js';

const WATCH = 'subscription { modelVersionStatusChanged { kind } }';
const STREAMS = 20;

let program: ReturnType<typeof buildGateway>;
beforeAll(() => {
  program = buildGateway();
});
afterAll(() => program.remove());

function ask({ url }: GatewayProcess, query: string): Promise<{ data?: unknown; errors?: unknown }> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  };
  return fetch(`${url}/graphql`, init).then((response) => response.json() as Promise<{ data?: unknown }>);
}

function openEventStream(gateway: GatewayProcess): Promise<Response> {
  return fetch(`${sseUrlOf(gateway)}?query=${encodeURIComponent(WATCH)}`, {
    headers: { accept: 'text/event-stream' },
  });
}

async function refusalOfUpgrade(gateway: GatewayProcess): Promise<{ status: number; text: string }> {
  const socket = new WebSocket(wsUrlOf(gateway), 'graphql-transport-ws');
  const [request, response] = await once(socket, 'unexpected-response');
  const chunks: Buffer[] = await response.toArray();
  request.destroy();
  return { status: response.statusCode, text: Buffer.concat(chunks).toString() };
}

const statusOf = async (gateway: GatewayProcess, path: string) =>
  (await fetch(`${gateway.url}${path}`)).status;

describe('SIGTERM', () => {
  it('fails readiness first, answers what was asked, ends streams one by one, and the process with 0', async () => {
    const gateway = await program.start({ DRAIN_MS: '3000', READ_MAX_AGE_MS: '0', READ_REVALIDATE_MS: '0' });
    const sockets = await Promise.all(Array.from({ length: STREAMS }, () => openSocket(gateway)));
    for (const socket of sockets) socket.send(subscribe('1', WATCH));
    const eventStreams = await Promise.all(Array.from({ length: STREAMS }, () => openEventStream(gateway)));
    const texts = eventStreams.map((it) => it.text());
    expect(await statusOf(gateway, '/readyz')).toBe(200);
    await gateway.control.addFault({ operation: 'DescribeProjects', latencyMs: 1_500 });
    await gateway.control.clearRequests();
    const asked = ask(gateway, '{ projects { totalCount } }');
    await until(async () => (await gateway.control.requests()).counts.DescribeProjects !== undefined);

    gateway.send('SIGTERM');
    await until(async () => (await statusOf(gateway, '/readyz')) === 503);
    const alive = await fetch(`${gateway.url}/livez`);
    // Else a client that keeps its connection would ask again at the moment that it is closed.
    expect([alive.status, alive.headers.get('connection')]).toEqual([200, 'close']);
    const upgrade = await refusalOfUpgrade(gateway);
    expect(upgrade).toEqual({ status: 503, text: expect.stringContaining('shutting down') });
    const refused = await openEventStream(gateway);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.text()).toContain('shutting down');
    expect((await ask(gateway, '{ __typename }')).data).toEqual({ __typename: 'Query' });

    const closing = sockets.map((it) => it.closed);
    await Promise.race(closing);
    expect(sockets.filter((it) => it.socket.readyState === WebSocket.OPEN).length).toBeGreaterThan(0);
    expect(new Set((await Promise.all(closing)).map((it) => it.code))).toEqual(new Set([1001]));
    for (const text of await Promise.all(texts)) expect(text).not.toContain('complete'); // there is more to come
    expect(await asked).toMatchObject({ data: { projects: { totalCount: expect.any(Number) } } });
    expect(await gateway.exit).toEqual([0, null]);
  });

  it('answers requests from before it, also when no stream is open', async () => {
    const gateway = await program.start({ DRAIN_MS: '0', READ_MAX_AGE_MS: '0', READ_REVALIDATE_MS: '0' });
    await gateway.control.addFault({ operation: 'DescribeProjects', latencyMs: 1_500 });
    await gateway.control.clearRequests();
    const asked = Promise.all(Array.from({ length: 5 }, () => ask(gateway, '{ projects { totalCount } }')));
    await until(async () => (await gateway.control.requests()).counts.DescribeProjects !== undefined);
    await ask(gateway, '{ __typename }'); // came after them
    gateway.send('SIGTERM');
    for (const answer of await asked) expect(answer.errors).toBeUndefined();
    expect(await gateway.exit).toEqual([0, null]);
  });

  it('does not wait for connections that were only opened, nor for sockets that do not answer', async () => {
    const gateway = await program.start({ DRAIN_MS: '0' });
    const { hostname, port } = new URL(gateway.url);
    const silent = createConnection(Number(port), hostname);
    await once(silent, 'connect');
    const deaf = await openSocket(gateway);
    deaf.socket.pause();
    gateway.send('SIGTERM');
    // Requests under way would be waited for a while longer than this.
    const tooLate = new Promise((resolve) => setTimeout(resolve, 12_000).unref());
    expect(await Promise.race([gateway.exit, tooLate])).toEqual([0, null]);
    silent.destroy();
    deaf.socket.terminate();
  });

  it('brings public clients back by themselves', async () => {
    const gateway = await program.start({ DRAIN_MS: '0' });
    const attempts: boolean[] = [];
    const client = createClient({
      url: wsUrlOf(gateway),
      webSocketImpl: WebSocket,
      retryAttempts: 1,
      retryWait: async () => {},
      on: { connecting: (isRetry) => attempts.push(isRetry) },
    });
    const connected = new Promise((resolve) => client.on('connected', resolve));
    const givenUp = new Promise((resolve) => {
      client.subscribe({ query: WATCH }, { next: () => {}, error: resolve, complete: () => {} });
    });
    await connected;
    gateway.send('SIGTERM');
    await givenUp; // nobody answers its one more attempt
    expect(attempts).toEqual([false, true]);
    expect(await gateway.exit).toEqual([0, null]);
  });
});

it('SIGINT does not spread the end, and a second signal ends at once', async () => {
  const [gateway, other] = await Promise.all([
    program.start({ DRAIN_MS: '10000' }),
    program.start({ DRAIN_MS: '10000' }),
  ]);
  await Promise.all([openSocket(gateway), openSocket(other)]);
  gateway.send('SIGINT');
  expect(await gateway.exit).toEqual([0, null]);
  other.send('SIGTERM');
  await until(async () => (await statusOf(other, '/readyz')) === 503);
  other.send('SIGTERM');
  expect(await other.exit).toEqual([null, 'SIGTERM']);
});
