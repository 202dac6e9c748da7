import type { Runner } from '../../src/automation/runner.js';
import { UsageRecorder } from '../../src/automation/usage-recorder.js';
import { MemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import type { Catalog } from '../../src/catalog/port.js';
import type { ModelVersionArn } from '../../src/domain/arn.js';
import type { ModelVersion, Project } from '../../src/domain/model.js';
import type { Usage } from '../../src/domain/money/usage.js';
import { MemoryKeys } from '../../src/idempotency/memory-keys.js';
import { silentLog } from '../../src/log.js';
import { Poller } from '../../src/poller/poller.js';
import { MemoryRecords } from '../../src/records/memory-records.js';
import type { RecordStore } from '../../src/records/port.js';
import { usageIn } from '../../src/services/money/usage.js';
import type { UsageScope } from '../../src/services/money/usage-scope.js';
import { changeAutomatically } from '../../src/services/mutations/automatic-change.js';
import { startModelVersion, stopModelVersion } from '../../src/services/mutations/model-version-changes.js';
import { AttachmentCache } from '../../src/services/reading/attachment-cache.js';
import { Reader } from '../../src/services/reading/reader.js';
import type { Services } from '../../src/services/session.js';
import { createFakeUpstream, type FakeUpstream } from './fake-upstream.js';
import { UNPROTECTED } from './open-pipeline.js';
import { createTestClock, type TestClock } from './test-clock.js';

export const POLL_INTERVAL_MS = 2_000;

/** One process. */
export interface UsageInstance {
  readonly services: Services;
  readonly recorder: Runner;
  isHolder: boolean;
  /** As `kill -9` does: nothing is written down any more. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Models of a world in memory that run and stop as a test says, and gateways that write down what they see of it. */
export class UsageStage {
  readonly clock: TestClock = createTestClock();
  readonly upstream: FakeUpstream = createFakeUpstream(this.clock);
  readonly catalog: Catalog = new MemoryCatalog({
    ...{ clock: this.clock, retentionMs: 40 * 86_400_000, maxEntries: 100_000 },
  });
  readonly records: RecordStore = new MemoryRecords();
  readonly project: Project = this.upstream.addProject({ creationTimestamp: this.clock.now() });
  readonly startedAt = this.clock.now();
  private readonly instances: UsageInstance[] = [];
  private acts = 0;
  private tokens = 0;

  async startInstance(more: Partial<Services> = {}, isHolder = true): Promise<UsageInstance> {
    const { clock, upstream, catalog, records } = this;
    const poller = new Poller({
      ...{ upstream, catalog: more.catalog ?? catalog, clock, log: silentLog },
      ...{ pollIntervalMs: POLL_INTERVAL_MS, random: () => 0.5 },
    });
    const reading = { upstream, clock, readMaxAgeMs: 2_000, staleIfErrorMs: 60_000 };
    const services: Services = {
      ...{ ...UNPROTECTED, upstream, catalog, clock, keys: new MemoryKeys(clock), records },
      reader: new Reader({ ...reading, catalog, onRead: () => {} }),
      attachments: new AttachmentCache(reading),
      onChanged: (...of) => poller.invalidate(...of),
      onSubscribed: (of) => poller.watch(of),
      ...more,
    };
    if (isHolder) this.tokens += 1;
    const token = this.tokens;
    const recorder = new UsageRecorder({
      ...{ services, log: silentLog, isHolder: () => instance.isHolder, fencingToken: () => token },
    });
    const instance = toInstance(services, recorder, poller, isHolder);
    poller.start();
    await recorder.start();
    this.instances.push(instance);
    await clock.advance(0);
    return instance;
  }

  addVersion(change: Partial<ModelVersion> = {}): ModelVersionArn {
    const units = { minInferenceUnits: 1, maxInferenceUnits: null, trainingEndTimestamp: null };
    return this.upstream.addVersion(this.project.arn, { ...units, status: 'STOPPED', ...change }).arn;
  }

  /** Starts it through a gateway; it runs after `startingMs`. */
  async start({ services }: UsageInstance, arn: ModelVersionArn, units: number, startingMs: number) {
    await this.act(services, 'startModelVersion', arn, () =>
      startModelVersion(arn, { min: units, max: null }),
    );
    await this.clock.advance(startingMs);
    this.upstream.setStatus(arn, 'RUNNING');
  }

  async stop({ services }: UsageInstance, arn: ModelVersionArn): Promise<void> {
    await this.act(services, 'stopModelVersion', arn, () => stopModelVersion(arn));
  }

  usage(
    { services }: UsageInstance,
    scope: UsageScope = {},
    from = this.startedAt,
    to = this.clock.now(),
  ): Usage {
    return usageIn(services, scope, from, to);
  }

  async close(): Promise<void> {
    for (const it of this.instances.splice(0)) await it.kill();
  }

  private act(
    services: Services,
    mutation: 'startModelVersion' | 'stopModelVersion',
    modelVersionArn: ModelVersionArn,
    declare: () => ReturnType<typeof stopModelVersion>,
  ) {
    this.acts += 1;
    return changeAutomatically(services, {
      ...{ subject: 'automation:test', cause: 'test', author: null, mutation, input: { modelVersionArn } },
      ...{ idempotencyKey: `test/${this.acts}`, declare },
    });
  }
}

function toInstance(services: Services, recorder: Runner, poller: Poller, isHolder: boolean): UsageInstance {
  const end = async () => {
    await recorder.stop();
    await poller.stop();
  };
  const instance: UsageInstance = {
    services,
    recorder,
    isHolder,
    async kill() {
      instance.isHolder = false;
      await end();
    },
    stop: end,
  };
  return instance;
}
