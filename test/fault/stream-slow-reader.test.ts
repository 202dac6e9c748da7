import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openSocket, type RawSocket, subscribe } from '../support/raw-socket.js';
import { createStreamStage, type StreamStage } from '../support/stream-stage.js';
import { until } from '../support/until.js';

const QUERY = `subscription($after: String) {
  modelVersionStatusChanged(after: $after) { kind cursor modelVersion { name status statusMessage } }
}`;
const EVENTS = 20_000;
/** So long that the kernel's buffers hold a small part of the events. */
const MESSAGE = 'x'.repeat(2_000);
const MIB = 1024 * 1024;
const MOST_MIB = 4;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

async function usedMib(): Promise<number> {
  collectGarbage();
  await new Promise((resolve) => setImmediate(resolve)); // buffers are let go of beside the collection
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MIB;
}

interface Event {
  readonly kind: string;
  readonly cursor: string;
}

/** Counts what comes and keeps the last; gives how the stream ended. */
function reader() {
  const seen = { cursors: new Set<string>(), last: '', kinds: new Set<string>(), ending: null as unknown };
  return {
    seen,
    take(text: string): void {
      const message = JSON.parse(text);
      const event: Event | undefined = (message.payload ?? message).data?.modelVersionStatusChanged;
      if (event === undefined) seen.ending = message.payload ?? message.errors;
      else {
        seen.cursors.add(event.cursor);
        seen.kinds.add(event.kind);
        seen.last = event.cursor;
      }
    },
  };
}

/** One who reads nothing until told to. */
interface Sleeper {
  readonly seen: ReturnType<typeof reader>['seen'];
  wake(): void;
  readonly gone: Promise<unknown>;
  leave(): void;
}

async function openWebSocket(url: string, after: string): Promise<{ raw: RawSocket } & Sleeper> {
  const raw = await openSocket({ url });
  const { seen, take } = reader();
  raw.socket.removeAllListeners('message');
  raw.socket.on('message', (data) => take(String(data)));
  raw.send(subscribe('1', QUERY, { after }));
  return {
    raw,
    seen,
    wake: () => raw.socket.resume(),
    gone: raw.closed,
    leave: () => raw.socket.terminate(),
  };
}

async function sleepingWebSocket(url: string, after: string): Promise<Sleeper> {
  const sleeper = await openWebSocket(url, after);
  sleeper.raw.socket.pause();
  return sleeper;
}

async function sleepingEventStream(url: string, after: string): Promise<Sleeper> {
  const search = new URLSearchParams({ query: QUERY, variables: JSON.stringify({ after }) });
  const headers = { accept: 'text/event-stream' };
  const asked: ClientRequest = request(`${url}/graphql/stream?${search}`, { headers, agent: false });
  asked.on('error', () => {}); // 'close' follows
  asked.end();
  const [response]: [IncomingMessage] = (await once(asked, 'response')) as never;
  response.on('error', () => {});
  const { seen, take } = reader();
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const json = /^data: (\{.+\})$/m.exec(block)?.[1];
      if (json) take(json);
    }
  });
  response.pause();
  const gone = new Promise((resolve) => response.once('close', resolve));
  return { seen, wake: () => response.resume(), gone, leave: () => asked.destroy() };
}

const SLEEPERS = { 'a WebSocket': sleepingWebSocket, SSE: sleepingEventStream };

let stage: StreamStage;
let url: string;

async function start(eventLogMax: number): Promise<void> {
  stage = createStreamStage({ eventLogMax });
  url = await stage.listen();
}

afterEach(() => stage.close());

function advanceUntil(isSo: () => boolean): Promise<void> {
  return until(async () => {
    await stage.clock.advance(1_000);
    return isSo();
  });
}

/** No more at a time than a short log keeps for who reads. */
async function pass(follower: Sleeper): Promise<void> {
  for (let made = 0; made < EVENTS; made += 500) {
    await stage.makeChanges(500, MESSAGE);
    await everyEventArrives(follower, made + 500);
  }
}

/** What others must not wait for. */
async function everyEventArrives(follower: Sleeper, count: number): Promise<void> {
  await until(() => follower.seen.cursors.size === count);
  expect(follower.seen.last).toBe(await stage.catalog.log.tail());
}

describe.each(Object.keys(SLEEPERS) as (keyof typeof SLEEPERS)[])(
  'who stops reading over %s',
  (transport) => {
    const sleep = SLEEPERS[transport];

    it('costs no memory and delays no other while 20,000 events pass', async () => {
      await start(1_000);
      const tail = await stage.catalog.log.tail();
      const first = await openWebSocket(url, tail);
      await pass(first); // fills what is filled without a sleeper, too
      first.leave();
      await first.gone;

      const from = await stage.catalog.log.tail();
      const sleepers = await Promise.all(Array.from({ length: 10 }, () => sleep(url, from)));
      const follower = await openWebSocket(url, from);
      const before = await usedMib();
      await pass(follower);
      follower.seen.cursors.clear();
      expect((await usedMib()) - before).toBeLessThan(MOST_MIB);
      expect(sleepers.map((it) => it.seen.cursors.size)).toEqual(sleepers.map(() => 0));
      expect(stage.streams.stats().subscriptions).toBe(11);
      for (const it of [...sleepers, follower]) it.leave();
      await until(() => stage.streams.stats().subscriptions === 0);
    });

    it('gets SLOW_CONSUMER with the last cursor, and goes on from there without a loss', async () => {
      await start(50_000);
      const from = await stage.catalog.log.tail();
      const sleeper = await sleep(url, from);
      await until(() => stage.streams.stats().subscriptions === 1);
      await stage.makeChanges(EVENTS, MESSAGE);
      await advanceUntil(() => stage.streams.stats().slowConsumers === 1);
      sleeper.wake();
      await until(() => sleeper.seen.ending !== null);
      expect(sleeper.seen.ending).toMatchObject([
        { extensions: { code: 'SLOW_CONSUMER', cursor: sleeper.seen.last } },
      ]);
      const had = sleeper.seen.cursors.size;
      expect(had).toBeGreaterThan(0);
      expect(had).toBeLessThan(EVENTS);
      sleeper.leave();

      const again = await openWebSocket(url, sleeper.seen.last);
      await everyEventArrives(again, EVENTS - had);
      expect([...again.seen.kinds]).toEqual(['CHANGED']);
      again.leave();
    });

    it('gets SLOW_CONSUMER when the log has gone on without it, and then meets a GAP', async () => {
      await start(1_000);
      const from = await stage.catalog.log.tail();
      const sleeper = await sleep(url, from);
      await until(() => stage.streams.stats().subscriptions === 1);
      await stage.makeChanges(EVENTS, MESSAGE);
      sleeper.wake();
      await until(() => sleeper.seen.ending !== null);
      expect(sleeper.seen.ending).toMatchObject([{ extensions: { code: 'SLOW_CONSUMER' } }]);
      const [{ extensions }] = sleeper.seen.ending as [{ extensions: { cursor: string } }];
      sleeper.leave();

      const again = await openWebSocket(url, extensions.cursor);
      await everyEventArrives(again, 1);
      expect([...again.seen.kinds]).toEqual(['GAP']);
      again.leave();
    });

    it('loses its connection at last', async () => {
      await start(50_000);
      const sleeper = await sleep(url, await stage.catalog.log.tail());
      await until(() => stage.streams.stats().subscriptions === 1);
      await stage.makeChanges(EVENTS, MESSAGE);
      const { stats } = stage.streams;
      await advanceUntil(() => stats().webSockets + stats().eventStreams === 0);
      sleeper.wake(); // and learns of it
      await sleeper.gone;
    });
  },
);

it('a client that sends without reading the answers loses its connection', async () => {
  await start(1_000);
  const raw = await openSocket({ url });
  raw.socket.pause();
  // Each by an id of its own: one that is in use would end the connection for another reason.
  const wrong = (i: number) => JSON.stringify(subscribe(`${i}`, `subscription { ${'x'.repeat(1_000)} }`));
  let isClosed = false;
  raw.socket.once('close', () => {
    isClosed = true;
  });
  for (let i = 0; i < 20_000 && stage.streams.stats().webSockets > 0; i++) {
    raw.socket.send(wrong(i));
    if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => stage.streams.stats().webSockets === 0); // the reason is sent; nobody waits long for an answer
  raw.socket.resume();
  await until(() => isClosed);
});
