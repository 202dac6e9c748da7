import type { Redis } from 'ioredis';
import { compareIds, toStreamId } from '../catalog/log/stream-id.js';
import type { Names } from '../redis/names.js';
import type { Row, Store } from '../storage/port.js';
import { run } from './run-pipeline.js';

/** Where the log begins in a folder: its epoch, and the newest change that is gone. */
export const BASE_KEY = 'log/base';
const COUNT_DIGITS = 16;
const PAGE_SIZE = 500;
export const NO_ENTRY = '0-0';

/** The two streams of the log: how a folder has each, and Redis. */
const streamsOf = (names: Names) =>
  [
    {
      ...{ stream: names.log, prefix: 'log/entry/', member: 'change', baseKey: BASE_KEY },
      fields: { count: 'count', trimmed: 'trimmed', trimmedCount: 'trimmedCount' },
    },
    {
      ...{ stream: names.events, prefix: 'log/event/', member: 'event', baseKey: 'log/event-base' },
      fields: { count: 'eventCount', trimmed: 'eventTrimmed', trimmedCount: 'eventTrimmedCount' },
    },
  ] as const;

type LogStream = ReturnType<typeof streamsOf>[number];

/** Returns how many entries there are, and what the head says of them. */
export async function copyLogTo(store: Store, redis: Redis, names: Names) {
  let entries = 0;
  const head: Record<string, string | number> = { last: NO_ENTRY };
  for (const it of streamsOf(names)) {
    const base = JSON.parse((await store.read(it.baseKey)) ?? `{"base":"${NO_ENTRY}","baseCount":0}`);
    const { last, count } = await copyStreamTo(store, redis, it, { last: base.base, count: base.baseCount });
    entries += count - base.baseCount;
    if (compareIds(toStreamId(last), toStreamId(String(head.last))) > 0) head.last = last;
    const { fields } = it;
    Object.assign(head, {
      ...{ [fields.count]: count, [fields.trimmed]: base.base, [fields.trimmedCount]: base.baseCount },
    });
  }
  return { entries, head };
}

async function copyStreamTo(
  store: Store,
  redis: Redis,
  { stream, prefix, member }: LogStream,
  base: { readonly last: string; readonly count: number },
) {
  let { last, count } = base;
  for await (const page of store.scan(prefix)) {
    const commands = redis.pipeline();
    for (const [key, value] of page) {
      const stored = JSON.parse(value);
      [last, count] = [stored.id, Number(key.slice(prefix.length))];
      commands.xadd(stream, last, 'n', count, 'c', JSON.stringify(stored[member]));
    }
    await run(commands.exec());
  }
  return { last, count };
}

/** The rows that a folder has of the log. @param head - as Redis has it */
export async function copyLogFrom(redis: Redis, names: Names, head: Readonly<Record<string, string>>) {
  const rows: Row[] = [];
  let entries = 0;
  for (const it of streamsOf(names)) {
    const { trimmed, trimmedCount } = it.fields;
    const base = { base: head[trimmed] ?? NO_ENTRY, baseCount: Number(head[trimmedCount] ?? 0) };
    rows.push([it.baseKey, JSON.stringify({ epoch: head.epoch, ...base })]);
    const found = await rowsOfStream(redis, it);
    rows.push(...found);
    entries += found.length;
  }
  return { entries, rows };
}

async function rowsOfStream(redis: Redis, { stream, prefix, member }: LogStream): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after = '-'; ; ) {
    const page = await redis.xrange(stream, after, '+', 'COUNT', PAGE_SIZE);
    for (const [id, fields] of page) {
      const fieldNamed = (name: string) => fields.find((_, i) => i % 2 === 1 && fields[i - 1] === name);
      const value = { id, [member]: JSON.parse(fieldNamed('c') ?? 'null') };
      rows.push([prefix + (fieldNamed('n') ?? '').padStart(COUNT_DIGITS, '0'), JSON.stringify(value)]);
    }
    if (page.length < PAGE_SIZE) return rows;
    after = `(${page.at(-1)?.[0]}`;
  }
}
