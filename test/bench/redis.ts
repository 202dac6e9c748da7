import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { createRedisCatalog, type RedisCatalog } from '../../src/catalog/redis/redis-catalog.js';
import { systemClock } from '../../src/clock.js';
import type { ModelVersion } from '../../src/domain/model.js';
import { silentLog } from '../../src/log.js';
import { RedisLink } from '../../src/redis/link.js';
import { createNames } from '../../src/redis/names.js';
import { aModelVersion, aProjectArn } from '../support/builders.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';

const BOUNDS = { retentionMs: 86_400_000, maxEntries: 50_000 };
const EVENTS = 500;
const READS = 200_000;
/** Commands of the measuring itself, and of readers that wait. */
const NOT_OURS = 50;
const LOOKS = 200;

interface Size {
  readonly instances: number;
  readonly projects: number;
  /** In each project. */
  readonly versions: number;
}

/** One thing is changed at a time, so that each row shows what it costs. */
const SIZES: readonly Size[] = [
  ...[1, 2, 3, 5, 10].map((instances) => ({ instances, projects: 10, versions: 10 })),
  ...[1, 10, 100].map((projects) => ({ instances: 3, projects, versions: 10 })),
  ...[1, 10, 100, 1_000].map((versions) => ({ instances: 3, projects: 10, versions })),
];

/** Prints what an event, a look and a read cost on Redis, and how that grows. */
async function main(): Promise<void> {
  const redis = await startTestRedis();
  console.log(
    '| instances | projects | versions each | event ms | Redis µs | KB to and from Redis | seen elsewhere ms | look ms | KB | read µs | commands | start ms |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|');
  for (const size of SIZES) console.log(`| ${(await measure(redis, size)).join(' | ')} |`);
  console.log(await memoryOf(redis));
  await redis.stop();
}

async function measure(redis: TestRedis, { instances, projects, versions }: Size): Promise<string[]> {
  const names = createNames(`{${randomUUID()}}`);
  const open: (() => Promise<void>)[] = [];
  const catalogs: RedisCatalog[] = [];
  const settle = () => Promise.all(catalogs.map((it) => it.log.tail())); // all have read what the first stored
  async function join(): Promise<RedisCatalog> {
    const link = new RedisLink({ url: redis.url, log: silentLog });
    const settings = { url: redis.url, link, names, clock: systemClock, log: silentLog, ...BOUNDS };
    const catalog = createRedisCatalog(settings);
    await catalog.ready(30_000);
    catalogs.push(catalog);
    open.push(async () => {
      catalog.close();
      await link.close();
    });
    return catalog;
  }

  const first = await join();
  const arns = Array.from({ length: projects }, (_, i) => aProjectArn(`p${i}`));
  const world = arns.map((projectArn) =>
    Array.from({ length: versions }, (_, i) => aModelVersion({ projectArn, name: `v${i}` })),
  );
  const list = async (values: readonly ModelVersion[]) =>
    first.observe({
      kind: 'versions',
      projectArn: values[0]?.projectArn ?? aProjectArn(),
      scope: 'all',
      versions: values.map((it) => ({ ...it, observedAt: systemClock.now() })),
      startedAt: systemClock.now(),
    });
  for (const values of world) await list(values);
  while (open.length < instances) await join();
  const client = redis.client();
  await settle();

  const all = world.flat();
  const events = await costOf(client, settle, EVENTS, async (i) => {
    const status = Math.floor(i / all.length) % 2 ? 'RUNNING' : 'STOPPED';
    const version = { ...(all[i % all.length] as ModelVersion), status } as const;
    await first.observe({ kind: 'version-answer', version, startedAt: systemClock.now() });
  });
  const looks = await costOf(client, settle, LOOKS, async (i) => list(world[i % world.length] ?? []));
  const lagMs = instances > 1 ? await lagOf(first, await join(), all[0] as ModelVersion) : 0;
  const one = all[0] as ModelVersion;
  const reads = await costOf(client, settle, READS, async () => void first.version(one.projectArn, one.name));
  const startedAt = performance.now();
  await join();
  const startMs = performance.now() - startedAt;
  for (const close of open) await close();
  return [
    ...[instances, projects, versions].map(String),
    ...[events.ms.toFixed(2), events.redisUs.toFixed(0), events.kb.toFixed(1)],
    instances > 1 ? lagMs.toFixed(1) : '-',
    ...[looks.ms.toFixed(2), looks.kb.toFixed(1)],
    ...[(reads.ms * 1_000).toFixed(2), reads.commands.toFixed(0), startMs.toFixed(0)],
  ];
}

/** What Redis keeps, in words. */
async function memoryOf(redis: TestRedis): Promise<string> {
  const names = createNames(`{${randomUUID()}}`);
  const link = new RedisLink({ url: redis.url, log: silentLog });
  const settings = { url: redis.url, link, names, clock: systemClock, log: silentLog, ...BOUNDS };
  const catalog = createRedisCatalog(settings);
  await catalog.ready(30_000);
  for (let i = 0; i < EVENTS; i += 1)
    await catalog.observe({
      kind: 'version-answer',
      version: aModelVersion({ name: `v${i}` }),
      startedAt: systemClock.now(),
    });
  const kbOf = async (key: string) =>
    Number(await redis.client().memory('USAGE', key, 'SAMPLES', 0)) / EVENTS / 1_024;
  const [value, stamp, event, commit] = await Promise.all(
    [names.values, names.stamps, names.log, names.commits].map(kbOf),
  );
  catalog.close();
  await link.close();
  const kb = (it = 0) => it.toFixed(1);
  return `Redis keeps ${kb((value ?? 0) + (stamp ?? 0))} KB a version, ${kb(event)} KB an event, ${kb(commit)} KB a commit.`;
}

interface Cost {
  readonly ms: number;
  readonly redisUs: number;
  readonly kb: number;
  readonly commands: number;
}

/** Of one of `count`, done one after the other. */
async function costOf(
  redis: Redis,
  settle: () => Promise<unknown>,
  count: number,
  act: (i: number) => Promise<void>,
): Promise<Cost> {
  const before = await spentOf(redis);
  const startedAt = performance.now();
  for (let i = 0; i < count; i += 1) await act(i);
  const ms = performance.now() - startedAt;
  await settle();
  const after = await spentOf(redis);
  return {
    ms: ms / count,
    redisUs: (after.cpuUs - before.cpuUs) / count,
    kb: (after.bytes - before.bytes) / count / 1_024,
    commands: Math.max(0, after.commands - before.commands - NOT_OURS) / count,
  };
}

async function spentOf(redis: Redis) {
  const info = await redis.info();
  const of = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1] ?? 0);
  return {
    cpuUs: (of('used_cpu_user') + of('used_cpu_sys')) * 1e6,
    bytes: of('total_net_input_bytes') + of('total_net_output_bytes'),
    commands: of('total_commands_processed'),
  };
}

/** From the answer of one instance to the follower of another. */
async function lagOf(from: RedisCatalog, to: RedisCatalog, version: ModelVersion): Promise<number> {
  const follower = await to.log.follow(null, { versionArns: [version.arn] });
  const lags: number[] = [];
  for (let i = 0; i < 50; i += 1) {
    const startedAt = performance.now();
    const status = i % 2 ? 'STARTING' : 'STOPPING';
    await from.observe({
      kind: 'version-answer',
      version: { ...version, status },
      startedAt: systemClock.now(),
    });
    await follower.next();
    lags.push(performance.now() - startedAt);
  }
  await follower.return?.();
  return lags.sort((a, b) => a - b)[25] ?? 0;
}

void main();
