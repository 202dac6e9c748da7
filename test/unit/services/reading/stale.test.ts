import { MemoryCatalog } from '../../../../src/catalog/memory/memory-catalog.js';
import { GatewayError } from '../../../../src/domain/errors.js';
import { Reader } from '../../../../src/services/reading/reader.js';
import { TtlCache } from '../../../../src/services/reading/ttl-cache.js';
import type { CallContext, Priority } from '../../../../src/upstream/port.js';
import { HERE } from '../../../support/builders.js';
import { anOutage, createFakeUpstream } from '../../../support/fake-upstream.js';
import { createTestClock, type TestClock } from '../../../support/test-clock.js';

const MAX_AGE_MS = 2_000;
const STALE_IF_ERROR_MS = 600_000;
const PATIENCE_MS = 2_000;
const HANGS_MS = 20_000;

function aCallContext(clock: TestClock, priority: Priority = 'interactive'): CallContext {
  const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
  return { priority, requestId: 'r', deadlineAt: clock.now() + 25_000, cost };
}

/** When it settled, and how. */
function noted(clock: TestClock, promise: Promise<unknown>) {
  const startedAt = clock.now();
  const note: { afterMs?: number; value?: unknown; error?: unknown } = {};
  promise.then(
    (value) => Object.assign(note, { value, afterMs: clock.now() - startedAt }),
    (error: unknown) => Object.assign(note, { error, afterMs: clock.now() - startedAt }),
  );
  return note;
}

function aReader() {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  const catalog = new MemoryCatalog({ clock, retentionMs: 3_600_000, maxEntries: 100 });
  const times = { readMaxAgeMs: MAX_AGE_MS, staleIfErrorMs: STALE_IF_ERROR_MS };
  const reader = new Reader({ upstream, catalog, clock, ...times, onRead: () => {} });
  const { arn } = upstream.addProject({ name: 'cats' });
  const version = upstream.addVersion(arn, { name: 'v1' });
  const reads = (callContext: CallContext) => [
    reader.projects(HERE, callContext),
    reader.projectsByName(HERE, ['cats'], callContext),
    reader.versions(arn, callContext),
    reader.versionsByName(arn, ['v1'], callContext),
  ];
  return { clock, upstream, catalog, reader, reads, version };
}

describe('While AWS hangs, a reader', () => {
  it('a reader with an older answer waits two seconds and gets it, marked; the refresh goes on behind', async () => {
    const { clock, upstream, catalog, reads, version } = aReader();
    await Promise.all(reads(aCallContext(clock)));
    await clock.advance(60_000);
    upstream.delayMs = () => HANGS_MS;
    upstream.setStatus(version.arn, 'RUNNING');
    const callers = reads(aCallContext(clock)).map((_, index) => ({
      index,
      callContext: aCallContext(clock),
    }));
    const notes = callers.map(({ index, callContext }) =>
      noted(clock, reads(callContext)[index] as Promise<unknown>),
    );
    await clock.advance(PATIENCE_MS - 1);
    expect(notes.every((it) => it.afterMs === undefined)).toBe(true);
    await clock.advance(1);
    expect(notes.map((it) => [it.afterMs, it.error])).toEqual(Array(4).fill([PATIENCE_MS, undefined]));
    expect(callers.every(({ callContext }) => callContext.cost.stale)).toBe(true);
    expect(catalog.version(version.projectArn, 'v1')?.value?.status).not.toBe('RUNNING');
    await clock.advance(HANGS_MS);
    expect(catalog.version(version.projectArn, 'v1')?.value?.status).toBe('RUNNING');
  });

  it('gets the older answer also when the refresh fails in the end, and nothing is unhandled', async () => {
    const { clock, upstream, reads } = aReader();
    await Promise.all(reads(aCallContext(clock)));
    await clock.advance(60_000);
    upstream.delayMs = () => HANGS_MS;
    upstream.failure = () => anOutage();
    const callContext = aCallContext(clock);
    const notes = reads(callContext).map((it) => noted(clock, it));
    await clock.advance(HANGS_MS);
    expect(notes.map((it) => [it.afterMs, it.error])).toEqual(Array(4).fill([PATIENCE_MS, undefined]));
    expect(callContext.cost.stale).toBe(true);
  });

  it('waits two seconds once, however many things it reads one after the other', async () => {
    const { clock, upstream, reads } = aReader();
    await Promise.all(reads(aCallContext(clock)));
    await clock.advance(60_000);
    upstream.delayMs = () => HANGS_MS;
    const callContext: CallContext = { ...aCallContext(clock), patience: { isOver: false } };
    const readAll = async () => {
      for (const index of [0, 1, 2, 3]) await reads(callContext)[index];
    };
    const note = noted(clock, readAll());
    await clock.advance(PATIENCE_MS);
    expect(note).toMatchObject({ afterMs: PATIENCE_MS });
  });

  it.each<[who: string, lane: Priority, ageMs: number]>([
    ['without an answer that is young enough', 'interactive', STALE_IF_ERROR_MS + 1],
    ['that is a mutation', 'mutation', 60_000],
  ])('%s waits for AWS', async (_, priority, ageMs) => {
    const { clock, upstream, reads } = aReader();
    await Promise.all(reads(aCallContext(clock)));
    await clock.advance(ageMs);
    upstream.delayMs = () => HANGS_MS;
    const callContext = aCallContext(clock, priority);
    const notes = reads(callContext).map((it) => noted(clock, it));
    await clock.advance(HANGS_MS);
    expect(notes.map((it) => [it.afterMs, it.error])).toEqual(Array(4).fill([HANGS_MS, undefined]));
    expect(callContext.cost.stale).toBe(false);
  });
});

it('While AWS hangs, a reader of two of which one is not known yet waits for AWS: it is not told that there is none', async () => {
  const { clock, upstream, reader, version } = aReader();
  const { projectArn } = version;
  await reader.versionsByName(projectArn, ['v1'], aCallContext(clock));
  upstream.addVersion(projectArn, { name: 'v2' });
  await clock.advance(60_000);
  upstream.delayMs = () => HANGS_MS;
  const both = noted(clock, reader.versionsByName(projectArn, ['v1', 'v2'], aCallContext(clock)));
  await clock.advance(HANGS_MS);
  expect(both).toMatchObject({ afterMs: HANGS_MS, value: [{ name: 'v1' }, { name: 'v2' }] });
});

describe('While AWS hangs, what the catalog does not hold', () => {
  function aMemo() {
    const clock = createTestClock();
    const memo = new TtlCache<number>({
      clock,
      maxEntries: 10,
      maxAgeMs: MAX_AGE_MS,
      staleIfErrorMs: STALE_IF_ERROR_MS,
    });
    const late = <T>(ms: number, answer: () => T) =>
      new Promise<T>((resolve, reject) => {
        clock.after(ms, () => Promise.resolve().then(answer).then(resolve, reject));
      });
    return { clock, memo, late };
  }

  it('is the answer before, within two seconds, for all readers; then the new one', async () => {
    const { clock, memo, late } = aMemo();
    await memo.read('a', aCallContext(clock), async () => 1);
    await clock.advance(10_000);
    const [first, second] = [aCallContext(clock), aCallContext(clock)];
    const notes = [first, second].map((callContext) =>
      noted(
        clock,
        memo.read('a', callContext, () => late(5_000, () => 2)),
      ),
    );
    await clock.advance(PATIENCE_MS);
    expect(notes.map((it) => [it.value, it.afterMs])).toEqual(Array(2).fill([1, PATIENCE_MS]));
    expect([first.cost.stale, second.cost.stale]).toEqual([true, true]);
    await clock.advance(HANGS_MS);
    const third = noted(
      clock,
      memo.read('a', aCallContext(clock), async () => 3),
    );
    await clock.advance(0);
    expect(third.value).toBe(3);
  });

  it('is the answer before also after several refreshes that came to nothing', async () => {
    const { clock, memo, late } = aMemo();
    const fail = () => {
      throw anOutage();
    };
    await memo.read('a', aCallContext(clock), async () => 1);
    for (let i = 0; i < 5; i += 1) {
      await clock.advance(4_000);
      const note = noted(
        clock,
        memo.read('a', aCallContext(clock), () => late(HANGS_MS, fail)),
      );
      await clock.advance(PATIENCE_MS);
      expect(note).toMatchObject({ value: 1, afterMs: PATIENCE_MS });
    }
  });

  it('is waited for once by an operation', async () => {
    const { clock, memo, late } = aMemo();
    for (const key of ['a', 'b']) await memo.read(key, aCallContext(clock), async () => 1);
    await clock.advance(10_000);
    const callContext: CallContext = { ...aCallContext(clock), patience: { isOver: false } };
    const read = (key: string) => memo.read(key, callContext, () => late(HANGS_MS, () => 2));
    const note = noted(
      clock,
      read('a').then(() => read('b')),
    );
    await clock.advance(PATIENCE_MS);
    expect(note).toMatchObject({ value: 1, afterMs: PATIENCE_MS });
  });

  it('is a failure where AWS refuses, whatever was answered before', async () => {
    const { clock, memo } = aMemo();
    await memo.read('a', aCallContext(clock), async () => 1);
    await clock.advance(10_000);
    const refused = memo.read('a', aCallContext(clock), () =>
      Promise.reject(new GatewayError('NOT_FOUND', 'No.')),
    );
    await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
