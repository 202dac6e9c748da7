import { silentLog } from '../../src/log.js';
import { RedisRecords } from '../../src/records/redis-records.js';
import type { Names } from '../../src/redis/names.js';
import { RedisStage } from '../support/redis-stage.js';
import { until } from '../support/until.js';
import { fillRedis, readRedis } from '../upgrade/redis-data.js';

const stage = new RedisStage();
const opened: RedisRecords[] = [];
afterEach(() => {
  for (const it of opened.splice(0)) it.close();
});

async function open(names: Names): Promise<RedisRecords> {
  const link = await stage.link();
  const settings = { url: stage.redis.url, link, names, log: silentLog, lease: 'automation' };
  const records = new RedisRecords(settings);
  opened.push(records);
  await records.ready(5_000);
  return records;
}

const put = (records: RedisRecords, key: string, value: unknown = 1) =>
  records.commit([{ kind: 'stop', key, value }]);
const keysOf = (records: RedisRecords) => records.list('stop').map(({ key }) => key);

it('a failover that loses the newest commits brings no deleted record back', async () => {
  const names = stage.names();
  const records = await open(names);
  await put(records, 'x');
  await put(records, 'y');
  const redis = stage.redis.client();
  const kept = await readRedis(redis);
  await put(records, 'x', null);
  await redis.flushall();
  await fillRedis(redis, kept);
  await put(records, 'z');
  expect(keysOf(records)).toEqual(['y', 'z']);
  expect(keysOf(await open(names))).toEqual(['y', 'z']);
});

it('where a new instance is first after a flush, what the others know is given back beside its records', async () => {
  const names = stage.names();
  const [one, two] = [await open(names), await open(names)];
  for (const key of ['x', 'y']) await put(one, key);
  await until(async () => keysOf(two).length === 2);
  await stage.redis.client().flushall();
  const fresh = await open(names);
  for (const key of ['a', 'y', 'b']) await put(fresh, key, 'new');
  await put(one, 'z');
  for (const records of [one, two, fresh, await open(names)]) {
    await until(async () => keysOf(records).length === 5);
    expect(keysOf(records)).toEqual(['a', 'b', 'x', 'y', 'z']);
    expect(records.get('stop', 'y')?.value).toBe('new');
    expect(records.get('stop', 'x')?.revision).toBe(one.get('stop', 'x')?.revision);
  }
});

it('what counts on a revision from before a flush is refused or holds, and never hangs', async () => {
  const names = stage.names();
  const records = await open(names);
  await put(records, 'x');
  const expected = records.get('stop', 'x')?.revision ?? null;
  await stage.redis.client().flushall();
  const fresh = await open(names);
  for (const key of ['a', 'b', 'c']) await put(fresh, key);
  const change = { kind: 'stop', key: 'x', value: 2 };
  const first = await records.commit([{ ...change, expected }]);
  const now = records.get('stop', 'x')?.revision ?? null;
  expect(first ?? (await records.commit([{ ...change, expected: now }]))).toHaveLength(1);
});
