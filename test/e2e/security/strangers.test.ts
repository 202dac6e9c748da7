import { once } from 'node:events';
import { WebSocket } from 'ws';
import { parseConfig } from '../../../src/config/config.js';
import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { readMetrics } from '../../support/metrics.js';
import { openSocket } from '../../support/raw-socket.js';
import { isSooner } from '../../support/sooner.js';
import { wsUrlOf } from '../../support/status-stream.js';
import { until } from '../../support/until.js';
import { ALWAYS_FRESH } from '../demo.js';

const SETTINGS = {
  ...ALWAYS_FRESH,
  AUTH: 'api-key',
  API_KEYS: apiKeys(['ann']),
  GRANTS: JSON.stringify([{ to: ['ann'], role: 'viewer', projects: ['*'] }]),
};
const INIT = { type: 'connection_init', payload: bearer(keyOf('ann')) };
const SUBSCRIBE = {
  id: '1',
  type: 'subscribe',
  payload: { query: 'subscription { modelVersionStatusChanged { status } }' },
};

/** Handshakes of a stranger who never says anything, and comes again for each that is ended. */
function floodFrom(gateway: TestGateway, localAddress: string, headers: Record<string, string> = {}) {
  const open = new Set<WebSocket>();
  let opened = 0;
  let isOver = false;
  async function go(): Promise<void> {
    while (!isOver && opened < 12_000) {
      opened += 1;
      const socket = new WebSocket(wsUrlOf(gateway), 'graphql-transport-ws', { localAddress, headers });
      open.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => open.delete(socket));
      await Promise.race([once(socket, 'open'), once(socket, 'close')]).catch(() => {});
    }
  }
  const workers = Array.from({ length: 50 }, go);
  return {
    open,
    opened: () => opened,
    async stop() {
      isOver = true;
      await Promise.all(workers);
      for (const it of open) it.terminate();
    },
  };
}

/** From an address of one's own, with a token in `connection_init` alone. */
async function signInFrom(gateway: TestGateway, options: object): Promise<void> {
  const client = await openSocket(gateway, { init: false, ...options });
  client.send(INIT);
  await client.message((it) => it.type === 'connection_ack');
  client.socket.terminate();
}

describe('a flood of handshakes without a word', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ ...SETTINGS, TRUSTED_PROXY_HOPS: '1' });
  });
  afterAll(() => gateway.close());

  it('keeps no client out that signs in from another address, nor one that has signed in', async () => {
    const early = await openSocket(gateway, { init: false, localAddress: '127.0.0.3' });
    early.send(INIT);
    await early.message((it) => it.type === 'connection_ack');
    early.send(SUBSCRIBE);
    const flood = floodFrom(gateway, '127.0.0.1');
    await until(async () => flood.opened() > 2_000);
    for (let i = 0; i < 5; i++) {
      expect(await isSooner(signInFrom(gateway, { localAddress: '127.0.0.2' }), 2_500)).toBe(true);
      expect(flood.open.size).toBeLessThan(1_000);
    }
    const headers = { accept: 'text/event-stream', ...bearer(keyOf('ann')) };
    const url = `${gateway.url}/graphql/stream?query=${encodeURIComponent(SUBSCRIBE.payload.query)}`;
    const events = await fetch(url, { headers });
    expect(events.status).toBe(200);
    await events.body?.cancel();
    expect((await ask(gateway, bearer(keyOf('ann')), '{ eventCursor }')).status).toBe(200);
    expect(early.socket.readyState).toBe(WebSocket.OPEN);
    early.socket.terminate();
    await flood.stop();
  });

  it('is the flood of one client, where the proxy in front names several', async () => {
    const flood = floodFrom(gateway, '127.0.0.1', { 'x-forwarded-for': '203.0.113.7' });
    await until(async () => flood.opened() > 1_000);
    const calm = { headers: { 'x-forwarded-for': '203.0.113.7, 198.51.100.1' } };
    expect(await isSooner(signInFrom(gateway, calm), 2_500)).toBe(true);
    await flood.stop();
  });

  it('ends at the time limit, whatever the peer does', async () => {
    const silent = await openSocket(gateway, { init: false });
    silent.socket.pause(); // answers no close
    expect(await gaugeOf(gateway, SOCKETS)).toBe(1);
    await until(async () => (await gaugeOf(gateway, SOCKETS)) === 0);
    silent.socket.terminate();
  });
});

const SOCKETS = 'gateway_subscribers{transport="websocket"}';
const gaugeOf = async ({ url }: TestGateway, name: string) => (await readMetrics(url)).get(name);

describe('a client that sends too much', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ ...SETTINGS, REQUESTS_PER_MINUTE: '700' });
  });
  afterAll(() => gateway.close());

  const BAD = { type: 'subscribe', payload: { query: 'subscription { nothing }' } };

  it('is closed with 4429: on one socket, and then on all of the same subject', async () => {
    const codes: number[] = [];
    for (let i = 0; i < 4; i++) {
      const client = await openSocket(gateway, { init: false });
      client.send(INIT);
      await Promise.race([client.message((it) => it.type === 'connection_ack'), client.closed]);
      for (let id = 0; id < 1_000; id++) client.send({ ...BAD, id: String(id) });
      codes.push((await client.closed).code);
      expect(client.messages.length).toBeLessThan(700);
    }
    expect(codes).toEqual([4429, 4429, 4429, 4429]);
  });

  it('may not send pings instead', async () => {
    const client = await openSocket(gateway, { init: false });
    for (let i = 0; i < 100; i++) client.socket.ping();
    expect((await client.closed).code).toBe(4429);
  });
});

describe('a key that is withdrawn', () => {
  it.each(['websocket', 'sse'])('ends the streams that it has opened by %s at once', async (transport) => {
    const gateway = await startGateway(SETTINGS);
    const headers = bearer(keyOf('ann'));
    const url = `${gateway.url}/graphql/stream?query=${encodeURIComponent(SUBSCRIBE.payload.query)}`;
    const ended =
      transport === 'sse'
        ? fetch(url, { headers: { accept: 'text/event-stream', ...headers } }).then((it) => it.text())
        : openSocket(gateway, { init: false }).then(async (client) => {
            client.send(INIT);
            await client.message((it) => it.type === 'connection_ack');
            client.send(SUBSCRIBE);
            return client.closed;
          });
    await until(async () => (await gaugeOf(gateway, 'gateway_subscriptions')) === 1);
    gateway.replaceAuth(parseConfig({ ...SETTINGS, API_KEYS: apiKeys(['ben']) }).protection.auth);
    const how = await ended;
    if (typeof how === 'string') expect(how).not.toContain('event: complete');
    else expect(how).toMatchObject({ code: 4403 });
    await gateway.close();
  });
});
