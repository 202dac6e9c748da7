import { once } from 'node:events';
import { openSocket } from '../../support/raw-socket.js';
import { createStreamStage, type StreamStage } from '../../support/stream-stage.js';
import { until } from '../../support/until.js';

let stage: StreamStage;
let url: string;
beforeEach(async () => {
  stage = createStreamStage();
  url = await stage.listen();
});
afterEach(() => stage.close());

/** So long a silence that every connection is due. */
const SILENCE_MS = 13_000;

it('a WebSocket is pinged, stays while it answers, and is cut when it does not', async () => {
  const [alive, dead] = await Promise.all([openSocket({ url }), openSocket({ url }, { autoPong: false })]);
  const pings = { alive: 0, dead: 0 };
  alive.socket.on('ping', () => {
    pings.alive += 1;
  });
  dead.socket.on('ping', () => {
    pings.dead += 1;
  });
  await stage.clock.advance(SILENCE_MS);
  await until(() => pings.alive === 1 && pings.dead === 1);
  alive.socket.ping(); // its pong, and this, have come when the answer has
  await once(alive.socket, 'pong');
  await stage.clock.advance(SILENCE_MS);
  expect(await dead.closed).toMatchObject({ code: 1006 });
  await until(() => pings.alive === 2);
  expect(stage.streams.stats().webSockets).toBe(1);
  alive.socket.terminate();
});

it('an SSE stream gets a comment, which clients ignore', async () => {
  const cut = new AbortController();
  const query = encodeURIComponent('subscription { modelVersionStatusChanged { kind } }');
  const headers = { accept: 'text/event-stream' };
  const response = await fetch(`${url}/graphql/stream?query=${query}`, { headers, signal: cut.signal });
  await stage.clock.advance(SILENCE_MS);
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.endsWith(':\n\n')) break;
  }
  cut.abort();
  expect(text).toMatch(/^retry: \d+\n\n:\n\n$/);
  await until(() => stage.streams.stats().subscriptions === 0);
});
