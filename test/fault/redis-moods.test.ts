import { randomUUID } from 'node:crypto';
import { systemClock } from '../../src/clock.js';
import { type Cluster, createCluster } from '../../src/composition/cluster.js';
import { parseConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/log.js';
import { createNames, type Names } from '../../src/redis/names.js';
import { aModelVersion, HERE } from '../support/builders.js';
import { type CatalogInstance, startCatalog } from '../support/catalog-instances.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';
import { RedisStage } from '../support/redis-stage.js';
import { isSooner } from '../support/sooner.js';
import { until } from '../support/until.js';

describe('a gateway on a Redis that answers and refuses writes', () => {
  let redis: TestRedis;
  let cluster: Cluster | undefined;
  beforeEach(async () => {
    redis = await startTestRedis();
  });
  afterEach(async () => {
    await cluster?.close();
    cluster = undefined;
    await redis.stop();
  });

  const MOODS = {
    full: ['it is full', ['CONFIG', 'SET', 'maxmemory', '1']],
    'a replica': ['it is a replica', ['REPLICAOF', '127.0.0.1', '1']],
    'without enough replicas': ['it has too few replicas', ['CONFIG', 'SET', 'min-replicas-to-write', '1']],
  } as const;

  async function start(): Promise<Cluster> {
    const config = parseConfig({ REDIS_URL: redis.url, UPSTREAM: 'aws' });
    cluster = await createCluster(config, silentLog, systemClock);
    await cluster.start({
      interest: () => ({ watched: [], read: [] }),
      onAnswered: () => {},
      onAttachments: () => {},
    });
    return cluster;
  }

  const version = aModelVersion({ status: 'RUNNING' });
  const learn = ({ catalog }: Cluster, status: typeof version.status) =>
    catalog.observe({ kind: 'version-answer', version: { ...version, status }, startedAt: Date.now() });
  const statusIn = ({ catalog }: Cluster) => catalog.version(version.projectArn, version.name)?.value?.status;

  it.each(Object.entries(MOODS))(
    'goes on alone while it is %s',
    async (_name, [words, [command, ...args]]) => {
      const gateway = await start();
      await learn(gateway, 'STARTING');
      await redis.client().call(command, ...args);
      expect(await isSooner(learn(gateway, 'RUNNING'), 1_500)).toBe(true);
      expect(statusIn(gateway)).toBe('RUNNING');
      const permits = gateway.createPermits(HERE, 'DescribeProjects', 50);
      const permit = until(async () => (await permits.acquire('interactive')).permit !== null);
      expect(await isSooner(permit, 3_000)).toBe(true);
      await until(() => gateway.degraded()?.includes(words) ?? false);
    },
  );

  it.each(Object.entries(MOODS))('starts while it is %s', async (_name, [words, [command, ...args]]) => {
    await redis.client().call(command, ...args);
    const starting = start();
    expect(await isSooner(starting, 5_000)).toBe(true);
    const gateway = await starting;
    expect(gateway.degraded()).toContain(words);
    await learn(gateway, 'RUNNING');
    expect(statusIn(gateway)).toBe('RUNNING');
  });

  it('stores what it has learnt once there is room again', async () => {
    const gateway = await start();
    const client = redis.client();
    await client.config('SET', 'maxmemory', '1');
    await learn(gateway, 'RUNNING');
    await client.config('SET', 'maxmemory', '0');
    await until(() => gateway.degraded() === null);
    expect(await client.hlen(createNames().values)).toBe(1);
  });
});

it('a gateway on a node of a Redis Cluster says at the start what to do', async () => {
  const redis = await startTestRedis({ more: ['--cluster-enabled', 'yes'] });
  const config = parseConfig({ REDIS_URL: redis.url, UPSTREAM: 'aws' });
  const cluster = await createCluster(config, silentLog, systemClock);
  const hooks = {
    interest: () => ({ watched: [], read: [] }),
    onAnswered: () => {},
    onAttachments: () => {},
  };
  await expect(cluster.start(hooks)).rejects.toThrow(/Redis Cluster.*Name a Redis without cluster mode/);
  await cluster.close();
  await redis.stop();
});

describe('what a mutation did', () => {
  const stage = new RedisStage();
  let names: Names;
  let all: CatalogInstance[] = [];
  beforeEach(async () => {
    names = createNames(`{${randomUUID()}}`);
    all = [];
    for (const self of ['one', 'two', 'three'])
      all.push(await startCatalog({ port: stage.redis.port, names, self }));
    for (const it of all) await until(() => it.peers.alive().length === 3);
  });
  afterEach(async () => {
    for (const it of all) await it.close();
  });

  it('is read on every instance as soon as its client has the answer, a thousand times', async () => {
    const late: number[] = [];
    for (let i = 1; i <= 1_000; i += 1) {
      const by = all[i % 3] as CatalogInstance;
      const status = i % 2 ? 'STARTING' : 'RUNNING';
      await by.answer(i, status);
      expect(await by.catalog.pendingInstances()).toBe(0);
      if (all.some((it) => it.status !== status)) late.push(i);
    }
    expect(late).toEqual([]);
  });

  it('reaches the caches of tags and policies of the others, and only then is done', async () => {
    const [one, ...others] = all;
    const { projectArn } = aModelVersion();
    for (let i = 1; i <= 50; i += 1) {
      await one?.catalog.observe({ kind: 'attachments-changed', projectArn, startedAt: i });
      expect(await one?.catalog.pendingInstances()).toBe(0);
      for (const it of others) expect(it.attachments.filter((arn) => arn === projectArn)).toHaveLength(i);
    }
  });

  it('says how many do not show it, after two seconds', async () => {
    const [one, two] = all;
    two?.way.freeze(true);
    await one?.answer(1, 'STARTING');
    const pending = one?.catalog.pendingInstances() ?? Promise.reject(new Error('it is not there'));
    expect(await isSooner(pending, 2_500)).toBe(true);
    expect(await pending).toBe(1);
    two?.way.freeze(false);
  });
});
