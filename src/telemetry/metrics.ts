import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { OperationCost } from '../domain/operation-cost.js';
import type { EndedOperation } from '../server/port.js';
import type { Call } from '../upstream/port.js';
import { createBoundedLabel } from './bounded-label.js';

/** What is counted as it happens. */
export interface Metrics {
  operation(operation: EndedOperation, durationMs: number): void;
  cost(cost: Readonly<OperationCost>): void;
  call(call: Call): void;
  delivered(lagMs: number): void;
  automation(kind: string, outcome: string): void;
}

const MOST_NAMES = 100;
const MOST_CODES = 50;
/** Seconds: from an answer out of memory to the longest that an operation may take. */
const OPERATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
const CALL_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const WAIT_BUCKETS = [0.005, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
const LAG_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

let processMetrics: Registry | undefined;

/** Of the process, however many gateways are in it: memory, CPU, event loop, garbage collection. */
export function processRegistry(): Registry {
  if (processMetrics) return processMetrics;
  processMetrics = new Registry();
  collectDefaultMetrics({ register: processMetrics });
  return processMetrics;
}

export function createMetrics(registry: Registry): Metrics {
  const registers = [registry];
  const nameLabel = createBoundedLabel(MOST_NAMES);
  const codeLabel = createBoundedLabel(MOST_CODES);
  const operations = new Counter({
    name: 'gateway_operations_total',
    help: "GraphQL operations that ended. name: the client's, for the first 100. outcome: ok, or the first code of an error or refusal",
    labelNames: ['type', 'name', 'outcome'],
    registers,
  });
  const operationSeconds = new Histogram({
    name: 'gateway_operation_duration_seconds',
    help: 'How long queries and mutations took',
    labelNames: ['type', 'name'],
    buckets: OPERATION_BUCKETS,
    registers,
  });
  const coalesced = new Counter({
    name: 'gateway_coalesced_calls_total',
    help: 'Calls to AWS saved because another request had the same under way',
    registers,
  });
  const fromCatalog = new Counter({
    name: 'gateway_catalog_answers_total',
    help: 'Calls to AWS saved because the catalog knew',
    registers,
  });
  const stale = new Counter({
    name: 'gateway_stale_operations_total',
    help: 'Operations answered with what was known before, because AWS could not be reached',
    registers,
  });
  const calls = new Counter({
    name: 'gateway_upstream_calls_total',
    help: 'Calls sent to AWS. reason: why; outcome: ok, or a code',
    labelNames: ['operation', 'lane', 'reason', 'outcome'],
    registers,
  });
  const callSeconds = new Histogram({
    name: 'gateway_upstream_call_duration_seconds',
    help: 'How long AWS took',
    labelNames: ['operation', 'outcome'],
    buckets: CALL_BUCKETS,
    registers,
  });
  const waitSeconds = new Histogram({
    name: 'gateway_upstream_wait_seconds',
    help: "How long calls waited for their turn within AWS's rate, or to be tried again",
    labelNames: ['lane'],
    buckets: WAIT_BUCKETS,
    registers,
  });
  const names = new Histogram({
    name: 'gateway_upstream_names_per_call',
    help: 'Names in a describe call; AWS takes ten, and the fuller the fewer calls',
    labelNames: ['operation'],
    buckets: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    registers,
  });
  const eventLag = new Histogram({
    name: 'gateway_event_lag_seconds',
    help: 'From the beginning of the refresh that saw a change to handing it to a subscriber',
    buckets: LAG_BUCKETS,
    registers,
  });

  const automation = new Counter({
    name: 'gateway_automation_acts_total',
    help: 'What the gateway did by itself. kind: of the record that requested it; outcome: done, missed, or the code of the failure',
    labelNames: ['kind', 'outcome'],
    registers,
  });

  return {
    operation({ type = 'unknown', name, codes, userErrors = [] }, durationMs) {
      const code = codes[0] ?? userErrors[0];
      // Only what runs gets a name of its own: anybody can send nonsense under a hundred names.
      const named = code === undefined ? nameLabel.of : nameLabel.ifKnown;
      const label = name ? named(name) : 'unnamed';
      operations.inc({ type, name: label, outcome: code === undefined ? 'ok' : codeLabel.of(code) });
      if (type !== 'subscription') operationSeconds.observe({ type, name: label }, durationMs / 1000);
    },
    cost(cost) {
      coalesced.inc(cost.coalesced);
      fromCatalog.inc(cost.fromCatalog);
      if (cost.stale) stale.inc();
    },
    call({ operation, callers, names: count, waitedMs, durationMs, error }) {
      const [first] = callers;
      const outcome = error?.code ?? 'ok';
      const priority = first?.priority ?? 'poller';
      calls.inc({ operation, lane: priority, reason: first?.reason ?? 'change', outcome });
      callSeconds.observe({ operation, outcome }, durationMs / 1000);
      waitSeconds.observe({ lane: priority }, Math.max(0, waitedMs) / 1000);
      if (count !== undefined) names.observe({ operation }, count);
    },
    automation: (kind, outcome) => automation.inc({ kind, outcome }),
    delivered: (lagMs) => eventLag.observe(Math.max(0, lagMs) / 1000),
  };
}
