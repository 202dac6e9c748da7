import type { Clock } from '../../clock.js';
import type { AccountRegion } from '../../domain/arn.js';
import type { Budget } from '../../domain/budget.js';
import { GatewayError } from '../../domain/errors.js';
import type { CallContext, Priority } from '../port.js';
import { serviceOf } from '../rate-limit/documented-rates.js';
import type { CreatePermits, Permits } from '../rate-limit/permits.js';
import { circuitOpen, closed, withRetryAfter } from '../upstream-errors.js';
import { createCircuits } from './circuits.js';
import { type OperationChannel, type Outgoing, sendOnce } from './operation-channel.js';
import { createPriorityQueue } from './priority-queue.js';
import { createRetryBudget, isWorthRetrying, retryDelayMs } from './retry.js';

/** Everything that is kept for one account and region: its queues, its circuits and its retries. */
export interface AccountGovernor {
  /**
   * Sends one call to AWS when its turn has come, and again where that may help and cannot harm. `send` rejects with
   * GatewayError; its signal aborts at the call's own timeout or the caller's deadline, whichever comes first, and then
   * the call rejects even if `send` does not heed it.
   *
   * Rejects with UPSTREAM_THROTTLED when the turn does not come before the deadline (at once where that is known),
   * with UPSTREAM_UNAVAILABLE when AWS does not answer or is known to be failing.
   *
   * @param thing - what the call is about (a project, a file): one that fails does not stop the calls about others
   */
  call<T>(
    operation: string,
    callContext: CallContext,
    send: (signal: AbortSignal) => Promise<T>,
    thing?: string,
  ): Promise<T>;
  budgets(): Budget[];
  close(): void;
}

export interface AccountGovernorSettings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly rates: ReadonlyMap<string, number>;
  readonly callTimeoutMs: number;
  readonly createPermits: CreatePermits;
}

/** When AWS throttled, its next second is the soonest that can differ. */
const NEXT_SECOND_MS = 1000;
const ALL: readonly Priority[] = ['mutation', 'interactive', 'poller'];
const REQUESTS_AND_POLLER: readonly Priority[] = ['interactive', 'poller'];

export function createAccountGovernor(at: AccountRegion, settings: AccountGovernorSettings): AccountGovernor {
  const { clock, random, rates, callTimeoutMs, createPermits } = settings;
  const permits = new Map<string, Permits>();
  const channels = new Map<string, OperationChannel>();
  const circuitBreakers = createCircuits(clock, refuse);
  const retries = createRetryBudget();
  const pauses = new Set<() => void>();
  let isClosed = false;

  for (const [operation, rate] of rates) permits.set(operation, createPermits(at, operation, rate));

  function channelOf(operation: string): OperationChannel {
    const known = channels.get(operation);
    if (known) return known;
    const operationPermits = permits.get(operation);
    const service = serviceOf(operation);
    const channel: OperationChannel = {
      operation,
      service,
      circuitOf: (thing) => circuitBreakers.of(service, thing),
      queue: operationPermits ? createPriorityQueue(clock, operationPermits) : null,
    };
    channels.set(operation, channel);
    return channel;
  }

  function refuse(service: string, retryAfterMs: number): void {
    for (const it of channels.values())
      if (it.service === service) it.queue?.refuse(REQUESTS_AND_POLLER, circuitOpen(service, retryAfterMs));
  }

  /** Milliseconds until another attempt, or the reason why there is none. */
  function nextAttempt(
    channel: OperationChannel,
    { callContext, thing }: Outgoing<unknown>,
    attempts: number,
    error: unknown,
  ): number | { error: unknown } {
    if (!(error instanceof GatewayError)) return { error };
    const refusedMs = channel.circuitOf(thing).refusedMs(callContext.priority);
    const queueWaitMs = channel.queue?.waitMs(callContext) ?? 0;
    const delayMs = retryDelayMs(attempts, random());
    const isInTime = clock.now() + Math.max(delayMs, queueWaitMs) < callContext.deadlineAt;
    const canRetry = isWorthRetrying(error, channel.operation, attempts) && refusedMs === 0 && isInTime;
    if (canRetry && retries.withdraw()) return delayMs;
    if (error.code === 'UPSTREAM_THROTTLED') {
      return { error: withRetryAfter(error, Math.max(NEXT_SECOND_MS, queueWaitMs, refusedMs)) };
    }
    return { error: refusedMs > 0 ? withRetryAfter(error, refusedMs) : error };
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        callOff();
        pauses.delete(end);
        resolve();
      };
      const callOff = clock.after(ms, end);
      pauses.add(end);
    });
  }

  return {
    async call(operation, callContext, send, thing) {
      const channel = channelOf(operation);
      const outgoing = { callContext, send, thing };
      retries.deposit();
      for (let attempts = 1; ; attempts += 1) {
        if (isClosed) throw closed();
        const ended = await sendOnce(clock, channel, outgoing, callTimeoutMs);
        if (ended.isAnswered) return ended.value;
        const next = nextAttempt(channel, outgoing, attempts, ended.error);
        if (typeof next === 'object') throw next.error;
        await pause(next);
      }
    },
    budgets: () => [...permits.values()].map((it) => it.budget()),
    close() {
      isClosed = true;
      for (const { queue } of channels.values()) queue?.refuse(ALL, closed());
      for (const end of [...pauses]) end();
    },
  };
}
