import {
  type Client,
  GatewayError,
  type GatewayEvent,
  type ModelVersionStatus,
  type WatchEventsOptions,
} from '../../../../src/client/index.js';
import type { BoardModel } from '../../../../src/web/board/data/model.js';
import { BoardStore } from '../../../../src/web/board/data/store.js';
import {
  BoardGatewayDocument,
  BoardHistoriesDocument,
  BoardModelsDocument,
  BoardOverviewDocument,
  BoardSearchDocument,
} from '../../../../src/web/board/generated.js';
import { until } from '../../../support/until.js';
import { modelOf } from './models.js';

const ARN = 'arn:aws:rekognition:us-east-1:123456789012:project/cats/version/v1/1';
const EVENT = { kind: 'STATUS_CHANGED', cursor: 'c', observedAt: 'z', modelVersionArn: null };

interface Asked {
  readonly arns?: string[];
  readonly namePrefix?: string;
  readonly after?: string | null;
}

/** A gateway with one model, that a test changes, breaks and mends. */
function scripted() {
  const world = {
    model: modelOf({ arn: ARN, status: 'RUNNING' }),
    others: [] as BoardModel[],
    reads: 0,
    /** Pages of the overview: all but the first come when `held` lets them. */
    pages: 1,
    held: Promise.resolve(),
    asked: [] as string[][],
    /** What a search finds, a page each. */
    found: [] as BoardModel[][],
    prefixes: [] as string[],
    trainings: [] as object[],
    upstream: 'EMULATOR',
    failure: null as GatewayError | null,
    streams: [] as {
      emit(event: Partial<GatewayEvent>): void;
      fail(error: Error): void;
      options: WatchEventsOptions;
    }[],
  };
  const answers = new Map<unknown, (after: string | null) => object>([
    [
      BoardGatewayDocument,
      () => ({ eventCursor: 'c0', gateway: { upstream: world.upstream, version: '1' } }),
    ],
    [
      BoardHistoriesDocument,
      () => {
        const project = { modelVersions: { nodes: world.trainings } };
        return { modelVersions: [{ arn: ARN, statusHistory: { nodes: [] }, project }] };
      },
    ],
    [BoardModelsDocument, () => ({ modelVersions: [world.model, ...world.others] })],
    [
      BoardOverviewDocument,
      (after) => {
        world.reads++;
        const page = Number(after ?? 0);
        const nodes = [
          { arn: 'arn:p/cats/1', viewerMay: [], all: { totalCount: 1 }, moving: { nodes: [world.model] } },
        ];
        const pageInfo = { hasNextPage: page + 1 < world.pages, endCursor: String(page + 1) };
        return { projects: { nodes, pageInfo } };
      },
    ],
  ]);
  async function* watchEvents(options: WatchEventsOptions = {}) {
    const waiting: (() => GatewayEvent)[] = [];
    let wake = () => {};
    const push = (next: () => GatewayEvent) => {
      waiting.push(next);
      wake();
    };
    const thrown = (error: unknown) => () => {
      throw error;
    };
    options.signal?.addEventListener('abort', () => push(thrown(options.signal?.reason)));
    world.streams.push({
      emit: (event) => push(() => ({ ...EVENT, ...event }) as GatewayEvent),
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
  const search = (namePrefix: string, after: string | null) => {
    world.prefixes.push(namePrefix);
    const page = Number(after ?? 0);
    const nodes = [{ modelVersions: { nodes: world.found[page] ?? [] } }];
    const pageInfo = { hasNextPage: page + 1 < world.found.length, endCursor: String(page + 1) };
    return { projects: { nodes, pageInfo } };
  };
  const query = async (document: unknown, { arns, namePrefix, after = null }: Asked = {}) => {
    if (world.failure) throw world.failure;
    if (document === BoardSearchDocument) return search(namePrefix ?? '', after);
    if (document === BoardModelsDocument && arns) world.asked.push(arns);
    if (document === BoardOverviewDocument && after !== null) await world.held;
    return answers.get(document)?.(after);
  };
  return { world, client: { query, watchEvents } as unknown as Client };
}

let store: BoardStore;
afterEach(() => store.end());

interface Given {
  readonly upstream?: string;
  readonly trainings?: object[];
  readonly pages?: number;
  readonly held?: Promise<void>;
}

function start(given: Given = {}) {
  const { world, client } = scripted();
  Object.assign(world, given);
  store = new BoardStore(client, queueMicrotask, { togetherMs: 0, againMs: 1 });
  void store.run();
  return world;
}

function changed(previousStatus: ModelVersionStatus, status: ModelVersionStatus | null) {
  return { modelVersionArn: ARN, statusChange: { previousStatus, status } };
}

const isLive = () => store.read().connection === 'live';
const statusOf = () => store.read().models.get(ARN)?.status;

it('events begin where the data were read, and show', async () => {
  const world = start();
  await until(isLive);
  expect(world.streams[0]?.options.after).toBe('c0');
  world.model = modelOf({ arn: ARN, status: 'STOPPING', observedAt: 'z' });
  world.streams[0]?.emit(changed('RUNNING', 'STOPPING'));
  await until(() => statusOf() === 'STOPPING');
  expect(store.read().recent).toMatchObject([{ arn: ARN, status: 'STOPPING' }]);
});

it('a model that is gone stays gone, whatever was read before', async () => {
  const world = start();
  await until(isLive);
  world.streams[0]?.emit(changed('DELETING', null));
  await until(() => statusOf() === undefined);
  await store.refresh();
  expect(statusOf()).toBeUndefined();
});

it('after the move of an alias both models are read again, together', async () => {
  const world = start();
  await until(isLive);
  const before = ARN.replace('/v1/', '/v2/');
  const aliasChange = { modelVersionArn: ARN, previousModelVersionArn: before, by: null };
  world.model = modelOf({
    arn: ARN,
    status: 'RUNNING',
    aliases: [{ name: 'champion', isProtected: false }],
  });
  world.streams[0]?.emit({ kind: 'ALIAS_MOVED', alias: { id: 'a', name: 'champion' }, aliasChange });
  await until(() => store.read().models.get(ARN)?.aliases.length === 1);
  expect(world.asked.map((it) => [...it].sort())).toEqual([[ARN, before]]);
  expect(store.read().recent).toMatchObject([{ arn: ARN, words: 'champion names it now, and not v2' }]);
});

it('what else is told is counted by kind, for the pages that show it; unknown kinds are not', async () => {
  const world = start();
  await until(isLive);
  world.streams[0]?.emit({ kind: 'LATER' as 'ALIAS_MOVED' });
  const budget = { name: 'trial' };
  world.streams[0]?.emit({ kind: 'BUDGET_THRESHOLD_REACHED', budget, message: '50% are spent.' });
  await until(() => store.read().told.size > 0);
  expect([...store.read().told]).toEqual([['BUDGET_THRESHOLD_REACHED', 1]]);
  expect(store.read().recent).toMatchObject([{ arn: null, words: 'trial: 50% are spent', number: 1 }]);
});

it('a model of a project that is not known yet has everything read again', async () => {
  const world = start();
  await until(isLive);
  world.others = [modelOf({ arn: ARN.replace('/cats/', '/dogs/') })];
  world.streams[0]?.emit(changed('RUNNING', 'STOPPING'));
  await until(() => world.reads === 2);
});

it('after a GAP everything is read again, and until then the page is not live', async () => {
  const world = start();
  await until(isLive);
  const seen: string[] = [];
  store.subscribe(() => seen.push(store.read().connection));
  world.model = modelOf({ arn: ARN, status: 'FAILED' });
  world.streams[0]?.emit({ kind: 'GAP', modelVersionArn: null, statusChange: null });
  await until(() => world.streams.length === 2 && isLive());
  expect(statusOf()).toBe('FAILED');
  expect(seen.indexOf('catching-up')).toBeLessThan(seen.indexOf('live'));
  expect(seen).toContain('catching-up');
  expect(store.read().recent).toMatchObject([{ kind: 'GAP' }]);
});

describe('a search', () => {
  const [v1, v2] = ['v1', 'v2'].map((name) => modelOf({ arn: ARN.replace('v1', name), name }));
  const namesIn = () => [...store.read().models.values()].map(({ arn }) => arn.split('/')[3]);

  it('reads models at rest whose name begins as its last word, page after page, and with everything else', async () => {
    const world = start();
    await until(isLive);
    world.found = [v1, v2].map((it) => (it ? [it] : []));
    world.model = modelOf({ arn: ARN.replace('v1', 'v9') });
    await store.search('cats v');
    expect(world.prefixes).toEqual(['v', 'v']);
    expect(namesIn()).toEqual(['v1', 'v2']);
    await store.refresh();
    expect(namesIn()).toEqual(['v9', 'v1', 'v2']);
    await store.search('');
    await store.refresh();
    expect(namesIn()).toEqual(['v9']);
  });

  it('keeps what it found while everything is read', async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const world = start({ pages: 2, held });
    await until(() => store.read().phase.kind === 'ready');
    world.found = [v2 ? [v2] : []];
    await store.search('v2');
    const seen: (string | undefined)[][] = [];
    store.subscribe(() => seen.push(namesIn()));
    letGo();
    await until(isLive);
    expect(seen.length).toBeGreaterThan(1);
    for (const names of seen) expect(names).toContain('v2');
  });

  it('ends the one before', async () => {
    const world = start();
    await until(isLive);
    world.found = [v2 ? [v2] : []];
    await Promise.all([store.search('v2'), store.search('')]);
    expect(namesIn()).toEqual(['v1']);
  });
});

it.each([
  ['EMULATOR', undefined],
  ['AWS', [3_600_000]],
])(
  'over %s, a training of before takes %j: the emulator tells of hours, and takes seconds',
  async (upstream, expected) => {
    const trained = ['2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z'];
    const [creationTimestamp, trainingEndTimestamp] = trained;
    start({ upstream, trainings: [{ arn: 'a', creationTimestamp, trainingEndTimestamp }] });
    await until(() => store.read().histories.has(ARN));
    expect(store.read().durations.get('TRAINING_IN_PROGRESS')).toEqual(expected);
  },
);

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
