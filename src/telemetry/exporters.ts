import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { Metrics } from './metrics.js';
import type { Tracer } from './tracer.js';

/** Where everything that happens is reported. */
export interface Exporters {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Null: traces are off. */
  readonly tracer: Tracer | null;
  readonly clock: Clock;
}
