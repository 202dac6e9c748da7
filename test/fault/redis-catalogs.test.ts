import { createRedisCatalog, type RedisCatalog } from '../../src/catalog/redis/redis-catalog.js';
import { systemClock } from '../../src/clock.js';
import type { ModelVersionStatus } from '../../src/domain/status.js';
import { silentLog } from '../../src/log.js';
import { RedisLink } from '../../src/redis/link.js';
import { createNames, type Names } from '../../src/redis/names.js';
import { statusOf, take } from '../contract/catalog-stage.js';
import { aModelVersion, aProjectArn } from '../support/builders.js';
import { RedisStage } from '../support/redis-stage.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';

interface Instance {
  readonly catalog: RedisCatalog;
  readonly way: TcpProxy;
  close(): Promise<void>;
}

const CATS = aProjectArn('cats');

describe('catalogs of two instances', () => {
  const stage = new RedisStage();
  let names: Names;
  let instances: Instance[] = [];
  beforeEach(() => {
    names = stage.names();
  });
  afterEach(async () => {
    for (const it of instances) await it.close();
    instances = [];
  });

  async function start(): Promise<Instance> {
    const way = await startTcpProxy(stage.redis.port);
    const url = `redis://127.0.0.1:${way.port}`;
    const link = new RedisLink({ url, log: silentLog });
    const bounds = { retentionMs: 86_400_000, maxEntries: 1_000 };
    const catalog = createRedisCatalog({ url, link, names, clock: systemClock, log: silentLog, ...bounds });
    await catalog.ready(5_000);
    async function close(): Promise<void> {
      catalog.close();
      await link.close();
      await way.close();
    }
    instances.push({ catalog, way, close });
    return { catalog, way, close };
  }

  const look = ({ catalog }: Instance, startedAt: number, status: ModelVersionStatus) =>
    catalog.observe({
      kind: 'versions',
      projectArn: CATS,
      scope: 'all',
      versions: [aModelVersion({ status })],
      startedAt,
    });

  const seenBy = ({ catalog }: Instance) => catalog.version(CATS, 'v1')?.value?.status;

  it('log once what both see at the same time', async () => {
    const [one, two] = [await start(), await start()];
    await look(one, 1, 'STOPPED');
    const start_ = await one.catalog.log.tail();
    for (let round = 2; round < 50; round += 1) {
      const status = round % 2 ? 'STOPPED' : 'RUNNING';
      await Promise.all([look(one, round, status), look(two, round, status)]);
    }
    const changes = await take(await two.catalog.log.follow(start_, {}), 48);
    expect(new Set(changes.map((it) => it.cursor)).size).toBe(48);
    expect(await stage.redis.client().xlen(names.log)).toBe(48);
  });

  it('show on one what the other has learnt', async () => {
    const [one, two] = [await start(), await start()];
    await look(one, 1, 'RUNNING');
    await until(() => seenBy(two) === 'RUNNING');
  });

  it('log in order, and once, what one of them saw without Redis', async () => {
    const [one, two] = [await start(), await start()];
    await look(one, 1, 'STOPPED');
    const follower = await two.catalog.log.follow(await two.catalog.log.tail(), {});
    one.way.refuse(true);
    one.way.cut();
    await until(() => !one.catalog.isShared);
    await look(one, 2, 'STARTING');
    await look(one, 3, 'RUNNING');
    expect(seenBy(one)).toBe('RUNNING');
    await look(two, 2.5, 'STARTING');
    one.way.refuse(false);
    expect((await take(follower, 2)).map(statusOf)).toEqual(['STARTING', 'RUNNING']);
    await until(() => one.catalog.isShared);
    expect(await stage.redis.client().xlen(names.log)).toBe(2);
  });

  it('keep a follower when a connection was cut, and lose nothing for it', async () => {
    const [one, two] = [await start(), await start()];
    await look(one, 1, 'STOPPED');
    const follower = await two.catalog.log.follow(await two.catalog.log.tail(), {});
    two.way.freeze(true);
    await look(one, 2, 'STARTING');
    two.way.cut();
    two.way.freeze(false);
    await look(one, 3, 'RUNNING');
    expect((await take(follower, 2)).map(statusOf)).toEqual(['STARTING', 'RUNNING']);
  });

  it('take a cursor that the other instance has given before this one knew of it', async () => {
    const [one, two] = [await start(), await start()];
    await look(one, 1, 'STOPPED');
    await until(() => seenBy(two) === 'STOPPED');
    two.way.refuse(true);
    two.way.cut();
    await until(() => !two.catalog.isShared);
    await look(one, 2, 'STARTING');
    const ahead = await one.catalog.log.tail();
    const follower = await two.catalog.log.follow(ahead, {});
    expect(follower.beginsWithGap).toBe(false);
    await look(one, 3, 'RUNNING');
    two.way.refuse(false);
    expect((await take(follower, 1)).map(statusOf)).toEqual(['RUNNING']);
  });

  it('say GAP when a failover has lost the newest changes', async () => {
    const [one, two] = [await start(), await start()];
    await look(one, 1, 'STOPPED');
    await look(one, 2, 'STARTING');
    const follower = await two.catalog.log.follow(await two.catalog.log.tail(), {});
    const client = stage.redis.client();
    const newest = (await client.xrevrange(names.log, '+', '-', 'COUNT', 1))[0]?.[0] ?? '';
    await client.multi().xdel(names.log, newest).hset(names.head, { last: '0-0', count: 0 }).exec();
    for (const { way } of [one, two]) way.cut();
    expect(await take(follower, 1)).toMatchObject([{ kind: 'GAP' }]);
    await look(one, 3, 'RUNNING');
    expect((await take(follower, 1)).map(statusOf)).toEqual(['RUNNING']);
  });

  it('bring an instance that missed more commits than are kept up to date', async () => {
    const [one, two] = [await start(), await start()];
    await look(one, 1, 'STOPPED');
    await until(() => seenBy(two) === 'STOPPED');
    two.way.refuse(true);
    two.way.cut();
    await until(() => !two.catalog.isShared);
    await look(one, 2, 'RUNNING');
    await stage.redis.client().xtrim(names.commits, 'MAXLEN', 0);
    two.way.refuse(false);
    await until(() => seenBy(two) === 'RUNNING');
  });

  it('never put the password of REDIS_URL into the log', async () => {
    const lines: unknown[] = [];
    const note = (...of: unknown[]) => void lines.push(...of);
    const log = { ...silentLog, debug: note, info: note, warn: note, error: note };
    const redis = stage.redis.client();
    await redis.call('ACL', 'SETUSER', 'someone', 'on', '>right', '~*', '+@all');
    const url = stage.redis.url.replace('redis://', 'redis://someone:wrong-s3cret@');
    const link = new RedisLink({ url, log });
    await until(() => lines.length > 0);
    await link.close();
    expect(JSON.stringify(lines)).toContain('WRONGPASS');
    expect(JSON.stringify(lines)).not.toContain('s3cret');
  });
});

it('key names have a prefix that operators can search for', () => {
  expect(createNames().head).toBe('{custom-labels-gateway}:head');
});
