import { setTimeout as wait } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Balancer, createBalancer } from '../../support/balancer.js';
import { buildGateway } from '../../support/gateway-process.js';
import { readMetrics, sumOf } from '../../support/metrics.js';
import { sseUrlOf, wsUrlOf } from '../../support/status-stream.js';
import { until } from '../../support/until.js';

const SUBSCRIBERS = 500;
/** As many as two shared cores give to the load and two gateways while other tests run; 200 by hand. */
const PER_SECOND = Number(process.env.REQUESTS_PER_SECOND ?? 50);
const WATCH = 'subscription Watch { modelVersionStatusChanged { kind cursor } }';
const READS = ['query Cursor { eventCursor }', 'query Projects { projects { nodes { name } } }'];

let program: ReturnType<typeof buildGateway>;
beforeAll(() => {
  program = buildGateway();
});
afterAll(() => program.remove());

/** Half of them by WebSocket, half by SSE, with public clients that come back by themselves. Gives the way to stop. */
function subscribeAll(balancer: Balancer): () => void {
  const forever = {
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => wait(50 + Math.random() * 200),
  };
  const sink = { next: () => {}, error: () => {}, complete: () => {} };
  const clients = Array.from({ length: SUBSCRIBERS }, (_, i) => {
    const url = () => (i % 2 === 0 ? wsUrlOf : sseUrlOf)({ url: balancer.pick() });
    const client =
      i % 2 === 0
        ? createWsClient({ ...forever, url, webSocketImpl: WebSocket, shouldRetry: () => true })
        : createSseClient({ ...forever, url });
    client.subscribe({ query: WATCH }, sink);
    return client;
  });
  return () => {
    for (const client of clients) void client.dispose();
  };
}

interface Load {
  /** Answers by gateway. */
  readonly answers: Map<string, number>;
  readonly failures: unknown[];
  /** Resolves when all that was sent has ended. */
  stop(): Promise<void>;
}

/** So many requests a second, whether or not those before have been answered. */
function startLoad(balancer: Balancer): Load {
  const answers = new Map<string, number>();
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  const send = () => {
    const ended = balancer
      .query(READS[sent++ % READS.length] ?? '')
      .then(({ url, body }) => {
        if (JSON.parse(body).errors) failures.push(body);
        answers.set(url, (answers.get(url) ?? 0) + 1);
      })
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(ended));
    underWay.add(ended);
  };
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1_000) * PER_SECOND;
    while (sent < due) send();
  }, 20);
  return {
    answers,
    failures,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}

it('a gateway that has to end under load fails nothing it accepted, and every subscriber goes on elsewhere', async () => {
  const [old, fresh] = await Promise.all([program.start(), program.start()]);
  const balancer = createBalancer([old.url, fresh.url]);
  const subscriptionsOf = async (url: string) => sumOf(await readMetrics(url), 'gateway_subscriptions');
  const load = startLoad(balancer);
  const stop = subscribeAll(balancer);
  await until(async () => (await subscriptionsOf(old.url)) === SUBSCRIBERS);
  await until(() => (load.answers.get(old.url) ?? 0) > PER_SECOND);

  old.send('SIGTERM');
  expect(await old.exit).toEqual([0, null]);
  await until(async () => (await subscriptionsOf(fresh.url)) === SUBSCRIBERS);
  await until(() => (load.answers.get(fresh.url) ?? 0) > PER_SECOND);
  await load.stop();

  expect(load.failures).toEqual([]);
  const samples = await readMetrics(fresh.url);
  const open = (transport: string) => sumOf(samples, 'gateway_subscribers', { transport });
  expect([open('websocket'), open('sse')]).toEqual([SUBSCRIBERS / 2, SUBSCRIBERS / 2]);
  stop();
  balancer.close();
  fresh.send('SIGINT');
  expect(await fresh.exit).toEqual([0, null]);
});
