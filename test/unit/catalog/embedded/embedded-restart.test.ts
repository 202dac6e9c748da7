import { aModelVersionArn } from '../../../support/builders.js';
import { createDataFolders } from '../../../support/data-folder.js';
import { RestartableCatalog } from '../../../support/embedded-catalog.js';
import { createTestClock } from '../../../support/test-clock.js';
import { until } from '../../../support/until.js';

const newFolder = createDataFolders();
const HOUR = 3_600_000;
const V1 = aModelVersionArn('v1');

async function started(bounds?: { retentionMs: number; maxEntries: number }): Promise<RestartableCatalog> {
  const it = new RestartableCatalog(newFolder(), bounds);
  await it.start();
  return it;
}

/** STARTING and RUNNING by turns, a millisecond apart. */
async function change(it: RestartableCatalog, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    await it.clock.advance(1);
    await it.look([{ name: 'v1', status: i % 2 === 0 ? 'STARTING' : 'RUNNING' }]);
  }
}

describe('a start on the same folder', () => {
  it('is no gap: cursors, history and what was known are as they were', async () => {
    const it = await started();
    await it.look([{ name: 'v1' }, { name: 'v2' }]);
    const beginning = await it.catalog.log.tail();
    await change(it, 3);
    const { projectArn } = it;
    const before = {
      told: await it.after(beginning),
      tail: await it.catalog.log.tail(),
      history: await it.catalog.log.history(V1, 10, null),
      versions: it.catalog.versions(projectArn),
    };
    await it.restart();
    expect(before.told).toHaveLength(3 + 1); // v2 went
    expect(await it.after(beginning)).toEqual(before.told);
    expect(await it.catalog.log.tail()).toBe(before.tail);
    expect(await it.catalog.log.history(V1, 10, null)).toEqual(before.history);
    expect(it.catalog.versions(projectArn)).toEqual(before.versions);
    await it.stop();
  });

  it('knows since when a model runs, if it was not away for long', async () => {
    const it = await started();
    await it.look([{ name: 'v1', status: 'STARTING' }]);
    await it.clock.advance(1_000);
    await it.look([{ name: 'v1', status: 'RUNNING' }]);
    const run = { sinceAt: it.clock.now(), isSinceExact: true };
    for (const away of [60_000, 200_000]) {
      await it.restart();
      await it.clock.advance(away);
      await it.look([{ name: 'v1', status: 'RUNNING' }]);
      expect(it.catalog.version(it.projectArn, 'v1')?.value?.run).toEqual(run);
    }
    await it.restart();
    await it.clock.advance(HOUR);
    await it.look([{ name: 'v1', status: 'RUNNING' }]);
    const afterwards = { sinceAt: it.clock.now(), isSinceExact: false };
    expect(it.catalog.version(it.projectArn, 'v1')?.value?.run).toEqual(afterwards);
    await it.stop();
  });

  it('publishes with the first refresh what changed meanwhile, and nothing of what came and went', async () => {
    const it = await started();
    await it.look([{ name: 'v1', status: 'RUNNING' }, { name: 'v2', status: 'STOPPED' }, { name: 'v3' }]);
    const tail = await it.catalog.log.tail();
    await it.restart();
    await it.clock.advance(HOUR);
    await it.look([{ name: 'v1', status: 'STOPPED' }, { name: 'v2', status: 'STOPPED' }, { name: 'v4' }]);
    expect(await it.after(tail)).toEqual([
      'v1 RUNNING > STOPPED',
      'v3 TRAINING_COMPLETED > null',
      'v4 null > TRAINING_COMPLETED',
    ]);
    await it.stop();
  });

  it('holds the retention and the greatest number of events, in memory and in the store', async () => {
    const it = await started({ retentionMs: HOUR, maxEntries: 10 });
    await it.look([{ name: 'v1' }]);
    const old = await it.catalog.log.tail();
    await change(it, 25);
    await it.clock.advance(1);
    await it.look([{ name: 'v1', status: 'STOPPED' }]);
    await it.restart();
    expect(await it.after(old)).toEqual(['GAP']);
    expect((await it.catalog.log.history(V1, 100, null)).changes).toHaveLength(10);
    expect(await it.count('log/entry/')).toBeLessThanOrEqual(11);
    await it.clock.advance(2 * HOUR);
    await it.look([{ name: 'v1', status: 'STOPPED' }]);
    await it.restart();
    expect(await it.count('log/entry/')).toBe(0);
    await change(it, 1);
    await it.restart();
    expect((await it.catalog.log.history(V1, 100, null)).changes).toHaveLength(1);
    await it.stop();
  });

  it('is refused where events between others are missing', async () => {
    const it = await started();
    await it.look([{ name: 'v1' }]);
    await change(it, 3);
    await it.store.commit({ rows: [['log/entry/0000000000000002', null]] });
    await it.stop();
    await expect(it.start()).rejects.toThrow(/is damaged: there are events missing.*Restore a backup/);
    await it.store.close();
  });

  it('sees what is new also where the clock was set back', async () => {
    const it = await started();
    await it.look([{ name: 'v1', status: 'RUNNING' }]);
    const tail = await it.catalog.log.tail();
    await it.stop();
    it.clock = createTestClock(it.clock.now() - 2 * HOUR);
    await it.start();
    await it.clock.advance(1_000);
    await it.look([{ name: 'v1', status: 'STOPPED' }]);
    expect(await it.after(tail)).toEqual(['v1 RUNNING > STOPPED']);
    await it.stop();
  });

  it('remembers that a project was empty: what is in it later is new', async () => {
    const it = await started();
    await it.look([]);
    const tail = await it.catalog.log.tail();
    await it.restart();
    await it.clock.advance(1);
    await it.look([{ name: 'v1' }]);
    expect(await it.after(tail)).toEqual(['v1 null > TRAINING_COMPLETED']);
    await it.stop();
  });

  it('writes nothing at once for a snapshot that only validates', async () => {
    const it = await started();
    await it.look([{ name: 'v1' }]);
    const { batches } = it.disk;
    for (let i = 0; i < 5; i += 1) {
      await it.clock.advance(1_000);
      await it.look([{ name: 'v1' }]);
    }
    expect(it.disk.batches).toBe(batches);
    const { projectArn } = it;
    const confirmed = it.catalog.version(projectArn, 'v1');
    await it.restart();
    expect(it.catalog.version(projectArn, 'v1')).toEqual(confirmed);
    await it.stop();
  });
});

describe('while the disk is full', () => {
  it('events go on from memory, and are stored with their cursors when there is room', async () => {
    const it = await started();
    await it.look([{ name: 'v1' }]);
    const tail = await it.catalog.log.tail();
    it.disk.isFull = true;
    await change(it, 4);
    expect(it.store.fault).toMatch('disk');
    const told = await it.after(tail);
    expect(told).toHaveLength(4);
    const toldTail = await it.catalog.log.tail();
    it.disk.isFull = false;
    await until(() => it.store.fault === null);
    await it.restart();
    expect(await it.after(tail)).toEqual(told);
    expect(await it.after(toldTail)).toEqual([]);
    await it.stop();
  });

  it('the cursor of an event that never reached the disk is a GAP after the next start, not another place', async () => {
    const it = await started();
    await it.look([{ name: 'v1' }]);
    const stored = await it.catalog.log.tail();
    it.disk.isFull = true;
    await change(it, 3);
    const lost = await it.catalog.log.tail();
    await it.stop();
    it.disk.isFull = false;
    await it.start();
    expect(await it.after(lost)).toEqual(['GAP']);
    await it.clock.advance(1_000);
    await it.look([{ name: 'v1', status: 'RUNNING' }]);
    expect(await it.after(lost)).toEqual(['GAP']);
    expect(await it.after(stored)).toEqual(['v1 TRAINING_COMPLETED > RUNNING']);
    await it.stop();
  });
});
