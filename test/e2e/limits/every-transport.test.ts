import { TRANSPORTS } from '../../support/every-transport.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { openSocket } from '../../support/raw-socket.js';
import { TOO_MUCH } from '../../support/too-much.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** Longer addresses are refused before anybody reads them. */
const MAX_ADDRESS = 12_000;

it.each(TOO_MUCH)(
  '$name: refused by $limit, in the same words on every door',
  async ({ limit, query, variables }) => {
    const isShort = encodeURIComponent(query).length < MAX_ADDRESS;
    const doors = Object.entries(TRANSPORTS).filter(([name]) => isShort || !name.includes('GET'));
    const [first, ...others] = await Promise.all(doors.map(([, send]) => send(gateway, query, variables)));
    for (const errors of others) expect(errors).toEqual(first);
    const code = limit ? 'QUERY_TOO_LARGE' : 'GRAPHQL_VALIDATION_FAILED';
    expect(first?.[0]?.extensions.code).toBe(code);
    if (limit) expect(first?.[0]?.extensions.limit).toEqual({ name: limit, value: expect.any(Number) });
  },
);

const LIST = JSON.stringify([{ query: '{ eventCursor }' }]);

it('a list of operations is refused as a whole, over HTTP and SSE; a WebSocket is closed with the reason', async () => {
  const refusal = [{ extensions: { code: 'QUERY_TOO_LARGE', limit: { name: 'batch', value: 1 } } }];
  for (const [path, accept] of [
    ['/graphql', 'application/json'],
    ['/graphql/stream', 'text/event-stream'],
  ] as const) {
    const headers = { accept, 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url}${path}`, { method: 'POST', headers, body: LIST });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: refusal });
  }
  const socket = await openSocket(gateway);
  socket.socket.send(LIST);
  expect(await socket.closed).toEqual({ code: 4400, reason: 'Invalid message received' });
});

it('a limit is another one where LIMITS says so', async () => {
  const strict = await startGateway({ LIMITS: '{"aliases": 1}' });
  const failures = await TRANSPORTS.POST?.(strict, '{ a: eventCursor b: eventCursor }');
  expect(failures).toMatchObject([{ extensions: { limit: { name: 'aliases', value: 1 } } }]);
  await strict.close();
});
