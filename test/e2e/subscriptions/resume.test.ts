import { WebSocket } from 'ws';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTrainedModels, NO_RATES, start, stop } from '../../support/models.js';
import { createRandom } from '../../support/random.js';
import {
  cursorOf,
  followByWs,
  type StatusEvent,
  type Stream,
  sseUrlOf,
  WATCH_STATUS,
  wsUrlOf,
} from '../../support/status-stream.js';

const CYCLE = ['STARTING', 'RUNNING', 'STOPPING', 'STOPPED'] as const;
const CYCLES = 25;
const CUTS = 100;

/** Reads on from `after` until `isEnough`, then drops the connection without a word. */
type ReadOn = (
  gateway: TestGateway,
  after: string,
  keep: (event: StatusEvent) => void,
  isEnough: () => boolean,
) => Promise<void>;

const byWebSocket: ReadOn = (gateway, after, keep, isEnough) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(wsUrlOf(gateway), 'graphql-transport-ws');
    const payload = { query: WATCH_STATUS, variables: { after } };
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_ack')
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
      // What had come before it was cut is lost with the connection.
      if (message.type === 'next' && !isEnough()) keep(message.payload.data.modelVersionStatusChanged);
      if (message.type === 'error') reject(new Error(JSON.stringify(message.payload)));
      if (isEnough()) socket.terminate();
    });
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });

/** As a browser's EventSource does it: the variables stay as they were, Last-Event-ID says where to go on. */
const byEventSource: ReadOn = async (gateway, after, keep, isEnough) => {
  const cut = new AbortController();
  const headers = { accept: 'text/event-stream', 'last-event-id': after };
  const search = new URLSearchParams({
    query: WATCH_STATUS,
    variables: JSON.stringify({ after: 'of-long-ago' }),
  });
  const response = await fetch(`${sseUrlOf(gateway)}?${search}`, { headers, signal: cut.signal });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, json] = /^event: next\nid: (.+)\ndata: (.+)$/.exec(block) ?? [];
      if (json === undefined) continue;
      const event = JSON.parse(json).data.modelVersionStatusChanged;
      expect(id).toBe(event.cursor);
      if (isEnough()) break;
      keep(event);
    }
    if (isEnough()) break; // ends the iteration, and with it the connection
  }
  cut.abort();
};

describe('a client that is cut again and again', () => {
  let gateway: TestGateway;
  let arns: string[] = [];

  beforeAll(async () => {
    gateway = await startGateway({
      EMULATOR_DATA: 'empty',
      POLL_INTERVAL_MS: '100',
      ...NO_RATES,
    });
    ({ arns } = await createTrainedModels(gateway, ['one', 'two']));
  });

  afterAll(() => gateway.close());

  /** Two models side by side, 200 transitions in all. */
  async function makeTransitions(reference: Stream): Promise<void> {
    const seen = (arn: string, status: string, times: number) => (events: readonly StatusEvent[]) =>
      events.filter((it) => it.modelVersionArn === arn && it.status === status).length === times;
    await Promise.all(
      arns.map(async (arn) => {
        for (let cycle = 1; cycle <= CYCLES; cycle++) {
          await start(gateway, arn);
          await reference.until(seen(arn, 'RUNNING', cycle));
          await stop(gateway, arn);
          await reference.until(seen(arn, 'STOPPED', cycle));
        }
      }),
    );
  }

  it('resumes with its last cursor: nothing lost, nothing twice, order kept', async () => {
    const random = createRandom(20_261_121);
    const after = await cursorOf(gateway);
    const reference = followByWs(gateway, { after });
    const total = arns.length * CYCLES * CYCLE.length;
    const events: StatusEvent[] = [];
    let cuts = 0;

    async function follow(): Promise<void> {
      while (events.length < total) {
        const readOn = random() < 0.5 ? byWebSocket : byEventSource;
        // Sometimes before the first event, so that it is a reconnect that finds nothing new.
        const goal = events.length + Math.floor(random() * (cuts < CUTS ? 4 : total));
        await readOn(
          gateway,
          events.at(-1)?.cursor ?? after,
          (event) => events.push(event),
          () => events.length >= Math.min(goal, total),
        );
        cuts += 1;
      }
    }

    await Promise.all([makeTransitions(reference), follow()]);
    reference.stop();
    expect(cuts).toBeGreaterThanOrEqual(CUTS);
    expect(events).toEqual(reference.events);
    expect(new Set(events.map((it) => it.cursor)).size).toBe(total);
    for (const arn of arns)
      expect(events.filter((it) => it.modelVersionArn === arn).map((it) => it.status)).toEqual(
        Array.from({ length: CYCLES }, () => CYCLE).flat(),
      );
  });
});

describe('a client that comes back too late', () => {
  it('gets a GAP, then how things stand, then what happens live', async () => {
    const gateway = await startGateway({
      EMULATOR_DATA: 'empty',
      EVENT_LOG_MAX: '100',
      POLL_INTERVAL_MS: '100',
      ...NO_RATES,
    });
    const { arns, projectArn } = await createTrainedModels(gateway, ['one', 'two']);
    const old = await cursorOf(gateway);
    const reference = followByWs(gateway, { after: old });
    const arn = arns[0] ?? '';
    const count = (status: string) => reference.events.filter((it) => it.status === status).length;
    for (let cycle = 1; cycle <= 26; cycle++) {
      await start(gateway, arn);
      await reference.until(() => count('RUNNING') === cycle);
      await stop(gateway, arn);
      await reference.until(() => count('STOPPED') === cycle);
    }
    const late = followByWs(gateway, { projectArns: [projectArn], after: old, includeCurrent: true });
    await late.until((events) => events.length === 3);
    await start(gateway, arn);
    const events = await late.until((it) => it.at(-1)?.status === 'RUNNING');
    expect(events.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'GAP null',
      'CURRENT TRAINING_COMPLETED',
      'CURRENT STOPPED',
      'CHANGED STARTING',
      'CHANGED RUNNING',
    ]);
    reference.stop();
    late.stop();
    await gateway.close();
  });
});
