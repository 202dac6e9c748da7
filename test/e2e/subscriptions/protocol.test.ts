import { once } from 'node:events';
import { WebSocket } from 'ws';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { isOf, openSocket, subscribe } from '../../support/raw-socket.js';
import { sseUrlOf, wsUrlOf } from '../../support/status-stream.js';

const WATCH = 'subscription { modelVersionStatusChanged { kind } }';
const CURRENT = 'subscription { modelVersionStatusChanged(includeCurrent: true) { kind status } }';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** The HTTP status with which an upgrade is answered. */
async function upgradeStatus(url: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  const [request, response] = await once(socket, 'unexpected-response');
  request.destroy();
  return response.statusCode;
}

describe('a WebSocket', () => {
  it('that does not say hello in time is closed with 4408', async () => {
    const { closed } = await openSocket(gateway, { init: false });
    expect(await closed).toMatchObject({ code: 4408 });
  });

  it.each([
    ['subscribes before hello', 4401, [subscribe('1', WATCH)], false],
    ['says hello twice', 4429, [{ type: 'connection_init' }], true],
    ['has two subscriptions of one id', 4409, [subscribe('1', WATCH), subscribe('1', WATCH)], true],
    ['sends what only servers send', 4400, [{ id: '1', type: 'next', payload: {} }], true],
    ['sends what is no message', 4400, [{ type: 'listen' }], true],
    ['sends a subscription without a query', 4400, [{ id: '1', type: 'subscribe', payload: {} }], true],
  ])('that %s is closed with %i', async (_, code, messages, init) => {
    const socket = await openSocket(gateway, { init });
    socket.send(...messages);
    expect(await socket.closed).toMatchObject({ code });
  });

  it('that speaks another protocol is closed with 4406', async () => {
    const socket = new WebSocket(wsUrlOf(gateway));
    const [code] = await once(socket, 'close');
    expect(code).toBe(4406);
  });

  it('is closed with 1009 for a frame above 64 KiB, also in parts, and takes one just below', async () => {
    const overhead = JSON.stringify(subscribe('1', '', { filler: '' })).length + WATCH.length;
    const sized = (bytes: number) => subscribe('1', WATCH, { filler: 'x'.repeat(bytes - overhead) });

    const small = await openSocket(gateway);
    small.send(sized(64 * 1024));
    small.send({ type: 'ping' });
    await small.message((it) => it.type === 'pong');
    small.socket.terminate();

    const large = await openSocket(gateway);
    large.send(sized(64 * 1024 + 1));
    expect(await large.closed).toMatchObject({ code: 1009 });

    const parts = await openSocket(gateway);
    for (let part = 0; part < 3; part++) parts.socket.send('x'.repeat(30 * 1024), { fin: false });
    expect(await parts.closed).toMatchObject({ code: 1009 });
  });

  it('runs a hundred subscriptions, and refuses the one too many without harm to the others', async () => {
    const socket = await openSocket(gateway);
    for (let i = 0; i <= 100; i++) socket.send(subscribe(`s${i}`, CURRENT));
    const { type, payload } = await socket.message(isOf('s100'));
    expect(type).toBe('error');
    expect(payload).toMatchObject([
      { extensions: { code: 'QUERY_TOO_LARGE', limit: { name: 'subscriptionsPerSocket', value: 100 } } },
    ]);
    for (let i = 0; i < 100; i++) expect(await socket.message(isOf(`s${i}`))).toMatchObject({ type: 'next' });
    socket.send({ id: 's0', type: 'complete' }, subscribe('again', CURRENT));
    expect(await socket.message(isOf('again'))).toMatchObject({ type: 'next' });
    socket.socket.terminate();
  });

  it('is answered when it pings, and ends a subscription that it completes', async () => {
    const socket = await openSocket(gateway);
    socket.send(subscribe('1', CURRENT));
    await socket.message(isOf('1'));
    socket.send({ id: '1', type: 'complete' }, { type: 'ping' });
    await socket.message((it) => it.type === 'pong');
    const before = socket.messages.length;
    socket.send(subscribe('1', CURRENT)); // its id is free again
    await socket.message((it) => it.id === '1' && socket.messages.length > before);
    socket.socket.terminate();
  });

  it('is refused at another address, and to pages of other sites', async () => {
    expect(await upgradeStatus(`${wsUrlOf(gateway)}/stream`)).toBe(404);
    expect(await upgradeStatus(wsUrlOf(gateway), { origin: 'https://elsewhere.example' })).toBe(403);
    const own = await openSocket(gateway, { origin: gateway.url });
    own.socket.terminate();
  });
});

describe('an SSE stream', () => {
  const get = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${sseUrlOf(gateway)}?query=${encodeURIComponent(query)}`, {
      headers: { accept: 'text/event-stream', ...headers },
    });
  const post = (body: string, type = 'application/json') =>
    fetch(sseUrlOf(gateway), {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': type },
      body,
    });

  it('sends when to come back, and heads every event with its cursor', async () => {
    const cut = new AbortController();
    const response = await fetch(`${sseUrlOf(gateway)}?query=${encodeURIComponent(CURRENT)}`, {
      headers: { accept: 'text/event-stream' },
      signal: cut.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.split('\n\n').length > 3) break;
    }
    cut.abort();
    const [retry, event] = text.split('\n\n');
    expect(retry).toMatch(/^retry: [1-4]\d{3}$/);
    expect(event).toMatch(
      /^event: next\nid: [\w-]+\ndata: \{"data":\{"modelVersionStatusChanged":\{"kind":"CURRENT"/,
    );
  });

  it.each([
    ['of a page of another site', 403, () => get(WATCH, { origin: 'https://elsewhere.example' })],
    ['for another page’s EventSource', 403, () => get(WATCH, { 'sec-fetch-site': 'cross-site' })],
    ['that does not accept event streams', 406, () => get(WATCH, { accept: 'application/json' })],
    ['without a query', 400, () => post('{}')],
    ['with variables that are a list', 400, () => post(JSON.stringify({ query: WATCH, variables: [] }))],
    ['whose body is no JSON', 400, () => post('subscription')],
    ['whose body is called something else', 415, () => post(JSON.stringify({ query: WATCH }), 'text/plain')],
    ['whose body is too large', 413, () => post(JSON.stringify({ query: WATCH, more: 'x'.repeat(300_000) }))],
    ['by another method', 405, () => fetch(sseUrlOf(gateway), { method: 'PUT' })],
  ])('%s is refused with %i', async (_, status, ask) => {
    const response = await ask();
    await response.text();
    expect(response.status).toBe(status);
  });
});
