import { MemoryCatalog } from '../../../src/catalog/memory/memory-catalog.js';
import { silentLog } from '../../../src/log.js';
import { Poller } from '../../../src/poller/poller.js';
import { Governor } from '../../../src/upstream/governor/governor.js';
import type { Upstream } from '../../../src/upstream/port.js';
import { HERE } from '../../support/builders.js';
import { createFakeUpstream } from '../../support/fake-upstream.js';
import { createRandom } from '../../support/random.js';
import { createTestClock } from '../../support/test-clock.js';
import { addProjects, MINUTE_MS, POLL_INTERVAL_MS } from './polling.js';

const OPERATION = 'DescribeProjectVersions';
/** Three times what AWS lets through. */
const READS_PER_SECOND = 15;
const PROJECTS = 20;
const TRANSITIONS = 10;

describe('While readers want three times what AWS lets through', () => {
  /** A world whose looks at versions pass the governor, as before AWS. */
  function start() {
    const clock = createTestClock();
    const world = createFakeUpstream(clock);
    world.delayMs = () => 50;
    const governor = new Governor({ clock, random: () => 0.5 });
    const upstream: Upstream = {
      ...world,
      budgets: () => governor.budgets(),
      listModelVersions: (arn, callContext) =>
        governor.of(HERE).call(OPERATION, callContext, () => world.listModelVersions(arn, callContext), arn),
      describeModelVersions: (arn, names, callContext) =>
        governor
          .of(HERE)
          .call(OPERATION, callContext, () => world.describeModelVersions(arn, names, callContext), arn),
    };
    const catalog = new MemoryCatalog({ clock, retentionMs: 24 * 60 * MINUTE_MS, maxEntries: 10_000 });
    const random = createRandom(1);
    const options = { upstream, catalog, clock, log: silentLog, pollIntervalMs: POLL_INTERVAL_MS, random };
    return { clock, world, upstream, catalog, poller: new Poller(options) };
  }

  it('a transition is seen within three intervals, by a poller that watches all', async () => {
    const { clock, world, upstream, catalog, poller } = start();
    const projects = addProjects(world, PROJECTS);
    poller.watch('all');
    poller.start();
    await clock.advance(MINUTE_MS);

    let isOver = false;
    const read = (i: number) => {
      if (isOver) return;
      const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
      const subject = `reader-${i % 3}`;
      const ask = {
        priority: 'interactive',
        requestId: `${i}`,
        deadlineAt: clock.now() + 5_000,
        cost,
        subject,
      } as const;
      upstream.listModelVersions(projects[i % PROJECTS]?.arn as never, ask).catch(() => {});
      clock.after(1000 / READS_PER_SECOND, () => read(i + 1));
    };
    read(0);

    for (const { arn } of projects.slice(0, TRANSITIONS)) {
      const [version] = world.worldOf(arn);
      if (!version) throw new Error('no version');
      world.setStatus(version.arn, 'STARTING');
      const answered = { ...version, status: 'STARTING', observedAt: clock.now() } as const;
      await catalog.observe({ kind: 'version-answer', version: answered, startedAt: clock.now() });
      poller.invalidate(arn, version.arn);
      await clock.advance(7_000);
      world.setStatus(version.arn, 'RUNNING');
      await clock.advance(3 * POLL_INTERVAL_MS);
      expect(catalog.version(arn, version.name)?.value?.status).toBe('RUNNING');
    }
    isOver = true;
    const stopped = poller.stop();
    await clock.advance(20_000);
    await stopped;
  });
});
