import { print } from 'graphql';
import { StartModelDocument } from '../../../schema/generated/operations.js';
import { systemClock } from '../../../src/clock.js';
import { type CapturedLog, captureLog, type LogLine } from '../../support/captured-log.js';
import { type Collector, type ReceivedSpan, startCollector } from '../../support/collector.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { readMetrics, sumOf } from '../../support/metrics.js';
import { createTrainedModels } from '../../support/models.js';
import { followByWs } from '../../support/status-stream.js';
import { ALWAYS_FRESH, projectArnOf } from '../demo.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER_SPAN_ID = '00f067aa0ba902b7';
const VERSIONS = `query Versions($arn: ProjectArn!) { project(arn: $arn) { modelVersions { nodes { name status } } } }`;

let gateway: TestGateway;
let collector: Collector;
let captured: CapturedLog;

beforeEach(async () => {
  collector = await startCollector();
  captured = captureLog();
  const settings = { ...ALWAYS_FRESH, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  gateway = await startGateway(settings, systemClock, captured.log);
});

afterEach(async () => {
  await gateway.close();
  await collector.close();
});

/** Sends one operation under an id of the client's own. */
async function send(requestId: string, query: string, variables: object, headers: object = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': requestId, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  expect(response.headers.get('x-request-id')).toBe(requestId);
  return (await response.json()) as { data: unknown; extensions: { upstream: Record<string, number> } };
}

const linesOf = (msg: string, requestId: string) =>
  captured.lines(msg).filter((it) => it.requestId === requestId);

function operationSpan(requestId: string): ReceivedSpan {
  const span = collector.spans.find(
    (it) => it.kind === 2 && it.attributes['gateway.request_id'] === requestId,
  );
  if (!span) throw new Error(`no span of ${requestId}`);
  return span;
}

/** The spans of a request, once the gateway has sent all. */
async function spansOf(requestId: string): Promise<{ operation: ReceivedSpan[]; calls: ReceivedSpan[] }> {
  await gateway.close();
  const spans = collector.spans.filter((it) => it.attributes['gateway.request_id'] === requestId);
  return { operation: spans.filter((it) => it.kind === 2), calls: spans.filter((it) => it.kind === 3) };
}

it("a request's log lines, trace and metrics tell the same story under its one id", async () => {
  const { arns } = await createTrainedModels(gateway, ['v1']);
  const before = await readMetrics(gateway.url);
  const traceparent = `00-${TRACE_ID}-${CALLER_SPAN_ID}-01`;
  const variables = { modelVersionArn: arns[0] };
  const answer = await send('start-42', print(StartModelDocument), variables, { traceparent });
  const after = await readMetrics(gateway.url);

  const operations = linesOf('operation', 'start-42');
  const calls = linesOf('upstream call', 'start-42');
  expect(operations).toEqual([
    expect.objectContaining({
      ...{ level: 'info', transport: 'http', operation: 'mutation', operationName: 'StartModel' },
      ...{ traceId: TRACE_ID, stale: false, ...answer.extensions.upstream },
    }),
  ]);
  expect(calls.length).toBe(answer.extensions.upstream.calls);
  expect(calls).toContainEqual(
    expect.objectContaining({
      ...{ operation: 'StartProjectVersion', lane: 'mutation', reason: 'change', traceId: TRACE_ID },
      ...{ accountId: '123456789012', region: 'us-east-1', awsRequestId: expect.any(String) },
      ...{ durationMs: expect.any(Number), waitedMs: expect.any(Number) },
    }),
  );

  const { requests } = await gateway.control.requests();
  const sent = requests.filter((it) => calls.some(({ awsRequestId }) => awsRequestId === it.requestId));
  expect(sent.map((it) => it.operation).sort()).toEqual(calls.map((it) => it.operation).sort());

  const grown = (metric: string, labels: Record<string, string>) =>
    sumOf(after, metric, labels) - sumOf(before, metric, labels);
  const labels = { type: 'mutation', name: 'StartModel', outcome: 'ok' };
  expect(grown('gateway_operations_total', labels)).toBe(1);
  expect(grown('gateway_operation_duration_seconds_count', { name: 'StartModel' })).toBe(1);
  const started = { operation: 'StartProjectVersion', lane: 'mutation', reason: 'change', outcome: 'ok' };
  expect(grown('gateway_upstream_calls_total', started)).toBe(1);
  expect(grown('gateway_upstream_call_duration_seconds_count', { operation: 'StartProjectVersion' })).toBe(1);

  const spans = await spansOf('start-42');
  expect(spans.operation).toEqual([
    expect.objectContaining({ name: 'mutation StartModel', traceId: TRACE_ID, parentSpanId: CALLER_SPAN_ID }),
  ]);
  expect(spans.operation[0]?.resource['service.name']).toBe('custom-labels-gateway');
  const toPair = (operation: unknown, awsRequestId: unknown) => `${operation} ${awsRequestId}`;
  expect(spans.calls.map((it) => toPair(it.name, it.attributes['aws.request_id'])).sort()).toEqual(
    calls.map((it) => toPair(it.operation, it.awsRequestId)).sort(),
  );
  for (const call of spans.calls)
    expect([call.traceId, call.parentSpanId]).toEqual([TRACE_ID, spans.operation[0]?.spanId]);
});

it('a call that served several requests is reported under each of their ids', async () => {
  const arn = await projectArnOf(gateway, 'circuit-boards');
  await gateway.control.addFault({ operation: 'DescribeProjectVersions', latencyMs: 500 });
  await Promise.all([send('first', VERSIONS, { arn }), send('second', VERSIONS, { arn })]);
  const idsOf = ({ requestId, alsoFor = [] }: LogLine) => [requestId, ...(alsoFor as string[])];
  const shared = captured
    .lines('upstream call')
    .filter((it) => it.operation === 'DescribeProjectVersions')
    .find((it) => ['first', 'second'].every((id) => idsOf(it).includes(id)));
  expect(shared?.reason).toMatch(/^(not-known|too-old|list)$/);
  expect(sumOf(await readMetrics(gateway.url), 'gateway_coalesced_calls_total')).toBeGreaterThanOrEqual(1);

  await gateway.close();
  const call = collector.spans.find((it) => it.attributes['aws.request_id'] === shared?.awsRequestId);
  const linked = [...(call?.links ?? []), { traceId: call?.traceId, spanId: call?.parentSpanId }];
  for (const id of ['first', 'second']) {
    const { spanId, traceId } = operationSpan(id);
    expect(linked).toContainEqual(expect.objectContaining({ spanId, traceId }));
  }
});

it('what fails, is refused or is no operation is reported by its code', async () => {
  await gateway.control.addFault({ operation: 'DescribeProjects', error: 'AccessDeniedException' });
  await send('denied', 'query Denied { projects { nodes { name } } }', {});
  const arn = 'arn:aws:rekognition:us-east-1:123456789012:project/cats/version/v1/1700000000001';
  await gateway.control.clearFaults();
  await send('refused', print(StartModelDocument), { modelVersionArn: arn });
  await send('wrong', '{ nothing }', {});
  expect(linesOf('operation', 'denied')[0]).toMatchObject({ codes: ['UPSTREAM_ACCESS_DENIED'] });
  expect(linesOf('upstream call failed', 'denied')[0]).toMatchObject({ code: 'UPSTREAM_ACCESS_DENIED' });
  expect(linesOf('operation', 'refused')[0]).toMatchObject({ userErrors: ['NOT_FOUND'] });
  expect(linesOf('operation', 'wrong')[0]).toMatchObject({ codes: ['GRAPHQL_VALIDATION_FAILED'] });
  const samples = await readMetrics(gateway.url);
  for (const outcome of ['UPSTREAM_ACCESS_DENIED', 'NOT_FOUND', 'GRAPHQL_VALIDATION_FAILED'])
    expect([outcome, sumOf(samples, 'gateway_operations_total', { outcome })]).toEqual([outcome, 1]);
  // A name that never worked gets no series of its own.
  expect(sumOf(samples, 'gateway_operations_total', { name: 'Denied' })).toBe(0);
  expect((await spansOf('denied')).operation[0]?.attributes['error.type']).toBe('UPSTREAM_ACCESS_DENIED');
});

it('a subscription is reported when it is open, by its events, and when it ends', async () => {
  const stream = followByWs(gateway, { includeCurrent: true });
  await stream.until((events) => events.length > 0);
  const open = await readMetrics(gateway.url);
  expect(sumOf(open, 'gateway_subscribers', { transport: 'websocket' })).toBe(1);
  expect(sumOf(open, 'gateway_subscriptions')).toBe(1);
  const { arns } = await createTrainedModels(gateway, ['v1']);
  await stream.until((events) => events.some((it) => it.modelVersionArn === arns[0]));
  expect(sumOf(await readMetrics(gateway.url), 'gateway_event_lag_seconds_count')).toBeGreaterThan(0);
  stream.stop();
  await stream.ended;
  await gateway.close();
  const [line] = captured.lines('operation').filter((it) => it.operation === 'subscription');
  expect(line).toMatchObject({ transport: 'websocket', operationName: 'WatchStatus' });
  expect(line?.events).toBeGreaterThan(1);
  const span = collector.spans.find((it) => it.name === 'subscription WatchStatus');
  expect(span?.attributes['gateway.request_id']).toBe(line?.requestId);
});

it('spans that the collector refuses cost a line in the log, and no answer', async () => {
  collector.refuse();
  const { data } = await send('lost', 'query Lost { projects { nodes { name } } }', {});
  expect(data).toMatchObject({ projects: { nodes: expect.any(Array) } });
  await gateway.close();
  expect(captured.lines('traces: the collector takes no spans').length).toBe(1);
});
