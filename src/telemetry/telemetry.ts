import { Gauge, Registry } from 'prom-client';
import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { OperationObserver } from '../server/port.js';
import type { Call } from '../upstream/port.js';
import { type BudgetRatios, createBudgetGauge } from './budget-gauge.js';
import { createGauges, type State } from './gauges.js';
import { Metrics, processRegistry } from './metrics.js';
import { createOperationObserver } from './operations.js';
import type { Tracer } from './tracer.js';
import { createCallReporter } from './upstream-calls.js';

/** How the gateway reports what it does: the log, metrics, traces. */
export interface Telemetry {
  readonly observer: OperationObserver;
  readonly onCall: (call: Call) => void;
  /** Told of each act of the gateway's own. @param outcome - `done`, or the code of the error */
  readonly onAutomation: (kind: string, outcome: string) => void;
  /** From then on the metrics hold the gateway's state too. */
  show(state: State & BudgetRatios): void;
  /** Everything, as Prometheus reads it. */
  metrics(): Promise<{ readonly contentType: string; readonly text: string }>;
  /** Sends what is left. */
  close(): Promise<void>;
}

export interface TelemetryOptions {
  readonly log: Log;
  readonly clock: Clock;
  readonly traces: TraceSettings | null;
  readonly version: string;
}

interface TraceSettings {
  /** Where spans are posted to. */
  readonly url: string;
  /** Share of the traces begun here that are kept, 0 to 1. */
  readonly ratio: number;
}

export async function createTelemetry({ log, clock, traces, version }: TelemetryOptions): Promise<Telemetry> {
  const registry = new Registry();
  const tracer = traces && (await loadTracer(traces, version, log));
  const registers = [registry];
  new Gauge({ name: 'gateway_info', help: 'Always 1', labelNames: ['version'], registers }).set(
    { version },
    1,
  );
  const exporters = { log, clock, tracer, metrics: new Metrics(registers) };
  let update = () => {};

  return {
    observer: createOperationObserver(exporters),
    onCall: createCallReporter(exporters),
    onAutomation: (kind, outcome) => exporters.metrics.automation(kind, outcome),
    show(state) {
      const updates = [createGauges(registry, state), createBudgetGauge(registry, state)];
      update = () => {
        for (const it of updates) it();
      };
    },
    async metrics() {
      update();
      const texts = [await registry.metrics(), await processRegistry().metrics()];
      return { contentType: registry.contentType, text: texts.join('\n') };
    },
    close: async () => tracer?.close(),
  };
}

/** Loaded only here: half a hundred modules that a gateway without traces never sees. */
async function loadTracer(traces: TraceSettings, version: string, log: Log): Promise<Tracer> {
  const { OtlpTracer } = await import('./otlp.js');
  return new OtlpTracer({ ...traces, version, log });
}
