import {
  type Client,
  GatewayError,
  type StatusEvent,
  type WatchOptions,
} from '../../../../src/client/index.js';
import { BoardStore } from '../../../../src/web/board/data/store.js';
import {
  BoardGatewayDocument,
  BoardHistoriesDocument,
  BoardModelsDocument,
  BoardOverviewDocument,
} from '../../../../src/web/board/generated.js';
import { until } from '../../../support/until.js';
import { modelOf } from './models.js';

const ARN = 'arn:aws:rekognition:us-east-1:123456789012:project/cats/version/v1/1';
const GATEWAY = { eventCursor: 'c0', gateway: { upstream: 'EMULATOR', version: '1' } };

/** A gateway with one model, that a test changes, breaks and mends. */
function scripted() {
  const world = {
    model: modelOf({ arn: ARN, status: 'RUNNING' }),
    reads: 0,
    failure: null as GatewayError | null,
    streams: [] as {
      emit(event: Partial<StatusEvent>): void;
      fail(error: Error): void;
      options: WatchOptions;
    }[],
  };
  const answers = new Map<unknown, () => object>([
    [BoardGatewayDocument, () => GATEWAY],
    [BoardHistoriesDocument, () => ({ modelVersions: [] })],
    [BoardModelsDocument, () => ({ modelVersions: [world.model] })],
    [
      BoardOverviewDocument,
      () => {
        world.reads++;
        const nodes = [
          { arn: 'arn:p/cats/1', viewerMay: [], all: { totalCount: 1 }, moving: { nodes: [world.model] } },
        ];
        return { projects: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } };
      },
    ],
  ]);
  async function* watchStatus(options: WatchOptions = {}) {
    const waiting: (() => StatusEvent)[] = [];
    let wake = () => {};
    const push = (next: () => StatusEvent) => {
      waiting.push(next);
      wake();
    };
    const thrown = (error: unknown) => () => {
      throw error;
    };
    options.signal?.addEventListener('abort', () => push(thrown(options.signal?.reason)));
    world.streams.push({
      emit: (event) =>
        push(() => ({ kind: 'CHANGED', cursor: 'c', observedAt: 'z', ...event }) as StatusEvent),
      fail: (error) => push(thrown(error)),
      options,
    });
    options.onOpen?.();
    for (;;) {
      const next = waiting.shift();
      if (next) yield next();
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  const query = async (document: unknown) => {
    if (world.failure) throw world.failure;
    return answers.get(document)?.();
  };
  return { world, client: { query, watchStatus } as unknown as Client };
}

let store: BoardStore;
afterEach(() => store.end());

function start() {
  const { world, client } = scripted();
  store = new BoardStore(client, queueMicrotask, { togetherMs: 0, againMs: 1 });
  void store.run();
  return world;
}

const isLive = () => store.read().connection === 'live';
const statusOf = () => store.read().models.get(ARN)?.status;

it('events begin where the data were read, and show', async () => {
  const world = start();
  await until(isLive);
  expect(world.streams[0]?.options.after).toBe('c0');
  world.model = modelOf({ arn: ARN, status: 'STOPPING', observedAt: 'z' });
  world.streams[0]?.emit({ modelVersionArn: ARN, previousStatus: 'RUNNING', status: 'STOPPING' });
  await until(() => statusOf() === 'STOPPING');
  expect(store.read().recent).toMatchObject([{ arn: ARN, status: 'STOPPING' }]);
});

it('a model that is gone stays gone, whatever was read before', async () => {
  const world = start();
  await until(isLive);
  world.streams[0]?.emit({ modelVersionArn: ARN, previousStatus: 'DELETING', status: null });
  await until(() => statusOf() === undefined);
  await store.refresh();
  expect(statusOf()).toBeUndefined();
});

it('after a GAP everything is read again, and until then the page is not live', async () => {
  const world = start();
  await until(isLive);
  const seen: string[] = [];
  store.subscribe(() => seen.push(store.read().connection));
  world.model = modelOf({ arn: ARN, status: 'FAILED' });
  world.streams[0]?.emit({ kind: 'GAP', modelVersionArn: null, status: null });
  await until(() => world.streams.length === 2 && isLive());
  expect(statusOf()).toBe('FAILED');
  expect(seen.indexOf('catching-up')).toBeLessThan(seen.indexOf('live'));
  expect(seen).toContain('catching-up');
});

it('when the stream comes back, what was missed is read before it counts as live', async () => {
  const world = start();
  await until(isLive);
  const { options } = world.streams[0] ?? {};
  options?.onRetry?.(new GatewayError('NETWORK_ERROR', 'away'), 1);
  expect(store.read()).toMatchObject({ connection: 'lost', lostAt: expect.any(Number) });
  world.model = modelOf({ arn: ARN, status: 'FAILED' });
  options?.onOpen?.();
  expect(store.read().connection).toBe('catching-up');
  await until(isLive);
  expect([statusOf(), store.read().lostAt, world.streams.length]).toEqual(['FAILED', null, 1]);
});

it('after a sleep of the machine it begins anew, and says so until it is current', async () => {
  const world = start();
  await until(isLive);
  store.restart();
  expect(store.read().connection).toBe('lost');
  await until(() => world.streams.length === 2 && isLive());
});

it('a token that has expired ends it; any other failure is tried again', async () => {
  const world = start();
  await until(isLive);
  world.failure = new GatewayError('NETWORK_ERROR', 'away');
  world.streams[0]?.fail(world.failure);
  await until(() => store.read().connection === 'lost');
  expect(store.read().phase.kind).toBe('ready');
  world.failure = new GatewayError('UNAUTHENTICATED', 'who?');
  await until(() => store.read().phase.kind === 'signed-out');
});
