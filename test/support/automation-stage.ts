import { EventReconciler } from '../../src/automation/event-reconciler.js';
import { RecordRunner, type Runner } from '../../src/automation/runner.js';
import { ScheduleReconciler } from '../../src/automation/schedule-reconciler.js';
import { createStartTimes } from '../../src/automation/start-times.js';
import { StopReconciler } from '../../src/automation/stop-reconciler.js';
import { VersionQueues } from '../../src/automation/version-queues.js';
import { MemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import type { Project } from '../../src/domain/model.js';
import { MemoryKeys } from '../../src/idempotency/memory-keys.js';
import { silentLog } from '../../src/log.js';
import { Poller } from '../../src/poller/poller.js';
import { MemoryRecords } from '../../src/records/memory-records.js';
import { AttachmentCache } from '../../src/services/reading/attachment-cache.js';
import { Reader } from '../../src/services/reading/reader.js';
import type { Services } from '../../src/services/session.js';
import { createFakeUpstream, type FakeCall, type FakeUpstream } from './fake-upstream.js';
import { UNPROTECTED } from './open-pipeline.js';
import { createTestClock, type TestClock } from './test-clock.js';

/** What the gateway does by itself, over a world in memory that moves as a test says. */
export interface AutomationStage {
  readonly clock: TestClock;
  readonly upstream: FakeUpstream;
  readonly services: Services;
  readonly project: Project;
  /** Another instance's runner, on the same records and keys unless `more` names others. */
  createRunner(more?: Partial<Services>, fencingToken?: number): Runner;
  /** The stops that AWS was asked for. */
  stops(): readonly FakeCall[];
  close(): Promise<void>;
}

export const POLL_INTERVAL_MS = 2_000;

export function createAutomationStage(): AutomationStage {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  const catalog = new MemoryCatalog({ clock, retentionMs: 86_400_000, maxEntries: 10_000 });
  const project = upstream.addProject();
  const poller = new Poller({
    ...{ upstream, catalog, clock, log: silentLog, pollIntervalMs: POLL_INTERVAL_MS, random: () => 0.5 },
  });
  const reading = { upstream, clock, readMaxAgeMs: 2_000, staleIfErrorMs: 60_000 };
  const services: Services = {
    ...UNPROTECTED,
    ...{ upstream, catalog, clock, keys: new MemoryKeys(clock), records: new MemoryRecords() },
    reader: new Reader({ ...reading, catalog, onRead: () => {} }),
    attachments: new AttachmentCache(reading),
    onChanged: (...of) => poller.invalidate(...of),
    onSubscribed: (of) => poller.watch(of),
  };
  const running: { stop(): Promise<void> }[] = [poller];
  poller.start();
  return {
    ...{ clock, upstream, services, project },
    createRunner(more = {}, fencingToken = 1) {
      const own = { ...services, ...more };
      const acting = { services: own, log: silentLog, turns: new VersionQueues(), onAct: () => {} };
      const holding = { isHolder: () => true, fencingToken: () => fencingToken };
      const runner = new RecordRunner({
        reconcilers: [new EventReconciler(own), new StopReconciler(acting), new ScheduleReconciler(acting)],
        ...{ records: own.records, statusLog: catalog.log, clock, log: silentLog },
        ...holding,
        onStarted: createStartTimes({ services: own, ...holding }).observe,
      });
      running.push(runner);
      return runner;
    },
    stops: () => upstream.calls.filter((it) => it.method === 'stopModelVersion'),
    async close() {
      await Promise.all(running.map((it) => it.stop()));
    },
  };
}
