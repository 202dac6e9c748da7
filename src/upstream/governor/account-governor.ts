import type { Clock } from '../../clock.js';
import type { AccountRegion } from '../../domain/arn.js';
import type { Budget } from '../../domain/budget.js';
import { GatewayError } from '../../domain/errors.js';
import type { CallContext, Priority } from '../port.js';
import { isRead, serviceOf } from '../rate-limit/documented-rates.js';
import type { CreatePermits, Permits } from '../rate-limit/permits.js';
import { circuitOpen, closed, withRetryAfter } from '../upstream-errors.js';
import { Circuits } from './circuits.js';
import { type OperationChannel, type Outgoing, sendOnce } from './operation-channel.js';
import { PriorityQueue } from './priority-queue.js';
import { isWorthRetrying, RetryBudget, retryDelayMs } from './retry.js';

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

/** Everything that is kept for one account and region: its queues, its circuits and its retries. */
export class AccountGovernor {
  private readonly permits = new Map<string, Permits>();
  private readonly channels = new Map<string, OperationChannel>();
  private readonly circuits: Circuits;
  private readonly retries = new RetryBudget();
  private readonly pauses = new Set<() => void>();
  private isClosed = false;

  constructor(
    at: AccountRegion,
    private readonly settings: AccountGovernorSettings,
  ) {
    const { clock, rates, createPermits } = settings;
    this.circuits = new Circuits(clock, (service, retryAfterMs) => this.refuse(service, retryAfterMs));
    for (const [operation, rate] of rates) this.permits.set(operation, createPermits(at, operation, rate));
  }

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
  async call<T>(
    operation: string,
    callContext: CallContext,
    send: (signal: AbortSignal) => Promise<T>,
    thing?: string,
  ): Promise<T> {
    const { clock, callTimeoutMs } = this.settings;
    const channel = this.channelOf(operation);
    const outgoing = { callContext, send, thing };
    this.retries.deposit();
    for (let attempts = 1; ; attempts += 1) {
      if (this.isClosed) throw closed();
      const ended = await sendOnce(clock, channel, outgoing, callTimeoutMs);
      if (ended.isAnswered) return ended.value;
      const next = this.nextAttempt(channel, outgoing, attempts, ended.error);
      if (typeof next === 'object') throw next.error;
      await this.pause(next);
    }
  }

  budgets(): Budget[] {
    return [...this.permits.values()].map((it) => it.budget());
  }

  close(): void {
    this.isClosed = true;
    for (const { queue } of this.channels.values()) queue?.refuse(ALL, closed());
    for (const end of [...this.pauses]) end();
  }

  private channelOf(operation: string): OperationChannel {
    const known = this.channels.get(operation);
    if (known) return known;
    const permits = this.permits.get(operation);
    const service = serviceOf(operation);
    const isChange = !isRead(operation);
    const channel: OperationChannel = {
      operation,
      service,
      circuitOf: (thing) => this.circuits.of(service, isChange ? changeOf(thing) : thing),
      queue: permits ? new PriorityQueue(this.settings.clock, permits) : null,
    };
    this.channels.set(operation, channel);
    return channel;
  }

  private refuse(service: string, retryAfterMs: number): void {
    for (const it of this.channels.values())
      if (it.service === service) it.queue?.refuse(REQUESTS_AND_POLLER, circuitOpen(service, retryAfterMs));
  }

  /** Milliseconds until another attempt, or the reason why there is none. */
  private nextAttempt(
    channel: OperationChannel,
    { callContext, thing }: Outgoing<unknown>,
    attempts: number,
    error: unknown,
  ): number | { error: unknown } {
    if (!(error instanceof GatewayError)) return { error };
    const { clock, random } = this.settings;
    const refusedMs = channel.circuitOf(thing).refusedMs(callContext.priority);
    const queueWaitMs = channel.queue?.waitMs(callContext) ?? 0;
    const delayMs = retryDelayMs(attempts, random());
    const isInTime = clock.now() + Math.max(delayMs, queueWaitMs) < callContext.deadlineAt;
    const canRetry = isWorthRetrying(error, channel.operation, attempts) && refusedMs === 0 && isInTime;
    if (canRetry && this.retries.withdraw()) return delayMs;
    if (error.code === 'UPSTREAM_THROTTLED') {
      return { error: withRetryAfter(error, Math.max(NEXT_SECOND_MS, queueWaitMs, refusedMs)) };
    }
    return { error: refusedMs > 0 ? withRetryAfter(error, refusedMs) : error };
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        callOff();
        this.pauses.delete(end);
        resolve();
      };
      const callOff = this.settings.clock.after(ms, end);
      this.pauses.add(end);
    });
  }
}

/** A change that fails and a read of the same thing that is answered say nothing of each other. */
function changeOf(thing: string | undefined): string | undefined {
  return thing && `change of ${thing}`;
}
