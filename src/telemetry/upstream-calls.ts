import type { ErrorCode } from '../domain/errors.js';
import type { Call } from '../upstream/port.js';
import type { Exporters } from './exporters.js';
import { toTraceId } from './operations.js';
import type { Attributes } from './tracer.js';

/** How many callers of a shared call are named. */
const MOST_SHARED = 20;

/**
 * One log line, one count and one span for each call to AWS. The poller's lines are for debugging: it calls all day.
 */
export function createCallReporter({ log, metrics, tracer }: Exporters): (call: Call) => void {
  return (call) => {
    const { operation, callers, startedAt, durationMs, error } = call;
    const [payer, ...others] = callers;
    metrics.call(call);
    const span = tracer?.begin({
      name: operation,
      kind: 'client',
      parent: payer?.traceparent,
      links: others.flatMap((it) => it.traceparent ?? []).slice(0, MOST_SHARED),
      startedAt,
    });
    span?.end({
      endedAt: startedAt + durationMs,
      attributes: toAttributes(call),
      error: error?.code ?? null,
    });
    const line = { ...toLine(call), traceId: toTraceId(span?.traceparent) };
    if (error && WORTH_A_WARNING.includes(error.code))
      log.warn({ ...line, err: error }, 'upstream call failed');
    else if (payer?.priority === 'poller') log.debug(line, 'upstream call');
    else log.info(line, 'upstream call');
  };
}

/** Failures that no caller can mend. */
const WORTH_A_WARNING: readonly ErrorCode[] = [
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_ACCESS_DENIED',
  'UPSTREAM_FAILED',
];

function toLine(call: Call) {
  const { operation, accountId, region, attempt, names, awsRequestId, error, callers } = call;
  const [payer, ...others] = callers;
  return {
    requestId: payer?.requestId,
    ...(others.length > 0 && { alsoFor: others.slice(0, MOST_SHARED).map((it) => it.requestId) }),
    operation,
    lane: payer?.priority,
    reason: payer?.reason ?? 'change',
    ...{ accountId, region, names, ...(attempt > 1 && { attempt }) },
    waitedMs: Math.round(call.waitedMs),
    durationMs: Math.round(call.durationMs),
    awsRequestId,
    code: error?.code,
  };
}

/** Names as in https://opentelemetry.io/docs/specs/semconv/registry/attributes/aws/ where that has one. */
function toAttributes(call: Call): Attributes {
  const [payer] = call.callers;
  return {
    'rpc.system': 'aws-api',
    'rpc.method': call.operation,
    'aws.request_id': call.awsRequestId,
    'cloud.account.id': call.accountId,
    'cloud.region': call.region,
    'gateway.request_id': payer?.requestId,
    'gateway.lane': payer?.priority,
    'gateway.reason': payer?.reason ?? 'change',
    'gateway.waited_ms': Math.round(call.waitedMs),
    'gateway.names': call.names,
    'gateway.attempt': call.attempt,
    'gateway.shared_by': call.callers.length,
    'error.type': call.error?.code,
  };
}
