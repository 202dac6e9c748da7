import { randomUUID } from 'node:crypto';
import { createRandom, oneOf } from '../../../support/random.js';
import { openSocket, type RawSocket, subscribe } from '../../../support/raw-socket.js';
import { createStreamStage, type StreamStage } from '../../../support/stream-stage.js';
import { until } from '../../../support/until.js';

/**
 * Random messages of a client against a model of graphql-transport-ws that was written from its specification alone
 * (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md).
 */
const GOOD = 'subscription { modelVersionStatusChanged { cursor } }';
const BAD = 'subscription { modelVersionStatusChanged { colour } }';
const LEFT_OUT =
  'subscription ($i: Boolean = false) { modelVersionStatusChanged @include(if: $i) { cursor } }';
const IDS = ['1', '2', '3'];
const RUNS = 150;
const SEED = 20_261_128;

interface Model {
  isAcknowledged: boolean;
  /** Ids whose subscriptions the client has not ended. */
  readonly live: Set<string>;
  /** Ids that were refused: how many errors are due. */
  errors: number;
  pongs: number;
  /** The code with which the server has to close; null: it must not. */
  closeCode: number | null;
}

type Send = { readonly message: object | string; readonly apply: (model: Model) => void };

const closing = (code: number) => (model: Model) => {
  model.closeCode = code;
};

const pinging = (model: Model) => {
  model.pongs += 1;
};

function subscribing(id: string, query: string): Send {
  return {
    message: subscribe(id, query),
    apply(model) {
      if (!model.isAcknowledged) model.closeCode = 4401;
      else if (model.live.has(id)) model.closeCode = 4409;
      else if (query === GOOD) model.live.add(id);
      else model.errors += 1;
    },
  };
}

/** Mostly what clients may send; now and then what they may not. */
function randomSend(random: () => number): Send {
  const id = oneOf(IDS, random) ?? '1';
  const roll = random();
  if (roll < 0.4) return subscribing(id, GOOD);
  if (roll < 0.8) return { message: { id, type: 'complete' }, apply: ({ live }) => live.delete(id) };
  // A refused id is busy until its error is on its way: each has one of its own.
  if (roll < 0.84) return subscribing(randomUUID(), oneOf([BAD, LEFT_OUT], random) ?? BAD);
  if (roll < 0.9) return { message: { type: 'ping' }, apply: pinging };
  if (roll < 0.94) return { message: { type: 'pong' }, apply: () => {} };
  if (roll < 0.96) return { message: { type: 'connection_init' }, apply: closing(4429) };
  if (roll < 0.98) return { message: { id, type: 'next', payload: {} }, apply: closing(4400) };
  return { message: oneOf(['{', '[]', '7', '{"type":"listen"}'], random) ?? '{', apply: closing(4400) };
}

const say = ({ socket }: RawSocket, message: object | string) =>
  socket.send(typeof message === 'string' ? message : JSON.stringify(message));

/** Lets some steps of the server pass: messages come in one burst, or between the steps of what they begin. */
async function delay(random: () => number): Promise<void> {
  if (random() < 0.6) return;
  for (let turns = Math.floor(random() * 6); turns > 0; turns--)
    await new Promise((done) => setImmediate(done));
}

const countOf = ({ messages }: RawSocket, type: string) => messages.filter((it) => it.type === type).length;

/** All that was sent before has been looked at by then. */
async function roundTrip(socket: RawSocket, model: Model): Promise<void> {
  say(socket, { type: 'ping' });
  model.pongs += 1;
  await until(() => countOf(socket, 'pong') === model.pongs);
}

async function checkOpen(stage: StreamStage, socket: RawSocket, model: Model): Promise<void> {
  await roundTrip(socket, model);
  await until(() => countOf(socket, 'error') === model.errors);
  await until(() => stage.streams.stats().subscriptions === model.live.size);
  const from = socket.messages.length;
  await stage.makeChanges(1);
  const told = () => socket.messages.slice(from).map(({ id }) => id);
  await until(() => told().length >= model.live.size);
  await roundTrip(socket, model);
  expect(
    told()
      .filter((id) => id !== undefined)
      .sort(),
  ).toEqual([...model.live].sort());
}

let stage: StreamStage;
let url: string;
beforeEach(async () => {
  stage = createStreamStage();
  url = await stage.listen();
  await stage.makeChanges(20);
});
afterEach(async () => {
  for (const { socket } of sockets.splice(0)) socket.terminate();
  await stage.close();
});

const sockets: RawSocket[] = [];
async function open(init: boolean): Promise<RawSocket> {
  const socket = await openSocket({ url }, { init });
  sockets.push(socket);
  return socket;
}

it('subscribe, complete and subscribe of one id in one burst is one subscription', async () => {
  const socket = await open(true);
  socket.send(subscribe('1', GOOD), { id: '1', type: 'complete' }, subscribe('1', GOOD));
  await until(() => stage.streams.stats().subscriptions === 1);
  await stage.makeChanges(1);
  await socket.message(({ id }) => id === '1');
  socket.send({ id: '1', type: 'complete' });
  await until(() => stage.streams.stats().subscriptions === 0);
  await stage.makeChanges(1);
  socket.send({ type: 'ping' });
  await socket.message(({ type }) => type === 'pong');
  expect(socket.messages.map(({ type }) => type)).toEqual(['connection_ack', 'next', 'pong']);
  socket.socket.terminate();
});

it('any sequence of messages has the outcome that the specification gives it, and leaves no subscription', async () => {
  const random = createRandom(SEED);
  const outcomes = new Map<number | null, number>();
  for (let run = 0; run < RUNS; run++) {
    const init = random() < 0.95;
    const socket = await open(init);
    const model: Model = { isAcknowledged: init, live: new Set(), errors: 0, pongs: 0, closeCode: null };
    for (let left = Math.floor(random() * 25); left > 0 && model.closeCode === null; left--) {
      const { message, apply } = randomSend(random);
      if (!init && typeof message === 'object' && 'type' in message && message.type === 'connection_init')
        continue;
      apply(model);
      say(socket, message);
      await delay(random);
    }
    outcomes.set(model.closeCode, (outcomes.get(model.closeCode) ?? 0) + 1);
    if (model.closeCode === null) await checkOpen(stage, socket, model);
    else expect(await socket.closed).toMatchObject({ code: model.closeCode });
    if (socket.socket.readyState === socket.socket.OPEN) {
      socket.socket.terminate();
      await socket.closed;
    }
    await until(() => stage.streams.stats().subscriptions === 0 && stage.streams.stats().webSockets === 0);
    expect(stage.sharesTaken()).toBe(0);
  }
  // A weak generator would show here.
  expect([...outcomes.keys()].sort()).toEqual([null, 4400, 4401, 4409, 4429].sort());
});
