import { BudgetReconciler } from '../automation/budget-reconciler.js';
import { EventReconciler } from '../automation/event-reconciler.js';
import { RecordRunner, type Runner } from '../automation/runner.js';
import { ScheduleReconciler } from '../automation/schedule-reconciler.js';
import { createStartTimes } from '../automation/start-times.js';
import { StopReconciler } from '../automation/stop-reconciler.js';
import { UsageRecorder } from '../automation/usage-recorder.js';
import { VersionQueues } from '../automation/version-queues.js';
import { WorkflowReconciler } from '../automation/workflow-reconciler.js';
import { AUTOMATION_LEASE } from '../domain/automation/lease.js';
import type { Leases } from '../leases/leases.js';
import type { Log } from '../log.js';
import type { Services } from '../services/session.js';
import type { Telemetry } from '../telemetry/telemetry.js';

interface AutomationDependencies {
  readonly services: Services;
  readonly leases: Leases;
  readonly telemetry: Telemetry;
  readonly log: Log;
}

/** Loaded by the first promotion. */
const promotionSteps = async () => (await import('../automation/promotion-steps.js')).PROMOTION_STEPS;

/** Loaded by the first rollout. */
const rollOutSteps = async () => (await import('../automation/roll-out-steps.js')).ROLL_OUT_STEPS;

/** All that the gateway does by itself. */
export function createAutomation({ services, leases, telemetry, log }: AutomationDependencies): Runner {
  const lease = {
    isHolder: () => leases.holds(AUTOMATION_LEASE),
    fencingToken: () => leases.fencingTokenOf(AUTOMATION_LEASE),
  };
  const { records, catalog, clock } = services;
  const common = { records, statusLog: catalog.log, clock, log, ...lease };
  const usage = new UsageRecorder({ services, log, ...lease });
  const acting = { services, log, turns: new VersionQueues(), onAct: telemetry.onAutomation };
  const runner = new RecordRunner({
    reconcilers: [
      new StopReconciler(acting),
      new BudgetReconciler(acting),
      new ScheduleReconciler(acting),
      new WorkflowReconciler({ ...acting, kinds: { PROMOTION: promotionSteps, ROLL_OUT: rollOutSteps } }),
    ],
    ...common,
    onStarted: createStartTimes({ services, ...lease }).observe,
  });
  // Of its own, so that no event waits for the acts at AWS that are under way.
  const outbox = new RecordRunner({ reconcilers: [new EventReconciler(services)], ...common });
  return together([usage, outbox, runner]);
}

function together(all: readonly Runner[]): Runner {
  return {
    async start() {
      for (const it of all) await it.start();
    },
    async stop() {
      await Promise.all(all.map((it) => it.stop()));
    },
  };
}
