import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first of a trace. */
  readonly parentSpanId: string;
  /** 2: server, 3: client. */
  readonly kind: number;
  readonly durationMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly resource: Readonly<Record<string, unknown>>;
}

export interface Collector {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** From now on nothing is right for it. */
  refuse(): void;
  close(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Posted {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly PostedSpan[] }[];
  }[];
}

interface PostedSpan extends Omit<ReceivedSpan, 'attributes' | 'links' | 'parentSpanId'> {
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly links?: ReceivedSpan['links'];
}

/** Takes traces as an OpenTelemetry collector does: https://opentelemetry.io/docs/specs/otlp/#otlphttp, in JSON. */
export async function startCollector(): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  let isRefusing = false;
  const server = createServer(async (request, response) => {
    if (isRefusing || request.url !== '/v1/traces') return void response.writeHead(400).end();
    for (const { resource, scopeSpans } of ((await json(request)) as Posted).resourceSpans)
      for (const it of scopeSpans.flatMap((scope) => scope.spans))
        spans.push(toSpan(it, resource.attributes));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    refuse() {
      isRefusing = true;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function toSpan(posted: PostedSpan, resource: readonly Attribute[]): ReceivedSpan {
  const { name, traceId, spanId, parentSpanId = '', kind, links = [] } = posted;
  const nanos = BigInt(posted.endTimeUnixNano) - BigInt(posted.startTimeUnixNano);
  return {
    ...{ name, traceId, spanId, parentSpanId, kind, links },
    durationMs: Number(nanos) / 1e6,
    attributes: toRecord(posted.attributes),
    resource: toRecord(resource),
  };
}

function toRecord(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
