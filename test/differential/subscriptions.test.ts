import { type Follow, type Followed, followByReference, followBySse, followByWebSocket } from './events.js';
import { type RandomOperation, randomOperations } from './operations.js';
import { SEED, SUBSCRIPTIONS, TIMEOUT_MS, toDifference } from './run.js';
import { type DifferentialServer, startDifferentialServer } from './server.js';
import type { Variables } from './variables.js';
import { VERSIONS } from './world.js';

const STATUSES = ['STOPPED', 'RUNNING'] as const;

let server: DifferentialServer;
beforeAll(async () => {
  server = await startDifferentialServer(0);
});
afterAll(() => server.close());

const told = { sse: 0, webSocket: 0 };
const differences: object[] = [];
let refused = 0;
let changes = 0;

it(
  `${SUBSCRIPTIONS} random subscriptions are told what graphql-js tells them, over WebSocket and SSE`,
  async () => {
    const { schema, world } = server;
    const { operations, rejected } = randomOperations(
      schema,
      world.samples,
      'subscription',
      SUBSCRIPTIONS,
      SEED,
    );
    const webSocket = await followByWebSocket(server);
    const ways = { reference: followByReference(server), sse: followBySse(server), webSocket };
    for (const it of operations) await run(it, ways);
    webSocket.end();
    console.info(JSON.stringify({ subscriptions: SUBSCRIPTIONS, rejected, refused, ...told }));
    expect(differences).toEqual([]);
    expect(Math.min(told.sse, told.webSocket)).toBeGreaterThan(SUBSCRIPTIONS); // else it shows nothing
  },
  TIMEOUT_MS,
);

/** Each way with all sets of variables at once: what is shared among them shows. */
async function run(
  operation: RandomOperation,
  { reference, sse, webSocket }: Record<'reference' | keyof typeof told, Follow>,
): Promise<void> {
  const open = operation.variables.map(async (variables) => {
    const all = [reference, sse, webSocket].map((follow) => follow(operation, variables));
    const [wanted, bySse, byWebSocket] = (await Promise.all(all)) as [Followed, Followed, Followed];
    return { variables, wanted, sse: bySse, webSocket: byWebSocket };
  });
  const those = await Promise.all(open);
  const told = await Promise.all(those.map((it) => compareNext(operation, it)));
  const accepted = those.filter((_, index) => told[index]);
  refused += those.length - accepted.length;
  // The rest of what is CURRENT, then a change.
  for (let i = 1; i < VERSIONS.length; i++)
    await Promise.all(accepted.map((it) => compareNext(operation, it)));
  await change();
  await Promise.all(accepted.map((it) => compareNext(operation, it)));
  for (const it of accepted) await Promise.all([it.wanted.end(), it.sse.end(), it.webSocket.end()]);
}

interface Open extends Record<keyof typeof told, Followed> {
  readonly variables: Variables;
  readonly wanted: Followed;
}

/** Whether there is more to come. */
async function compareNext(operation: RandomOperation, open: Open): Promise<boolean> {
  const wanted = await open.wanted.next();
  for (const way of ['sse', 'webSocket'] as const) {
    told[way] += 1;
    const difference = toDifference(operation, way, open.variables, wanted, await open[way].next());
    if (difference) differences.push(difference);
  }
  return wanted.data !== undefined;
}

/** One version moves, in the world and in the log. */
async function change(): Promise<void> {
  const { catalog, clock, upstream, world } = server;
  const [version] = world.versions;
  const status = STATUSES[changes++ % STATUSES.length];
  if (version === undefined || status === undefined) throw new Error('Expected a version.');
  await clock.advance(1);
  upstream.setStatus(version.arn, status);
  const observed = { ...version, status, observedAt: clock.now() };
  await catalog.observe({ kind: 'version-answer', version: observed, startedAt: clock.now() });
}
