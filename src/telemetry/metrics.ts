import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { OperationCost } from '../domain/operation-cost.js';
import type { EndedOperation } from '../server/port.js';
import type { Call } from '../upstream/port.js';
import { createBoundedLabel } from './bounded-label.js';

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

/** Counts what happens, as it happens. */
export class Metrics {
  private readonly nameLabel = createBoundedLabel(MOST_NAMES);
  private readonly codeLabel = createBoundedLabel(MOST_CODES);
  private readonly operations = new Counter({
    name: 'gateway_operations_total',
    help: "GraphQL operations that ended. name: the client's, for the first 100. outcome: ok, or the first code of an error or refusal",
    labelNames: ['type', 'name', 'outcome'],
    registers: this.registers,
  });
  private readonly operationSeconds = new Histogram({
    name: 'gateway_operation_duration_seconds',
    help: 'How long queries and mutations took',
    labelNames: ['type', 'name'],
    buckets: OPERATION_BUCKETS,
    registers: this.registers,
  });
  private readonly coalesced = new Counter({
    name: 'gateway_coalesced_calls_total',
    help: 'Calls to AWS saved because another request had the same under way',
    registers: this.registers,
  });
  private readonly fromCatalog = new Counter({
    name: 'gateway_catalog_answers_total',
    help: 'Calls to AWS saved because the catalog knew',
    registers: this.registers,
  });
  private readonly stale = new Counter({
    name: 'gateway_stale_operations_total',
    help: 'Operations answered with what was known before, because AWS could not be reached',
    registers: this.registers,
  });
  private readonly calls = new Counter({
    name: 'gateway_upstream_calls_total',
    help: 'Calls sent to AWS. reason: why; outcome: ok, or a code',
    labelNames: ['operation', 'lane', 'reason', 'outcome'],
    registers: this.registers,
  });
  private readonly callSeconds = new Histogram({
    name: 'gateway_upstream_call_duration_seconds',
    help: 'How long AWS took',
    labelNames: ['operation', 'outcome'],
    buckets: CALL_BUCKETS,
    registers: this.registers,
  });
  private readonly waitSeconds = new Histogram({
    name: 'gateway_upstream_wait_seconds',
    help: "How long calls waited for their turn within AWS's rate, or to be tried again",
    labelNames: ['lane'],
    buckets: WAIT_BUCKETS,
    registers: this.registers,
  });
  private readonly names = new Histogram({
    name: 'gateway_upstream_names_per_call',
    help: 'Names in a describe call; AWS takes ten, and the fuller the fewer calls',
    labelNames: ['operation'],
    buckets: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    registers: this.registers,
  });
  private readonly eventLag = new Histogram({
    name: 'gateway_event_lag_seconds',
    help: 'From the beginning of the refresh that saw a change to handing it to a subscriber',
    buckets: LAG_BUCKETS,
    registers: this.registers,
  });
  private readonly automationActs = new Counter({
    name: 'gateway_automation_acts_total',
    help: 'What the gateway did by itself. kind: of the record that requested it; outcome: done, missed, or the code of the failure',
    labelNames: ['kind', 'outcome'],
    registers: this.registers,
  });

  constructor(private readonly registers: Registry[]) {}

  operation(operation: EndedOperation, durationMs: number): void {
    const { type = 'unknown', name, codes, userErrors = [] } = operation;
    const code = codes[0] ?? userErrors[0];
    // Only what runs gets a name of its own: anybody can send nonsense under a hundred names.
    const named = code === undefined ? this.nameLabel.of : this.nameLabel.ifKnown;
    const label = name ? named(name) : 'unnamed';
    const outcome = code === undefined ? 'ok' : this.codeLabel.of(code);
    this.operations.inc({ type, name: label, outcome });
    if (type !== 'subscription') this.operationSeconds.observe({ type, name: label }, durationMs / 1000);
  }

  cost(cost: Readonly<OperationCost>): void {
    this.coalesced.inc(cost.coalesced);
    this.fromCatalog.inc(cost.fromCatalog);
    if (cost.stale) this.stale.inc();
  }

  call({ operation, callers, names, waitedMs, durationMs, error }: Call): void {
    const [first] = callers;
    const outcome = error?.code ?? 'ok';
    const priority = first?.priority ?? 'poller';
    this.calls.inc({ operation, lane: priority, reason: first?.reason ?? 'change', outcome });
    this.callSeconds.observe({ operation, outcome }, durationMs / 1000);
    this.waitSeconds.observe({ lane: priority }, Math.max(0, waitedMs) / 1000);
    if (names !== undefined) this.names.observe({ operation }, names);
  }

  delivered(lagMs: number): void {
    this.eventLag.observe(Math.max(0, lagMs) / 1000);
  }

  automation(kind: string, outcome: string): void {
    this.automationActs.inc({ kind, outcome });
  }
}
