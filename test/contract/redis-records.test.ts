import { silentLog } from '../../src/log.js';
import { RedisRecords } from '../../src/records/redis-records.js';
import type { Names } from '../../src/redis/names.js';
import { RedisStage } from '../support/redis-stage.js';
import { until } from '../support/until.js';
import { describeRecords } from './records.suite.js';

const stage = new RedisStage();
const opened: RedisRecords[] = [];
afterEach(() => {
  for (const it of opened.splice(0)) it.close();
});

async function open(names: Names): Promise<RedisRecords> {
  const link = await stage.link();
  const records = new RedisRecords({
    ...{ url: stage.redis.url, link, names },
    ...{ log: silentLog, lease: 'automation' },
  });
  opened.push(records);
  await records.ready(5_000);
  return records;
}

describeRecords(
  'records on Redis',
  async () => {
    const names = stage.names();
    let mark = 0;
    return {
      open: () => open(names),
      async settled(writer, reader) {
        mark += 1;
        await writer.commit([{ kind: 'mark', key: 'm', value: mark }]);
        await until(() => reader.get('mark', 'm')?.value === mark);
      },
      close: async () => {},
    };
  },
  true,
);

describe('records on Redis', () => {
  const put = (key: string, value: unknown, expected?: string | null) => [
    { kind: 'stop', key, value, ...(expected !== undefined && { expected }) },
  ];

  it('are given back to a Redis that lost all of them, with their revisions', async () => {
    const names = stage.names();
    const [one, two] = [await open(names), await open(names)];
    await one.commit(put('a', 1));
    await one.commit(put('b', 2));
    const revision = one.get('stop', 'b')?.revision;
    await until(() => two.get('stop', 'b')?.value === 2);
    const link = await stage.link();
    await link.call((redis) => redis.del(names.recordHead, names.records, names.recordCommits));
    expect(await two.commit(put('b', 3, revision))).toMatchObject([{ value: 3 }]);
    await until(() => one.get('stop', 'b')?.value === 3);
    const late = await open(names);
    expect(late.list('stop').map(({ key, value }) => [key, value])).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
  });

  it('are read anew by an instance that has missed more than is kept', async () => {
    const names = stage.names();
    const [one, two] = [await open(names), await open(names)];
    await one.commit(put('a', 1));
    const link = await stage.link();
    await one.commit(put('a', null));
    await link.call((redis) => redis.xtrim(names.recordCommits, 'MAXLEN', 0));
    await one.commit(put('b', 2));
    await until(() => two.get('stop', 'b')?.value === 2);
    expect(two.list('stop')).toHaveLength(1);
  });

  it('refuse changes while Redis is away, and can still be read', async () => {
    const link = await stage.link();
    const names = stage.names();
    const settings = { url: stage.redis.url, link, names, log: silentLog, lease: 'automation' };
    const records = new RedisRecords(settings);
    opened.push(records);
    await records.commit(put('a', 1));
    await link.close();
    await expect(records.commit(put('a', 2))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(records.get('stop', 'a')?.value).toBe(1);
  });
});
