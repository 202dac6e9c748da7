import type { Catalog, Followed } from '../../src/catalog/port.js';
import { createRedisCatalog, type RedisCatalog } from '../../src/catalog/redis/redis-catalog.js';
import { MoveRefused, moveFromRedis, moveToRedis } from '../../src/composition/redis-move.js';
import { EmbeddedKeys } from '../../src/idempotency/embedded-keys.js';
import type { KeyUse } from '../../src/idempotency/port.js';
import { RedisKeys } from '../../src/idempotency/redis-keys.js';
import { silentLog } from '../../src/log.js';
import { openEmbeddedRecords } from '../../src/records/embedded-records.js';
import { RedisRecords } from '../../src/records/redis-records.js';
import type { Names } from '../../src/redis/names.js';
import { openStore } from '../../src/storage/open-store.js';
import { aModelVersion, aModelVersionArn } from '../support/builders.js';
import { createDataFolders } from '../support/data-folder.js';
import { RestartableCatalog } from '../support/embedded-catalog.js';
import { aGatewayEvent } from '../support/gateway-events.js';
import { RedisStage } from '../support/redis-stage.js';
import { createTestClock } from '../support/test-clock.js';

const newFolder = createDataFolders();
const stage = new RedisStage();
const V1 = aModelVersionArn('v1');

async function withRedis<T>(names: Names, use: (catalog: RedisCatalog) => Promise<T>): Promise<T> {
  const catalog = createRedisCatalog({
    ...{ url: stage.redis.url, link: await stage.link(), names, log: silentLog },
    ...{ clock: createTestClock(Date.now()), retentionMs: 86_400_000, maxEntries: 1_000 },
  });
  await catalog.ready(10_000);
  try {
    return await use(catalog);
  } finally {
    catalog.close();
  }
}

/** What came after a cursor, and the history: all that a client can tell of a log. */
async function toldBy({ log }: Catalog, after: string): Promise<unknown> {
  const follower = await log.follow(after, { kinds: ['STATUS_CHANGED', 'AUTOMATION_FAILED'] });
  const told: Followed[] = [];
  while (!follower.isAtEnd) told.push((await follower.next()).value);
  await follower.return?.();
  return { told, tail: await log.tail(), history: await log.history(V1, 100, null) };
}

async function filled(): Promise<{ it: RestartableCatalog; beginning: string }> {
  const it = new RestartableCatalog(newFolder());
  it.clock = createTestClock(Date.now());
  await it.start();
  await it.look([{ name: 'v1' }, { name: 'v2' }]);
  const beginning = await it.catalog.log.tail();
  for (const status of ['STARTING', 'RUNNING', 'STOPPING'] as const) {
    await it.clock.advance(1);
    await it.look([{ name: 'v1', status }, { name: 'v2' }]);
    await it.catalog.log.append([aGatewayEvent(status)]);
  }
  return { it, beginning };
}

describe('a move', () => {
  it('to Redis and back keeps every cursor, the history and what is known', async () => {
    const names = stage.names();
    const { it: before, beginning } = await filled();
    const told = await toldBy(before.catalog, beginning);
    const known = before.catalog.versions(before.projectArn);
    expect(await moveToRedis(before.store, stage.redis.client(), names)).toBe(6);
    await before.stop();

    await withRedis(names, async (catalog) => {
      expect(await toldBy(catalog, beginning)).toEqual(told);
      expect(catalog.versions(before.projectArn)).toEqual(known);
      const startedAt = Date.now() + 1_000;
      const version = aModelVersion({ status: 'STOPPED', observedAt: startedAt });
      await catalog.observe({ kind: 'version-answer', version, startedAt });
      const { told: later } = (await toldBy(catalog, beginning)) as { told: unknown[] };
      expect(later).toHaveLength(7);
    });

    const after = new RestartableCatalog(newFolder());
    after.clock = createTestClock(Date.now() + 2_000);
    const store = await openStore({ dataDir: after.dataDir, log: silentLog });
    expect(await moveFromRedis(store, stage.redis.client(), names)).toBe(7);
    await store.close();
    await after.start();
    expect(await after.after(beginning)).toEqual([
      'v1 TRAINING_COMPLETED > STARTING',
      'v1 STARTING > RUNNING',
      'v1 RUNNING > STOPPING',
      'v1 STOPPING > STOPPED',
    ]);
    await after.stop();
  });

  it('takes idempotency keys along, with their intents', async () => {
    const names = stage.names();
    const clock = createTestClock(Date.now());
    const { it: before } = await filled();
    const keys = new EmbeddedKeys(before.store, clock);
    const intent = { at: 5, before: { status: 'STOPPED' } };
    await keys.once('done', 'input', async () => 'first');
    const cut = keys.once('cut', 'input', async (use) => {
      await use.intend(intent);
      throw new Error('killed');
    });
    await expect(cut).rejects.toThrow('killed');
    await moveToRedis(before.store, stage.redis.client(), names);
    await before.stop();

    const earlier = async (use: KeyUse) => use.earlier;
    const onRedis = new RedisKeys({
      ...{ link: await stage.link(), names, clock, ownClock: clock, self: 'one' },
    });
    expect(await onRedis.once('done', 'input', async () => 'second')).toBe('first');
    const failing = onRedis.once('cut', 'input', async (use) =>
      Promise.reject(new Error(JSON.stringify(use.earlier))),
    );
    await expect(failing).rejects.toThrow(JSON.stringify(intent));
    await onRedis.close();

    const store = await openStore({ dataDir: newFolder(), log: silentLog });
    await moveFromRedis(store, stage.redis.client(), names);
    const back = new EmbeddedKeys(store, clock);
    expect(await back.once('done', 'input', async () => 'third')).toBe('first');
    expect(await back.once('cut', 'input', earlier)).toEqual(intent);
    await store.close();
  });

  it('never overwrites what is there', async () => {
    const names = stage.names();
    const { it: full } = await filled();
    await moveToRedis(full.store, stage.redis.client(), names);
    await expect(moveToRedis(full.store, stage.redis.client(), names)).rejects.toThrow(MoveRefused);
    await expect(moveFromRedis(full.store, stage.redis.client(), names)).rejects.toThrow(
      'Name an empty folder',
    );
    await expect(moveFromRedis(full.store, stage.redis.client(), stage.names())).rejects.toThrow(MoveRefused);
    await full.stop();
  });

  it('keeps what is to happen later', async () => {
    const names = stage.names();
    const { it: before } = await filled();
    const there = await openEmbeddedRecords(before.store);
    await there.commit([{ kind: 'stop', key: 'gone', value: 0 }]);
    await there.commit([
      { kind: 'stop', key: V1, value: { at: 1 } },
      { kind: 'stop', key: 'gone', value: null },
    ]);
    const records = there.list('stop');
    await moveToRedis(before.store, stage.redis.client(), names);
    await before.stop();

    const link = await stage.link();
    const shared = new RedisRecords({
      ...{ url: stage.redis.url, link, names },
      ...{ log: silentLog, lease: 'automation' },
    });
    await shared.ready(10_000);
    expect(shared.list('stop')).toEqual(records);
    const [changed] = (await shared.commit([{ kind: 'stop', key: V1, value: { at: 2 } }])) ?? [];
    shared.close();
    expect(Number(changed?.revision)).toBeGreaterThan(3);

    const store = await openStore({ dataDir: newFolder(), log: silentLog });
    await moveFromRedis(store, stage.redis.client(), names);
    expect((await openEmbeddedRecords(store)).list('stop')).toEqual([changed]);
    await store.close();
  });
});
