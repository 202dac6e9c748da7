import {
  type Tracer as OpenTelemetryTracer,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Log } from '../log.js';
import type { NewSpan, Span, Tracer } from './tracer.js';

export interface OtlpOptions {
  /** Where spans are posted to: `http://collector:4318/v1/traces`. */
  readonly url: string;
  /** Share of the traces begun here that are kept, 0 to 1. A caller that has decided is followed. */
  readonly ratio: number;
  readonly version: string;
  readonly log: Log;
}

const SERVICE = 'custom-labels-gateway';
const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT };
const FAREWELL_MS = 3_000;

/**
 * Sends spans by OTLP over HTTP. Loaded only where traces are wanted. What else OpenTelemetry's environment variables
 * say (headers, timeout, service name, resource attributes) its own packages read.
 */
export class OtlpTracer implements Tracer {
  private readonly provider: TracerProvider;
  private readonly tracer: OpenTelemetryTracer;

  constructor({ url, ratio, version, log }: OtlpOptions) {
    const named = resourceFromAttributes({
      'service.name': SERVICE,
      'service.version': version,
    });
    const exporter = reportingFailures(new OTLPTraceExporter({ url }), log);
    this.provider = new TracerProvider({
      resource: defaultResource()
        .merge(named)
        .merge(detectResources({ detectors: [envDetector] })),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
      spanProcessors: [new BatchSpanProcessor({ exporter })],
    });
    this.tracer = this.provider.getTracer(SERVICE, version);
  }

  begin({ name, kind, parent, links = [], startedAt }: NewSpan): Span {
    const from = toSpanContext(parent);
    const span = this.tracer.startSpan(
      name,
      {
        kind: KINDS[kind],
        startTime: startedAt,
        links: links.map(toSpanContext).flatMap((context) => (context ? [{ context }] : [])),
      },
      from ? trace.setSpanContext(ROOT_CONTEXT, from) : ROOT_CONTEXT,
    );
    return {
      traceparent: toTraceparent(span.spanContext()),
      end({ name: better, endedAt, attributes, error }) {
        if (better) span.updateName(better);
        span.setAttributes({ ...attributes });
        if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: error });
        span.end(endedAt);
      },
    };
  }

  async close(): Promise<void> {
    const late = new Promise<void>((resolve) => void setTimeout(resolve, FAREWELL_MS).unref());
    await Promise.race([this.provider.shutdown().catch(() => {}), late]);
  }
}

function toSpanContext(traceparent: string | undefined): SpanContext | null {
  return traceparent === undefined ? null : parseTraceParent(traceparent);
}

function toTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** Logs once that spans are lost, and once that they arrive again. */
function reportingFailures(exporter: OTLPTraceExporter, log: Log): SpanExporter {
  let isLosing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined;
        if (failed && !isLosing) log.warn({ err: result.error }, 'traces: the collector takes no spans');
        if (!failed && isLosing) log.info({}, 'traces: the collector takes spans again');
        isLosing = failed;
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}
