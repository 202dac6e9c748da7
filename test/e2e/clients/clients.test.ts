import WebSocket from 'ws';
import {
  GatewayStatusDocument,
  ListProjectsDocument,
  StartModelDocument,
  StopModelDocument,
} from '../../../schema/generated/operations.js';
import { type LastingGateway, startLastingGateway } from '../../support/lasting-gateway.js';
import type { Stream } from '../../support/status-stream.js';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js';
import { until } from '../../support/until.js';
import { FOLLOWING, RUNNING } from './drivers.js';
import { graphqlRequest, urqlStreams } from './small-clients.js';
import { connectionsOf, findModel, openStream, runnerOf } from './stage.js';

// Browsers have it, and Node from 22 on.
Object.assign(globalThis, { WebSocket });

const MINUTE_MS = 60_000;
const anyone = () => '';

let gateway: LastingGateway;
let arn: string;
beforeAll(async () => {
  gateway = await startLastingGateway();
  arn = await findModel(gateway.url, anyone);
});
afterAll(() => gateway.close());

/** What the demo's model is told to do, and then has done. */
async function change(document: typeof StartModelDocument | typeof StopModelDocument): Promise<void> {
  const variables = { modelVersionArn: arn } as never;
  await runnerOf(graphqlRequest, gateway.url, anyone).run(document as typeof StartModelDocument, variables);
  await gateway.control.advance(MINUTE_MS);
}

const isRunning = (events: Stream['events']) => events.at(-1)?.status === 'RUNNING';
const isStopped = (events: Stream['events']) => events.at(-1)?.status === 'STOPPED';

describe.each(Object.entries(RUNNING))('%s', (_name, create) => {
  it('runs a query', async () => {
    const { run } = runnerOf(create, gateway.url, anyone);
    expect((await run(GatewayStatusDocument, {})).gateway.upstream).toBe('AWS');
  });

  it('runs a mutation, and tells what it was refused for', async () => {
    const { run } = runnerOf(create, gateway.url, anyone);
    const { stopModelVersion } = await run(StopModelDocument, { modelVersionArn: `${arn}0` });
    expect(stopModelVersion.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['modelVersionArn'] }]);
  });

  it('throws what is wrong with its variables', async () => {
    const failing = runnerOf(create, gateway.url, anyone).run(ListProjectsDocument, { first: 0 });
    await expect(failing).rejects.toThrow('first: expected 1 to 100, not 0.');
  });
});

const EVERY_STREAM = { ...FOLLOWING, 'urql with fetchSubscriptions': urqlStreams };

it.each(Object.entries(EVERY_STREAM))('%s follows a model', async (_name, create) => {
  const stream = await openStream(create, gateway.url, anyone, arn);
  try {
    await change(StartModelDocument);
    await stream.until(isRunning);
    await change(StopModelDocument);
    await stream.until(isStopped);
  } finally {
    stream.stop();
  }
  const statuses = stream.events.slice(1).map((it) => it.status);
  expect(statuses).toEqual(['STARTING', 'RUNNING', 'STOPPING', 'STOPPED']);
});

describe('after a restart of the gateway', () => {
  const runners: Record<string, ReturnType<typeof runnerOf>> = {};
  const streams: Record<string, Stream> = {};
  /** One before each client that follows: whether it was refused while the gateway was away. */
  const proxies: TcpProxy[] = [];

  beforeAll(async () => {
    for (const [name, create] of Object.entries(RUNNING)) {
      const runner = runnerOf(create, gateway.url, anyone);
      runners[name] = runner;
      await runner.run(GatewayStatusDocument, {});
    }
    for (const [name, create] of Object.entries(FOLLOWING)) {
      const proxy = await startTcpProxy(Number(new URL(gateway.url).port));
      proxies.push(proxy);
      streams[name] = await openStream(create, `http://127.0.0.1:${proxy.port}`, anyone, arn);
    }
    await gateway.stop();
    await until(() => proxies.every((it) => it.unanswered() > 0));
    await gateway.start();
  });
  afterAll(async () => {
    for (const stream of Object.values(streams)) stream.stop();
    for (const proxy of proxies) await proxy.close();
  });

  it.each(Object.keys(RUNNING))('%s runs its next query', async (name) => {
    const data = await runners[name]?.run(ListProjectsDocument, {});
    expect(data?.projects.nodes.map((it) => it.name)).toContain('circuit-boards');
  });

  it.each(Object.keys(FOLLOWING))('%s subscribes again', async (name) => {
    await streams[name]?.until((events) => connectionsOf({ events }) === 2);
  });

  it('each gets the next change', async () => {
    await change(StartModelDocument);
    for (const stream of Object.values(streams)) await stream.until(isRunning);
    await change(StopModelDocument);
  });
});
