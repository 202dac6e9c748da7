import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { createRedisCatalog, type RedisCatalog } from '../../src/catalog/redis-catalog.js';
import { systemClock } from '../../src/clock.js';
import type { ModelVersion } from '../../src/domain/model.js';
import { silentLog } from '../../src/log.js';
import { createRedisLink } from '../../src/redis/link.js';
import { createNames } from '../../src/redis/names.js';
import { aModelVersion, aProjectArn } from '../support/builders.js';
import { startTestRedis, type TestRedis } from '../support/redis.js';

const BOUNDS = { retentionMs: 86_400_000, maxEntries: 50_000 };
const EVENTS = 500;
const READS = 200_000;
const SLICE = 200;

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
  await redis.stop();
}

async function measure(redis: TestRedis, { instances, projects, versions }: Size): Promise<string[]> {
  const names = createNames(`{${randomUUID()}}`);
  const open: (() => Promise<void>)[] = [];
  async function join(): Promise<RedisCatalog> {
    const link = createRedisLink({ url: redis.url, log: silentLog });
    const settings = { url: redis.url, link, names, clock: systemClock, log: silentLog, ...BOUNDS };
    const catalog = createRedisCatalog(settings);
    await catalog.ready(30_000);
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

  const all = world.flat();
  const events = await costOf(client, EVENTS, async (i) => {
    const status = Math.floor(i / all.length) % 2 ? 'RUNNING' : 'STOPPED';
    const version = { ...(all[i % all.length] as ModelVersion), status } as const;
    await first.observe({ kind: 'version-answer', version, startedAt: systemClock.now() });
  });
  const looks = await costOf(client, SLICE, async (i) => list(world[i % world.length] ?? []));
  const lagMs = instances > 1 ? await lagOf(first, await join(), all[0] as ModelVersion) : 0;
  const one = all[0] as ModelVersion;
  const reads = await costOf(client, READS, async () => void first.version(one.projectArn, one.name));
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

interface Cost {
  readonly ms: number;
  readonly redisUs: number;
  readonly kb: number;
  readonly commands: number;
}

/** Of one of `count`, done one after the other. */
async function costOf(redis: Redis, count: number, act: (i: number) => Promise<void>): Promise<Cost> {
  const before = await spentOf(redis);
  const startedAt = performance.now();
  for (let i = 0; i < count; i += 1) await act(i);
  const ms = performance.now() - startedAt;
  const after = await spentOf(redis);
  return {
    ms: ms / count,
    redisUs: (after.cpuUs - before.cpuUs) / count,
    kb: (after.bytes - before.bytes) / count / 1_024,
    commands: Math.max(0, after.commands - before.commands - 2) / count,
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
