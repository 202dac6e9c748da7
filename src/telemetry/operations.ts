import type { EpochMs } from '../domain/model.js';
import type { OperationCost } from '../domain/operation-cost.js';
import { createGrowthLimit, type GrowthLimit } from '../growth.js';
import type {
  EndedOperation,
  OperationIdentity,
  OperationObserver,
  RunningOperation,
  Transport,
} from '../server/port.js';
import type { Exporters } from './exporters.js';
import type { Span } from './tracer.js';

/** One log line, one count and one span for each operation; a subscription's span ends when it is open. */
/** What the lines of one subject may make the log grow in a minute: with the audit below 1 MB. */
const SUBJECT_BYTES = 500_000;
/** What pino adds to a line. */
const LINE_BYTES = 80;
/** The client's own name for an operation is any text. */
const MAX_NAME = 128;
const MAX_CODES = 5;

export function createOperationObserver(exporters: Exporters): OperationObserver {
  const { log, metrics, clock } = exporters;
  const growth = createGrowthLimit(clock, SUBJECT_BYTES, (omitted) =>
    log.info(omitted, 'operations, in all'),
  );
  return {
    began: (requestId, transport, traceparent, subject) =>
      new Operation(exporters, growth, requestId, transport, traceparent, subject),
    delivered: (observedAt) => metrics.delivered(clock.now() - observedAt),
  };
}

/** One object and no closures: a subscription keeps it for hours. */
class Operation implements RunningOperation {
  private readonly startedAt: EpochMs;
  private span: Span | undefined;
  private readonly traceId: string | undefined;

  constructor(
    private readonly exporters: Exporters,
    private readonly growth: GrowthLimit,
    private readonly requestId: string,
    private readonly transport: Transport,
    parent: string | undefined,
    private readonly subject: string | undefined,
  ) {
    const { clock, tracer } = exporters;
    this.startedAt = clock.now();
    // Its name is known only when it has been parsed: Span.end gives it.
    this.span = tracer?.begin({ name: 'graphql', kind: 'server', parent, startedAt: this.startedAt });
    this.traceId = toTraceId(this.span?.traceparent);
  }

  get traceparent(): string | undefined {
    return this.span?.traceparent;
  }

  opened(named: OperationIdentity, cost: Readonly<OperationCost>): void {
    const { metrics, clock } = this.exporters;
    metrics.cost(cost);
    this.endSpan({ ...named, cost, codes: [] }, clock.now());
  }

  ended(operation: EndedOperation): void {
    const { log, metrics, clock } = this.exporters;
    const { type, name, cost, codes, userErrors = [], events, isCached } = operation;
    const endedAt = clock.now();
    const durationMs = endedAt - this.startedAt;
    metrics.operation(operation, durationMs);
    if (cost) metrics.cost(cost);
    this.endSpan(operation, endedAt);
    // One plain object, for speed: what is undefined is left out of the line.
    const line = {
      requestId: this.requestId,
      traceId: this.traceId,
      transport: this.transport,
      operation: type,
      operationName: name?.slice(0, MAX_NAME),
      durationMs: Math.round(durationMs),
      events,
      isCached: isCached,
      calls: cost?.calls,
      coalesced: cost?.coalesced,
      fromCatalog: cost?.fromCatalog,
      stale: cost?.stale,
      codes: codes.length > 0 ? codes.slice(0, MAX_CODES) : undefined,
      userErrors: userErrors.length > 0 ? userErrors.slice(0, MAX_CODES) : undefined,
    };
    if (this.mayLog(line, codes[0] ?? userErrors[0] ?? 'done')) log.info(line, 'operation');
  }

  /** @param result - counted where there is no room for the line */
  private mayLog(line: object, result: string): boolean {
    if (this.subject === undefined) return true;
    return this.growth.admits(this.subject, JSON.stringify(line).length + LINE_BYTES, result);
  }

  /** The first time. */
  private endSpan(operation: EndedOperation, endedAt: EpochMs): void {
    end(this.span, operation, this.requestId, endedAt);
    this.span = undefined;
  }
}

/** Names as in https://opentelemetry.io/docs/specs/semconv/graphql/ where that has one. */
function end(span: Span | undefined, operation: EndedOperation, requestId: string, endedAt: number): void {
  if (!span) return;
  const { type, name, cost, codes, userErrors = [] } = operation;
  const attributes = {
    'graphql.operation.type': type,
    'graphql.operation.name': name ?? undefined,
    'gateway.request_id': requestId,
    'gateway.upstream.calls': cost?.calls,
    'gateway.upstream.coalesced': cost?.coalesced,
    'gateway.from_catalog': cost?.fromCatalog,
    'gateway.stale': cost?.stale,
    'gateway.user_error': userErrors[0],
    'error.type': codes[0],
  };
  span.end({ name: type && (name ? `${type} ${name}` : type), endedAt, attributes, error: codes[0] ?? null });
}

/** The part of a W3C traceparent that all spans of a trace share. */
export function toTraceId(traceparent: string | undefined): string | undefined {
  return traceparent?.split('-')[1];
}
