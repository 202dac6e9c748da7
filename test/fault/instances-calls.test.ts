import { MemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import type { Catalog } from '../../src/catalog/port.js';
import { createRedisCatalog } from '../../src/catalog/redis/redis-catalog.js';
import { accountRegionKey } from '../../src/domain/arn.js';
import type { ModelVersion } from '../../src/domain/model.js';
import { Leases } from '../../src/leases/leases.js';
import { createMemoryLeases } from '../../src/leases/memory/memory-leases.js';
import { createRedisLeases } from '../../src/leases/redis/redis-leases.js';
import { silentLog } from '../../src/log.js';
import { Poller } from '../../src/poller/poller.js';
import { RedisRefreshLock } from '../../src/refresh/redis-refresh-lock.js';
import { noRefreshLock, type RefreshLock } from '../../src/refresh/refresh.js';
import { Reader } from '../../src/services/reading/reader.js';
import { HERE } from '../support/builders.js';
import { createFakeUpstream, type FakeUpstream } from '../support/fake-upstream.js';
import { RedisStage } from '../support/redis-stage.js';
import { createTestClock, type TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';

const BOUNDS = { retentionMs: 86_400_000, maxEntries: 10_000 };
const PROJECTS = 10;
const STEP_MS = 200;
const STEPS = 300;
const ELSEWHERE = { accountId: '999999999999', region: 'eu-west-1' };

interface Member {
  readonly catalog: Catalog;
  readonly poller: Poller;
  readonly reader: Reader;
  readonly leases: Leases;
}

describe('three instances', () => {
  const stage = new RedisStage();
  const open: (() => void)[] = [];
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });

  interface Parts {
    readonly catalog: Catalog;
    readonly refreshLock: RefreshLock;
    readonly leases: Leases;
  }

  function toMember(upstream: FakeUpstream, clock: TestClock, parts: Parts, pollers: Poller[]): Member {
    const { catalog, refreshLock, leases } = parts;
    const poller: Poller = new Poller({
      ...{ upstream, catalog, clock, log: silentLog, pollIntervalMs: 2_000, random: () => 0.5 },
      leaseOf: (at) => leases.of(accountRegionKey(at)),
      others: () => pollers.filter((it) => it !== poller).map((it) => it.interest()),
    });
    pollers.push(poller);
    const reading = { upstream, clock, readMaxAgeMs: 2_000, staleIfErrorMs: 600_000, refreshLock };
    return { ...parts, poller, reader: new Reader({ ...reading, catalog, onRead: poller.noteRead }) };
  }

  /** Instances in this process, all on one clock that stands still while they talk to Redis. */
  async function start(count: number, isShared: boolean) {
    const clock = createTestClock();
    const upstream = createFakeUpstream(clock, [HERE, ELSEWHERE]);
    const names = stage.names();
    const alive = Array.from({ length: count }, (_, index) => `instance-${index}`);
    const pollers: Poller[] = [];
    const members: Member[] = [];
    for (const [index, self] of alive.entries()) {
      const common = { accounts: upstream.accounts, clock, log: silentLog, self, alive: () => alive };
      if (!isShared) {
        const leases = new Leases({ ...common, store: createMemoryLeases(clock, 8_000) });
        const catalog = new MemoryCatalog({ clock, ...BOUNDS });
        members.push(toMember(upstream, clock, { catalog, refreshLock: noRefreshLock, leases }, pollers));
        continue;
      }
      const link = await stage.link();
      const onAnswered = (it: ModelVersion) => pollers[index]?.invalidate(it.projectArn, it.arn);
      const settings = { url: stage.redis.url, link, names, clock, log: silentLog, onAnswered, ...BOUNDS };
      const catalog = createRedisCatalog(settings);
      open.push(() => catalog.close());
      const leases = new Leases({ ...common, store: createRedisLeases(link, names, 3_600_000) });
      const refreshLock = new RedisRefreshLock(link, names, self);
      members.push(toMember(upstream, clock, { catalog, refreshLock, leases }, pollers));
    }
    return { clock, upstream, members };
  }

  /** Clients read at every instance, and change things at one by turns; gives how often AWS was asked. */
  async function callsOf(count: number, isShared: boolean): Promise<number> {
    const { clock, upstream, members } = await start(count, isShared);
    const projects = Array.from({ length: PROJECTS }, (_, i) => upstream.addProject({ name: `p${i}` }));
    const versions = projects.map(({ arn }) => upstream.addVersion(arn));
    const isIdle = () => members.every(({ poller }) => poller.status().inFlight === 0);
    const settle = async () => {
      await until(isIdle);
      for (const { catalog } of members) await catalog.log.tail(); // has read what the others stored
    };
    for (const { leases, poller } of members) {
      await leases.start();
      poller.start();
    }
    for (let step = 0; step < STEPS; step += 1) {
      await clock.advance(STEP_MS);
      await settle();
      const ask = {
        priority: 'interactive',
        requestId: `${step}`,
        deadlineAt: clock.now() + 60_000,
        cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
      } as const;
      const project = projects[step % PROJECTS];
      if (project) await Promise.all(members.map(({ reader }) => reader.versions(project.arn, ask)));
      const version = versions[Math.floor(step / 20) % PROJECTS];
      if (step % 20 === 0 && version) await change(members[step % count], upstream, version, clock);
      if (step % 20 === 15 && version) upstream.setStatus(version.arn, 'RUNNING');
      await settle();
    }
    for (const { poller, leases } of members) {
      await poller.stop();
      await leases.stop();
    }
    return upstream.calls.length;
  }

  async function change(
    member: Member | undefined,
    upstream: FakeUpstream,
    version: ModelVersion,
    clock: TestClock,
  ): Promise<void> {
    upstream.setStatus(version.arn, 'STARTING');
    const changed = { ...version, status: 'STARTING', observedAt: clock.now() } as const;
    await member?.catalog.observe({ kind: 'version-answer', version: changed, startedAt: clock.now() });
    member?.poller.invalidate(version.projectArn, version.arn);
  }

  it('call AWS as often as one does, within a tenth', async () => {
    const [alone, together] = [await callsOf(1, false), await callsOf(3, true)];
    expect(alone).toBeGreaterThan(100);
    expect(Math.abs(together / alone - 1)).toBeLessThanOrEqual(0.1);
  });
});
