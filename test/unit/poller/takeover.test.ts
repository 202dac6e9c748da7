import type { Catalog } from '../../../src/catalog/port.js';
import type { ModelVersion } from '../../../src/domain/model.js';
import { silentLog } from '../../../src/log.js';
import { Poller } from '../../../src/poller/poller.js';
import type { FakeUpstream } from '../../support/fake-upstream.js';
import type { TestClock } from '../../support/test-clock.js';
import { createPolling, MINUTE_MS, POLL_INTERVAL_MS } from './polling.js';

const VERSIONS = 2_000;

/** Two instances with one catalog; a mutation wakes the pollers of both. */
function twoInstances() {
  let holder = 0;
  const leaseOf = (member: number) => ({ isHolder: () => holder === member, fencingToken: () => undefined });
  const first = createPolling({ leaseOf: () => leaseOf(0) });
  const { clock, upstream, catalog } = first;
  const second = new Poller({
    ...{ upstream, catalog, clock, log: silentLog, pollIntervalMs: POLL_INTERVAL_MS },
    random: () => 0.5,
    leaseOf: () => leaseOf(1),
  });
  const pollers = [first.poller, second];
  for (const it of pollers) it.start();
  return {
    ...first,
    pollers,
    /** The lease passes to the other instance. */
    takeOver() {
      holder = 1 - holder;
    },
  };
}

interface World {
  readonly upstream: FakeUpstream;
  readonly catalog: Catalog;
  readonly clock: TestClock;
  readonly pollers: readonly Poller[];
}

/** As a use case does it; the other instance hears of it a little later. */
async function mutate(
  { upstream, catalog, clock, pollers }: World,
  version: ModelVersion,
  status: ModelVersion['status'],
): Promise<void> {
  upstream.setStatus(version.arn, status);
  const answered = { ...version, status, observedAt: clock.now() };
  await catalog.observe({ kind: 'version-answer', version: answered, startedAt: clock.now() });
  pollers[0]?.invalidate(version.projectArn, version.arn);
  clock.after(15, () => pollers[1]?.invalidate(version.projectArn, version.arn));
}

describe('A poller that takes over', () => {
  it('repeats no wake of what is settled, and is in time with what is not', async () => {
    const world = twoInstances();
    const { clock, upstream, catalog, callsDuring } = world;
    const { arn } = upstream.addProject();
    const versions = Array.from({ length: VERSIONS }, (_, i) => upstream.addVersion(arn, { name: `v${i}` }));
    await clock.advance(MINUTE_MS);
    for (const it of versions.slice(1)) await mutate(world, it, 'STOPPED');
    await clock.advance(10 * MINUTE_MS);
    const [moving] = versions;
    if (!moving) throw new Error('no version');
    await mutate(world, moving, 'STARTING');
    await clock.advance(100);

    world.takeOver();
    upstream.setStatus(moving.arn, 'RUNNING');
    const calls = await callsDuring(() => clock.advance(2 * POLL_INTERVAL_MS));
    expect(catalog.version(arn, moving.name)?.value?.status).toBe('RUNNING');
    const named = calls.flatMap((it) => it.names ?? []);
    expect(named.filter((it) => it !== moving.name)).toEqual([]);
    for (const it of world.pollers) await it.stop();
  });

  it('repeats no wake that it heard of while the refresh that answers it was under way', async () => {
    const world = twoInstances();
    const { clock, upstream, callsDuring } = world;
    const { arn } = upstream.addProject();
    const version = upstream.addVersion(arn);
    await clock.advance(MINUTE_MS);
    upstream.delayMs = () => 100;
    await mutate(world, version, 'STOPPED');
    await clock.advance(5_000);
    world.takeOver();
    expect(await callsDuring(() => clock.advance(5_000))).toEqual([]);
    for (const it of world.pollers) await it.stop();
  });

  it('repeats no wake of a project that is gone', async () => {
    const world = twoInstances();
    const { clock, upstream, callsDuring } = world;
    upstream.addProject({ name: 'dogs' });
    const { arn } = upstream.addProject({ name: 'cats' });
    const version = upstream.addVersion(arn);
    await clock.advance(MINUTE_MS);
    await mutate(world, version, 'STOPPED');
    await clock.advance(MINUTE_MS);
    upstream.removeProject(arn);
    await clock.advance(30 * MINUTE_MS); // until nothing remembers that it was there
    world.takeOver();
    const calls = await callsDuring(() => clock.advance(10 * MINUTE_MS));
    expect(calls.filter((it) => it.target === arn)).toEqual([]);
    for (const it of world.pollers) await it.stop();
  });

  it('follows a wake that no refresh has answered', async () => {
    const world = twoInstances();
    const { clock, upstream, catalog } = world;
    const { arn } = upstream.addProject();
    const version = upstream.addVersion(arn);
    await clock.advance(MINUTE_MS);
    upstream.setStatus(version.arn, 'STARTING');
    world.pollers[1]?.invalidate(arn, version.arn);
    world.takeOver();
    await clock.advance(1_100);
    expect(catalog.version(arn, version.name)?.value?.status).toBe('STARTING');
    for (const it of world.pollers) await it.stop();
  });
});
