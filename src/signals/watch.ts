import type { Ended, Running, Transport, Watch } from '../server/port.js';
import type { Outlets } from './outlets.js';
import { toTraceId } from './trace-id.js';
import type { Span } from './tracer.js';

/** One log line, one count and one span for each operation; a subscription's span ends when it is open. */
export function createWatch({ log, metrics, tracer, clock }: Outlets): Watch {
  function began(requestId: string, transport: Transport, traceparent: string | undefined): Running {
    const startedAt = clock.now();
    // Its name is known only when it has been parsed: Span.end gives it.
    const span = tracer?.begin({ name: 'graphql', kind: 'server', parent: traceparent, startedAt });
    const traceId = toTraceId(span?.traceparent);
    let isOpen = false;

    function ended(operation: Ended): void {
      const { type, name, cost, codes, userErrors = [], events, isPrepared } = operation;
      const endedAt = clock.now();
      const durationMs = endedAt - startedAt;
      metrics.operation(operation, durationMs);
      if (cost) metrics.cost(cost);
      if (!isOpen) end(span, operation, requestId, endedAt);
      log.info(
        // One plain object, for speed: what is undefined is left out of the line.
        {
          requestId,
          traceId,
          transport,
          operation: type,
          operationName: name ?? undefined,
          durationMs: Math.round(durationMs),
          events,
          isPrepared,
          calls: cost?.calls,
          coalesced: cost?.coalesced,
          fromCatalog: cost?.fromCatalog,
          stale: cost?.stale,
          codes: codes.length > 0 ? codes : undefined,
          userErrors: userErrors.length > 0 ? userErrors : undefined,
        },
        'operation',
      );
    }

    return {
      ...(span && { traceparent: span.traceparent }),
      opened(named, cost) {
        isOpen = true;
        metrics.cost(cost);
        end(span, { ...named, cost, codes: [] }, requestId, clock.now());
      },
      ended,
    };
  }

  return { began, delivered: (observedAt) => metrics.delivered(clock.now() - observedAt) };
}

/** Names as in https://opentelemetry.io/docs/specs/semconv/graphql/ where that has one. */
function end(span: Span | undefined, operation: Ended, requestId: string, endedAt: number): void {
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
