import { randomUUID } from 'node:crypto';
import type { Plan } from './control/fault-plan.js';
import type { Faults } from './control/faults.js';
import type { RequestLog } from './control/request-log.js';
import { ServiceError } from './errors.js';
import { callerOf, missingSignature, type Signature, signatureOf } from './identity.js';
import type { Timing } from './lifecycle.js';
import { awsJson } from './protocols/aws-json.js';
import { cloudWatchJson, cloudWatchQuery } from './protocols/cloudwatch.js';
import { lookoutRest } from './protocols/lookout-rest.js';
import type { Incoming, Protocol, Reply } from './protocols/protocol.js';
import { s3Rest } from './protocols/s3-rest.js';
import { stsQuery } from './protocols/sts-query.js';
import type { Quotas } from './quotas.js';
import { emptyRegion, regionKey } from './state.js';
import type { DataSet } from './store/open-store.js';
import type { Store } from './store/store.js';
import type { Throttle } from './throttle.js';
import type { Caller, World } from './world.js';

/** The first that speaks a request answers it. */
const PROTOCOLS: readonly Protocol[] = [
  cloudWatchJson,
  cloudWatchQuery,
  awsJson,
  lookoutRest,
  stsQuery,
  s3Rest,
];

/** The request log leaves out the input of a larger request. */
const LOGGED_BODY_BYTES = 64 * 1024;

/** Everything that answering needs. */
export interface Service {
  readonly store: Store;
  /** What a reset goes back to. */
  readonly dataSet: DataSet;
  readonly throttle: Throttle;
  readonly faults: Faults;
  readonly requestLog: RequestLog;
  readonly timing: Timing;
  readonly quotas: Quotas;
  /** The emulated time: the machine's, moved ahead by the control address. */
  nowMs(): number;
  /** Told of errors that are our own. */
  onDefect(error: unknown, requestId: string): void;
}

/** Answers an AWS request; undefined means that the connection is to be cut without an answer. Never throws. */
export async function answer(service: Service, incoming: Incoming): Promise<Reply | undefined> {
  const requestId = randomUUID();
  const signature = signatureOf(incoming);
  const protocol = protocolOf(incoming, signature);
  const name = protocol.nameOf(incoming);
  const plan = service.faults.plan(name);
  const caller = signature && callerOf(signature);
  const call: Call = { incoming, protocol, name, caller, plan, requestId, atMs: service.nowMs() };
  await plan.delay();
  const { input, reply, errorType } = plan.isCut ? CUT : attempt(service, call);
  const isLost = plan.isCut || plan.isReplyLost;
  service.requestLog.add({
    operation: name,
    account: caller?.account ?? null,
    region: caller?.region ?? null,
    atMs: call.atMs,
    input: incoming.body.length > LOGGED_BODY_BYTES ? null : input,
    status: isLost ? 0 : reply.status,
    ...(errorType === undefined ? {} : { errorType }),
    requestId,
  });
  return isLost ? undefined : reply;
}

interface Call {
  readonly incoming: Incoming;
  readonly protocol: Protocol;
  readonly name: string;
  readonly caller: Caller | undefined;
  readonly plan: Plan;
  readonly requestId: string;
  readonly atMs: number;
}

interface Attempt {
  readonly input: unknown;
  readonly reply: Reply;
  readonly errorType?: string;
}

const CUT: Attempt = { input: null, reply: { status: 0, headers: {}, body: '' } };

function attempt(service: Service, call: Call): Attempt {
  const { protocol, requestId, incoming } = call;
  let input: unknown = null;
  try {
    input = protocol.inputOf(incoming);
    const result = call.plan.disguise(perform(service, call, input));
    return { input, reply: protocol.success(result, requestId, call.name) };
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) service.onDefect(thrown, requestId);
    const error = thrown instanceof ServiceError ? thrown : internalError();
    return { input, reply: protocol.failure(error, requestId), errorType: error.code };
  }
}

/** AWS checks in this order: credentials, rate, input. */
function perform(service: Service, call: Call, input: unknown): object {
  const { caller, name, plan } = call;
  const operation = call.protocol.operations.get(name);
  if (!operation) throw new ServiceError('UnknownOperationException', `Unknown operation: ${name}`);
  if (!caller) throw missingSignature();
  if (plan.error) throw plan.error;
  const nowMs = service.nowMs();
  service.throttle.admit(operation, caller, nowMs);
  const { store, timing, quotas } = service;
  const key = regionKey(caller.account, caller.region);
  const region = store.state.regions[key] ?? emptyRegion();
  const world: World = {
    state: store.state,
    region,
    caller,
    nowMs,
    timing,
    quotas,
    operation: name,
    fails: plan.fails,
  };
  const result = operation.respond(world, input);
  if (operation.changesState) {
    store.state.regions[key] = region;
    store.save(nowMs);
  }
  return result;
}

function protocolOf(incoming: Incoming, signature: Signature | undefined): Protocol {
  return PROTOCOLS.find((protocol) => protocol.speaks(incoming, signature)) ?? s3Rest;
}

function internalError(): ServiceError {
  return new ServiceError('InternalServerError', 'Internal server error');
}
