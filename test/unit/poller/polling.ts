import { MemoryCatalog } from '../../../src/catalog/memory/memory-catalog.js';
import type { Catalog } from '../../../src/catalog/port.js';
import type { AccountRegion } from '../../../src/domain/arn.js';
import type { LoggedChange } from '../../../src/domain/event.js';
import type { Project } from '../../../src/domain/model.js';
import type { ModelVersionStatus } from '../../../src/domain/status.js';
import { silentLog } from '../../../src/log.js';
import { Poller, type PollerOptions } from '../../../src/poller/poller.js';
import { createFakeUpstream, type FakeCall, type FakeUpstream } from '../../support/fake-upstream.js';
import { createTestClock, type TestClock } from '../../support/test-clock.js';

export const POLL_INTERVAL_MS = 2_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** A poller over a world in memory and the real catalog. */
export interface Polling {
  readonly clock: TestClock;
  readonly upstream: FakeUpstream;
  readonly catalog: Catalog;
  readonly poller: Poller;
  /** Every change logged since the start, oldest first. */
  changes(): Promise<LoggedChange[]>;
  /** The calls made while `task` ran. */
  callsDuring(task: () => Promise<void>): Promise<FakeCall[]>;
}

type Options = Partial<PollerOptions> & { readonly accounts?: readonly AccountRegion[] };

export function createPolling({ accounts, ...options }: Options = {}): Polling {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock, accounts);
  const catalog = new MemoryCatalog({ clock, retentionMs: 24 * HOUR_MS, maxEntries: 10_000 });
  const poller = new Poller({
    upstream,
    catalog,
    clock,
    log: silentLog,
    pollIntervalMs: POLL_INTERVAL_MS,
    random: () => 0.5,
    ...options,
  });
  const start = catalog.log.tail();

  return {
    clock,
    upstream,
    catalog,
    poller,
    async changes() {
      const follower = await catalog.log.follow(await start, {});
      const changes: LoggedChange[] = [];
      const drained = (async () => {
        for await (const it of follower) if (it.kind === 'CHANGED') changes.push(it.change);
      })();
      await clock.advance(0);
      await follower.return?.();
      await drained;
      return changes;
    },
    async callsDuring(task) {
      const before = upstream.calls.length;
      await task();
      return upstream.calls.slice(before);
    },
  };
}

/** Projects p0, p1, …, each with one version v1. */
export function addProjects(
  upstream: FakeUpstream,
  count: number,
  status: ModelVersionStatus = 'TRAINING_COMPLETED',
): Project[] {
  return Array.from({ length: count }, (_, i) => {
    const project = upstream.addProject({ name: `p${i}` });
    upstream.addVersion(project.arn, { status });
    return project;
  });
}
