import type { Names } from '../../src/redis/names.js';
import { statusOf, take } from '../contract/catalog-stage.js';
import { type CatalogInstance, startCatalog } from '../support/catalog-instances.js';
import { RedisStage } from '../support/redis-stage.js';
import { until } from '../support/until.js';

describe('catalogs on a Redis that has lost something', () => {
  const stage = new RedisStage();
  let names: Names;
  const instances: CatalogInstance[] = [];
  beforeEach(() => {
    names = stage.names();
  });
  afterEach(async () => {
    for (const it of instances.splice(0)) await it.close();
  });

  async function start(more: { maxEntries?: number; maxUnsent?: number } = {}): Promise<CatalogInstance> {
    const it = await startCatalog({ port: stage.redis.port, names, self: `i${instances.length}`, ...more });
    instances.push(it);
    return it;
  }

  async function cutOff({ way, catalog }: CatalogInstance): Promise<void> {
    way.refuse(true);
    way.cut();
    await until(() => !catalog.isShared);
  }

  /** Each instance gets the next commit as soon as it is stored. */
  async function areAllWaiting(): Promise<boolean> {
    const [, blocked] = /^blocked_clients:(\d+)/m.exec(await stage.redis.client().info('clients')) ?? [];
    return Number(blocked) >= instances.length;
  }

  /** All of it, to be put back later: as a replica that lags has it. */
  async function snapshot(): Promise<() => Promise<void>> {
    const redis = stage.redis.client();
    const keys = await redis.keys(names.head.replace('head', '*'));
    const dumps = await Promise.all(keys.map((it) => redis.dumpBuffer(it)));
    return async () => {
      await Promise.all(instances.map(cutOff));
      const now = await redis.keys(names.head.replace('head', '*'));
      await redis.del(...now);
      for (const [index, key] of keys.entries()) await redis.restore(key, 0, dumps[index] as Buffer);
      for (const { way } of instances) way.refuse(false);
      await until(() => instances.every((it) => it.catalog.isShared));
    };
  }

  it('send one GAP at the end of the log to subscribers that had seen what was lost, then what is new alone', async () => {
    const [one, two] = [await start(), await start()];
    for (let i = 1; i < 40; i += 1) await one.look(i, i % 2 ? 'STOPPED' : 'RUNNING');
    const failOver = await snapshot();
    const behind = await two.catalog.log.follow(await two.catalog.log.tail(), {});
    await one.look(40, 'RUNNING');
    const ahead = await one.catalog.log.follow(await one.catalog.log.tail(), {});
    await failOver();
    expect(await take(ahead, 1)).toMatchObject([{ kind: 'GAP', cursor: await one.catalog.log.tail() }]);
    await two.look(41, 'STOPPING');
    expect((await take(ahead, 1)).map(statusOf)).toEqual(['STOPPING']);
    expect((await take(behind, 2)).map(statusOf)).toEqual(['RUNNING', 'STOPPING']);
  });

  it('take a cursor from the lost tail for a GAP, also when newer changes are there by then', async () => {
    const [one, two] = [await start(), await start()];
    await one.look(1, 'STOPPED');
    await one.look(2, 'STARTING');
    const kept = await one.catalog.log.tail();
    const failOver = await snapshot();
    await one.look(3, 'RUNNING');
    const lost = await one.catalog.log.tail();
    await failOver();
    for (let i = 4; i < 9; i += 1) await two.look(i, i % 2 ? 'STOPPED' : 'RUNNING');
    for (const { catalog } of [one, two]) {
      expect((await catalog.log.follow(lost, {})).beginsWithGap).toBe(true);
      expect((await catalog.log.follow(kept, {})).beginsWithGap).toBe(false);
    }
  });

  it('never let the reads of an instance go back', async () => {
    const one = await start();
    await one.look(1, 'STOPPED');
    const failOver = await snapshot();
    await one.look(2, 'STARTING');
    await one.answer(3, 'RUNNING');
    const seen = new Set<string | undefined>();
    let isOver = false;
    const reading = (async () => {
      while (!isOver) {
        seen.add(one.status);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await failOver();
    await one.link.call((redis) => redis.flushall());
    await until(async () => (await stage.redis.client().exists(names.values)) === 1);
    await until(() => one.catalog.isShared);
    isOver = true;
    await reading;
    expect([...seen]).toEqual(['RUNNING']);
  });

  it('keep the newest of each thing beyond the changes that fit, and send the GAP', async () => {
    const [one, two] = [await start({ maxUnsent: 3 }), await start()];
    await one.look(1, 'STOPPED');
    const follower = await two.catalog.log.follow(await two.catalog.log.tail(), {});
    await cutOff(one);
    for (let i = 2; i < 12; i += 1) await one.look(i, i % 2 ? 'STOPPED' : 'RUNNING');
    await one.look(12, 'FAILED');
    one.way.refuse(false);
    expect(await take(follower, 1)).toMatchObject([{ kind: 'GAP' }]);
    await until(() => two.status === 'FAILED');
  });

  it('send the GAP before any change of the log that another has begun anew', async () => {
    const [one, two] = [await start(), await start()];
    await one.look(1, 'STOPPED');
    const follower = await two.catalog.log.follow(await two.catalog.log.tail(), {});
    const three = await start();
    await until(areAllWaiting);
    await stage.redis.client().hset(names.head, 'epoch', 'another'); // as one does that has lost changes
    await three.look(2, 'STARTING');
    expect(await take(follower, 1)).toMatchObject([{ kind: 'GAP' }]);
    await three.look(3, 'RUNNING');
    expect((await take(follower, 1)).map(statusOf)).toEqual(['RUNNING']);
  });

  it('log each change without a GAP where refreshes are many and changes few', async () => {
    const [one, two] = [await start({ maxUnsent: 3 }), await start()];
    await one.look(1, 'STOPPED');
    const follower = await two.catalog.log.follow(await two.catalog.log.tail(), {});
    await cutOff(one);
    for (let i = 2; i < 50; i += 1) await one.look(i, i < 25 ? 'STARTING' : 'RUNNING');
    one.way.refuse(false);
    expect((await take(follower, 2)).map(statusOf)).toEqual(['STARTING', 'RUNNING']);
  });

  it('send a GAP, not SLOW_CONSUMER, to a subscriber that missed more than is kept', async () => {
    const [one, two] = [await start(), await start({ maxEntries: 10 })];
    await one.look(1, 'STOPPED');
    const follower = await two.catalog.log.follow(await two.catalog.log.tail(), {});
    await cutOff(two);
    for (let i = 2; i < 60; i += 1) await one.look(i, i % 2 ? 'STOPPED' : 'RUNNING');
    two.way.refuse(false);
    expect(await take(follower, 1)).toMatchObject([{ kind: 'GAP' }]);
  });
});
