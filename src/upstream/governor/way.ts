import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import type { Ask } from '../port.js';
import { attempt, type Ended } from './attempt.js';
import type { Circuit } from './circuit.js';
import { circuitOpen, noTimeLeft } from './failures.js';
import type { Permit } from './permits.js';
import { serviceOf } from './rates.js';
import type { Turns } from './turns.js';

export type Send<T> = (signal: AbortSignal) => Promise<T>;

/** What the calls of one operation pass on their way out, in one account and region. */
export interface Way {
  readonly operation: string;
  readonly circuit: Circuit;
  /** Null: the operation has no rate. */
  readonly turns: Turns | null;
}

/** An attempt that the deadline ends after this is a failure of AWS; sooner, so much less. */
const TELLING_MS = 1000;
const UNLIMITED: Permit = { answered: () => {}, throttled: () => {}, giveBack: () => {} };

/** Waits for its turn and sends once. Rejects where nothing was sent. */
export async function sendOnce<T>(
  clock: Clock,
  way: Way,
  ask: Ask,
  callTimeoutMs: number,
  send: Send<T>,
): Promise<Ended<T>> {
  refuseWhileOpen(way, ask);
  if (ask.deadlineAt <= clock.now()) throw noTimeLeft();
  const permit = way.turns ? await way.turns.next(ask) : UNLIMITED;
  const passage = way.circuit.enter(ask.lane);
  if (!passage) {
    permit.giveBack();
    throw openCircuit(way, ask);
  }
  const sentAt = clock.now();
  ask.cost.calls += 1;
  const ended = await attempt(clock, () => Math.min(sentAt + callTimeoutMs, ask.deadlineAt), send);
  const latencyMs = clock.now() - sentAt;
  settle(permit, ended, latencyMs);
  passage.leave(failureOf(ended, latencyMs));
  return ended;
}

function refuseWhileOpen(way: Way, ask: Ask): void {
  if (way.circuit.refusedMs(ask.lane) > 0) throw openCircuit(way, ask);
}

function openCircuit({ circuit, operation }: Way, ask: Ask): GatewayError {
  return circuitOpen(serviceOf(operation), circuit.refusedMs(ask.lane));
}

function settle(permit: Permit, ended: Ended<unknown>, latencyMs: number): void {
  const code = codeOf(ended);
  if (code === 'UPSTREAM_THROTTLED') permit.throttled(latencyMs);
  else permit.answered(code === 'UPSTREAM_UNAVAILABLE' ? null : latencyMs);
}

/** 0: answered (AWS's refusals are answers too), up to 1: failed for sure. */
function failureOf(ended: Ended<unknown>, latencyMs: number): number {
  if (codeOf(ended) !== 'UPSTREAM_UNAVAILABLE') return 0;
  return !ended.isAnswered && ended.isTimeout ? Math.min(1, latencyMs / TELLING_MS) : 1;
}

function codeOf(ended: Ended<unknown>): string | null {
  return !ended.isAnswered && ended.error instanceof GatewayError ? ended.error.code : null;
}
