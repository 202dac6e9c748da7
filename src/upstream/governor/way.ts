import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import type { Ask } from '../port.js';
import { attempt, type Ended } from './attempt.js';
import type { Circuit, Outcome } from './circuit.js';
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

/** An attempt that the deadline ended sooner than this tells nothing about AWS. */
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
  passage.leave(outcomeOf(ended, latencyMs));
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

/** AWS's refusals are answers too: it is there. */
function outcomeOf(ended: Ended<unknown>, latencyMs: number): Outcome {
  if (codeOf(ended) !== 'UPSTREAM_UNAVAILABLE') return 'answered';
  return !ended.isAnswered && ended.isTimeout && latencyMs < TELLING_MS ? 'unknown' : 'failed';
}

function codeOf(ended: Ended<unknown>): string | null {
  return !ended.isAnswered && ended.error instanceof GatewayError ? ended.error.code : null;
}
