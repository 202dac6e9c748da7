import { MemoryCatalog } from '../../../../src/catalog/memory/memory-catalog.js';
import type { FreshnessDemand } from '../../../../src/domain/freshness.js';
import { Reader } from '../../../../src/services/reading/reader.js';
import type { CallContext, Priority } from '../../../../src/upstream/port.js';
import { HERE } from '../../../support/builders.js';
import { anOutage, createFakeUpstream } from '../../../support/fake-upstream.js';
import { createTestClock } from '../../../support/test-clock.js';

const AGES = { readMaxAgeMs: 2_000, readRevalidateMs: 30_000, transitionMaxAgeMs: 3_000 };
/** AWS is far away: a reader that waits for it is told apart from one that does not. */
const FAR_MS = 1_000;

/** A reader that has read everything once, just now. */
async function createStage(ages: Partial<typeof AGES> = {}) {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  const catalog = new MemoryCatalog({ clock, retentionMs: 3_600_000, maxEntries: 100 });
  const settings = { ...AGES, ...ages, staleIfErrorMs: 600_000 };
  const reader = new Reader({ upstream, catalog, clock, ...settings, onRead: () => {} });
  const { arn } = upstream.addProject({ name: 'cats' });
  const version = upstream.addVersion(arn, { name: 'v1', status: 'STOPPED' });

  function aCallContext(freshness?: FreshnessDemand, priority: Priority = 'interactive'): CallContext {
    const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
    return { priority, requestId: 'r', deadlineAt: clock.now() + 25_000, cost, freshness };
  }
  const READS = [
    (callContext: CallContext) => reader.projects(HERE, callContext),
    (callContext: CallContext) => reader.projectsByName(HERE, ['cats'], callContext),
    (callContext: CallContext) => reader.versions(arn, callContext),
    (callContext: CallContext) => reader.versionsByName(arn, ['v1'], callContext),
  ];
  for (const read of READS) await read(aCallContext());
  upstream.delayMs = () => FAR_MS;
  upstream.calls.length = 0;

  /** How many of the ways to read wait for AWS. */
  async function waiting(freshness?: FreshnessDemand, priority: Priority = 'interactive'): Promise<number> {
    let settled = 0;
    const all = READS.map((read) =>
      read(aCallContext(freshness, priority)).finally(() => {
        settled += 1;
      }),
    );
    await clock.advance(0);
    const count = READS.length - settled;
    for (let i = 0; i < 3; i++) await clock.advance(FAR_MS);
    await Promise.all(all);
    return count;
  }
  return { clock, upstream, catalog, reader, arn, version, aCallContext, waiting };
}

const demand = (maxAgeMs: number, onlyIfCached = false): FreshnessDemand => ({ maxAgeMs, onlyIfCached });

describe('a reader', () => {
  it('makes no call while what the catalog knows is fresh', async () => {
    const { clock, upstream, waiting } = await createStage();
    await clock.advance(2_000);
    expect(await waiting()).toBe(0);
    expect(upstream.calls).toEqual([]);
  });

  it('gets at once what is nearly fresh, which is refreshed once behind all its readers', async () => {
    const { clock, upstream, reader, arn, version, aCallContext } = await createStage();
    await clock.advance(29_000);
    upstream.setStatus(version.arn, 'RUNNING');
    const contexts = Array.from({ length: 50 }, () => aCallContext());
    for (const it of contexts) expect((await reader.versions(arn, it))[0]?.status).toBe('STOPPED');
    for (const { cost } of contexts)
      expect(cost).toEqual({ calls: 0, coalesced: 0, fromCatalog: 1, stale: false });
    await clock.advance(FAR_MS);
    expect((await reader.versions(arn, aCallContext()))[0]?.status).toBe('RUNNING');
    expect(upstream.calls.map((it) => [it.method, it.callContext.priority])).toEqual([
      ['listModelVersions', 'poller'],
    ]);
  });

  it('gets it in the same turn, where a caller need not wait', async () => {
    const { clock, reader, arn, aCallContext } = await createStage();
    await clock.advance(29_000);
    expect(reader.freshVersions(arn, aCallContext())).toHaveLength(1);
    expect(reader.freshVersion(arn, 'v1', aCallContext())).toMatchObject({ name: 'v1' });
    expect(reader.freshProject(HERE, 'cats', aCallContext())).toMatchObject({ name: 'cats' });
    await clock.advance(2_000);
    expect(reader.freshVersion(arn, 'v1', aCallContext())).toMatchObject({ name: 'v1' });
  });

  it('waits for what is older', async () => {
    const { clock, waiting } = await createStage();
    await clock.advance(30_001);
    expect(await waiting()).toBe(4);
  });

  it('waits for all that is not fresh where READ_REVALIDATE_MS is 0', async () => {
    const { clock, waiting } = await createStage({ readRevalidateMs: 0 });
    await clock.advance(2_001);
    expect(await waiting()).toBe(4);
  });

  it('never sees a version in transition that is older than a poll and a second', async () => {
    const { clock, upstream, reader, arn, version, aCallContext, waiting } = await createStage();
    await clock.advance(1);
    upstream.setStatus(version.arn, 'STARTING');
    upstream.delayMs = () => 0;
    await reader.versions(arn, aCallContext(demand(0)));
    upstream.delayMs = () => FAR_MS;
    await clock.advance(3_000);
    expect(reader.freshVersions(arn, aCallContext())?.[0]?.status).toBe('STARTING');
    await clock.advance(10_000); // it was refreshed behind the reader, ten seconds ago
    expect(reader.freshVersions(arn, aCallContext())).toBeUndefined();
    expect(reader.freshVersion(arn, 'v1', aCallContext())).toBeUndefined();
    expect(await waiting()).toBe(2); // of the versions; the project is settled
  });

  it('waits for its own change to be seen, however young everything else is', async () => {
    const { clock, catalog, reader, arn, version, aCallContext } = await createStage();
    const startedAt = clock.now() + 1;
    await clock.advance(5);
    await catalog.observe({ kind: 'version-answer', version: { ...version, status: 'STARTING' }, startedAt });
    expect(reader.freshVersions(arn, aCallContext())).toBeUndefined();
    expect(reader.freshVersion(arn, 'v1', aCallContext())).toBeUndefined();
  });

  it('is not told from memory that something is missing', async () => {
    const { clock, upstream, reader, aCallContext } = await createStage();
    upstream.delayMs = () => 0;
    expect(await reader.projectsByName(HERE, ['dogs'], aCallContext())).toEqual([null]);
    upstream.addProject({ name: 'dogs' });
    await clock.advance(5_000);
    expect(await reader.projectsByName(HERE, ['dogs'], aCallContext())).toMatchObject([{ name: 'dogs' }]);
  });

  it('that changes something waits, as before', async () => {
    const { clock, waiting } = await createStage();
    await clock.advance(2_001);
    expect(await waiting(undefined, 'mutation')).toBe(4);
  });

  it('hears nothing of a refresh behind it that fails, which is not repeated for each reader', async () => {
    const { clock, upstream, reader, arn, aCallContext } = await createStage();
    await clock.advance(5_000);
    upstream.failure = () => anOutage();
    for (let second = 0; second < 20; second++) {
      const callContext = aCallContext();
      expect(await reader.versions(arn, callContext)).toHaveLength(1);
      expect(callContext.cost.stale).toBe(false);
      await clock.advance(1_000);
    }
    expect(upstream.calls.length).toBeLessThanOrEqual(8);
    expect(upstream.calls.length).toBeGreaterThanOrEqual(5);
  });
});

describe('a request that says how old its answer may be', () => {
  it('has AWS asked now', async () => {
    const { clock, waiting } = await createStage();
    await clock.advance(1);
    expect(await waiting(demand(0))).toBe(4);
  });

  it('waits only for what is older', async () => {
    const { clock, waiting } = await createStage();
    await clock.advance(10_000);
    expect(await waiting(demand(10_000))).toBe(0);
    await clock.advance(20_000);
    expect(await waiting(demand(10_000))).toBe(4);
  });

  it('gets nothing older than usual by allowing more', async () => {
    const { clock, waiting } = await createStage();
    await clock.advance(30_001);
    expect(await waiting(demand(3_600_000))).toBe(4);
  });

  it('gets whatever is known without a call to AWS, and an error where nothing is', async () => {
    const { clock, upstream, reader, aCallContext, waiting } = await createStage();
    await clock.advance(3_600_000);
    expect(await waiting(demand(Number.POSITIVE_INFINITY, true))).toBe(0);
    const { arn } = upstream.addProject({ name: 'dogs' });
    const only = aCallContext(demand(Number.POSITIVE_INFINITY, true));
    await expect(reader.versions(arn, only)).rejects.toThrow(
      'Cache-Control: only-if-cached: this is not known here yet. Without only-if-cached, AWS is called.',
    );
    expect(upstream.calls).toEqual([]);
  });
});
