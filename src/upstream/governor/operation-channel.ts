import { type Clock, whenDue } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import { noteCall } from '../coalescing/shared-call.js';
import type { CallContext } from '../port.js';
import type { Permit } from '../rate-limit/permits.js';
import { circuitOpen, noAnswer, noTimeLeft } from '../upstream-errors.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import type { PriorityQueue } from './priority-queue.js';

type Send<T> = (signal: AbortSignal) => Promise<T>;

/** The way of one operation's calls to AWS, in one account and region. */
export interface OperationChannel {
  readonly operation: string;
  /** That the operation belongs to, as the circuit breaker has it. */
  readonly service: string;
  readonly circuitOf: (thing: string | undefined) => CircuitBreaker;
  /** Null: the operation has no rate. */
  readonly queue: PriorityQueue | null;
}

/** An attempt that the deadline ends after this is a failure of AWS; sooner, so much less. */
const CERTAIN_FAILURE_MS = 1000;
const UNLIMITED: Permit = { answered: () => {}, throttled: () => {}, release: () => {} };

/** One call, as the governor sees it. */
export interface Outgoing<T> {
  readonly callContext: CallContext;
  /** What it is about (a project, a file): one that fails does not stop the calls about others. */
  readonly thing?: string | undefined;
  readonly send: Send<T>;
}

/** How one send ended. */
export type AttemptOutcome<T> =
  | { readonly isAnswered: true; readonly value: T }
  | { readonly isAnswered: false; readonly error: unknown; readonly isTimeout: boolean };

/** Waits for its turn and sends once. Rejects where nothing was sent. */
export async function sendOnce<T>(
  clock: Clock,
  channel: OperationChannel,
  { callContext, thing, send }: Outgoing<T>,
  callTimeoutMs: number,
): Promise<AttemptOutcome<T>> {
  const circuitBreaker = channel.circuitOf(thing);
  const openCircuit = () => circuitOpen(channel.service, circuitBreaker.refusedMs(callContext.priority));
  if (circuitBreaker.refusedMs(callContext.priority) > 0) throw openCircuit();
  if (callContext.deadlineAt <= clock.now()) throw noTimeLeft();
  const permit = channel.queue ? await channel.queue.nextPermit(callContext) : UNLIMITED;
  const passage = circuitBreaker.enter(callContext.priority);
  if (!passage) {
    permit.release();
    throw openCircuit();
  }
  const sentAt = clock.now();
  noteCall(callContext);
  const ended = await attempt(clock, () => Math.min(sentAt + callTimeoutMs, callContext.deadlineAt), send);
  const latencyMs = clock.now() - sentAt;
  settlePermit(permit, ended, latencyMs);
  passage.leave(failureOf(ended, latencyMs));
  return ended;
}

/** One send, ended at `dueAt` whether or not it heeds its signal. Never rejects. */
async function attempt<T>(clock: Clock, dueAt: () => EpochMs, send: Send<T>): Promise<AttemptOutcome<T>> {
  const abort = new AbortController();
  let callOff = () => {};
  const late = new Promise<AttemptOutcome<T>>((resolve) => {
    callOff = whenDue(clock, dueAt, () => {
      resolve({ isAnswered: false, error: noAnswer(), isTimeout: true });
      abort.abort();
    });
  });
  return Promise.race([outcomeOf(send, abort.signal), late]).finally(callOff);
}

async function outcomeOf<T>(send: Send<T>, signal: AbortSignal): Promise<AttemptOutcome<T>> {
  try {
    return { isAnswered: true, value: await send(signal) };
  } catch (error) {
    return { isAnswered: false, error, isTimeout: false };
  }
}

function settlePermit(permit: Permit, ended: AttemptOutcome<unknown>, latencyMs: number): void {
  const code = codeOf(ended);
  if (code === 'UPSTREAM_THROTTLED') permit.throttled(latencyMs);
  else permit.answered(code === 'UPSTREAM_UNAVAILABLE' ? null : latencyMs);
}

/** 0: answered (AWS's refusals are answers too), up to 1: failed for sure. */
function failureOf(ended: AttemptOutcome<unknown>, latencyMs: number): number {
  if (codeOf(ended) !== 'UPSTREAM_UNAVAILABLE') return 0;
  return !ended.isAnswered && ended.isTimeout ? Math.min(1, latencyMs / CERTAIN_FAILURE_MS) : 1;
}

function codeOf(ended: AttemptOutcome<unknown>): string | null {
  return !ended.isAnswered && ended.error instanceof GatewayError ? ended.error.code : null;
}
