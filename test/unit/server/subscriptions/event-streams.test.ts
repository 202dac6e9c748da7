import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Caller, LOCAL_OWNER } from '../../../../src/domain/caller.js';
import { createStreamStage, type StreamStage } from '../../../support/stream-stage.js';
import { until } from '../../../support/until.js';

let stage: StreamStage;
/** Of the caller who waits for it; null: nobody does. */
let signIn: ((caller: Caller) => void) | null = null;
let isSlow = false;
let url: string;

beforeEach(async () => {
  isSlow = false;
  signIn = null;
  const waiting = () =>
    new Promise<Caller>((resolve) => {
      signIn = resolve;
    });
  stage = createStreamStage({ authenticate: async () => (isSlow ? waiting() : LOCAL_OWNER) });
  url = await stage.listen();
});
afterEach(() => stage.close());

/** On a connection of its own. */
function follow(args: string) {
  const query = encodeURIComponent(`subscription { modelVersionStatusChanged${args} { cursor } }`);
  const headers = { accept: 'text/event-stream' };
  const request = get(`${url}/graphql/stream?query=${query}`, { agent: false, headers });
  request.on('error', () => {}); // of the connection that is cut
  const response = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
  return { response, cut: () => request.destroy() };
}

const left = () => {
  const { eventStreams, subscriptions } = stage.streams.stats();
  return [eventStreams, subscriptions, stage.sharesTaken()];
};
const isNothingLeft = () => left().every((it) => it === 0);

it('ends with its connection, though nothing happens', async () => {
  const { cut } = follow('');
  await until(() => left().every((it) => it === 1));
  cut();
  await until(isNothingLeft);
});

it('ends where its connection went while it was being opened', async () => {
  stage.upstream.delayMs = () => 1_000;
  const { cut } = follow('(includeCurrent: true, statuses: [DELETING])'); // none of which there is
  await until(() => left().every((it) => it === 1));
  cut();
  await until(async () => (await stage.connections()) === 0);
  for (let call = 0; call < 3; call++) await stage.clock.advance(1_000); // the projects, and their versions
  await until(isNothingLeft);
});

it('does not begin where its connection went while its caller signed in', async () => {
  isSlow = true;
  const { cut } = follow('');
  await until(() => signIn !== null);
  cut();
  await until(async () => (await stage.connections()) === 0);
  signIn?.(LOCAL_OWNER);
  await new Promise((resolve) => setImmediate(resolve)); // after all that follows at once
  expect(left()).toEqual([0, 0, 0]);
});

it('that cannot begin leaves nothing', async () => {
  expect(await text(await follow('(after: "never given")').response)).toContain('BAD_USER_INPUT');
  await until(isNothingLeft);
});
