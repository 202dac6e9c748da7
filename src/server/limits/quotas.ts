import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import { EventLoopShares } from './event-loop-share.js';
import { ProcessorShares, startMeter } from './processor-share.js';

/** What one subject may use of the gateway; null: as much as there is. Counted by each instance for itself. */
export interface QuotaSettings {
  readonly requestsPerMinute: number | null;
  readonly subscriptions: number | null;
}

/** What is known of an operation before it runs. */
export interface OperationLoad {
  readonly mutations: number;
  /** Fields of the answer, at most. */
  readonly values: number;
}

/** The least seen subject is dropped first, and begins anew if it comes back. */
const MAX_SUBJECTS = 10_000;
/** As measured: 50,000 values take 19 ms, and a megabyte on its way to the client takes 5 ms. */
const MS_A_VALUE = 0.0004;
const MS_A_BYTE = 0.000_005;
const unmeasured = () => {};

export type Quotas = Pick<SubjectQuotas, keyof SubjectQuotas>;

export class SubjectQuotas {
  private readonly requestsPerMinute: number | null;
  private readonly buckets = new LRUCache<string, { left: number; at: EpochMs }>({ max: MAX_SUBJECTS });
  private readonly turns = new EventLoopShares();
  private readonly shares: ProcessorShares | null;
  /**
   * The returned function gives the place back.
   * @throws GatewayError QUERY_TOO_LARGE
   */
  readonly takeSubscription: (subject: string) => () => void;
  /**
   * As {@link takeSubscription}, for a WebSocket, of which a subject may have as many, with subscriptions or without:
   * there is room for so many in all, and no subject may take all of it.
   */
  readonly takeSocket: (subject: string) => () => void;

  constructor(
    { requestsPerMinute, subscriptions }: QuotaSettings,
    private readonly clock: Clock,
  ) {
    this.requestsPerMinute = requestsPerMinute;
    this.shares = requestsPerMinute === null ? null : new ProcessorShares(requestsPerMinute, clock);
    this.takeSubscription = createSlots('subscriptions', 'open subscriptions', subscriptions);
    this.takeSocket = createSlots('sockets', 'open WebSockets', subscriptions);
  }

  /** @throws GatewayError TOO_MANY_REQUESTS with when to come back */
  takeRequest(subject: string): void {
    if (this.requestsPerMinute !== null) this.take(subject, this.requestsPerMinute, 1);
    this.shares?.check(subject, 0);
  }

  /**
   * After {@link takeRequest}, once the document is known: each mutation counts as a request.
   * @throws GatewayError TOO_MANY_REQUESTS
   */
  takeLoad(subject: string, { mutations, values }: OperationLoad): void {
    if (this.requestsPerMinute !== null && mutations > 1)
      this.take(subject, this.requestsPerMinute, mutations - 1);
    this.shares?.check(subject, values * MS_A_VALUE);
  }

  /** Resolves when the subject may compute another operation; null if it may at once. */
  turn(subject: string): Promise<void> | null {
    return this.shares === null ? null : this.turns.take(subject);
  }

  /** Measures from now on; the returned function, called once, counts what was used and sent. */
  measure(subject: string): (sentBytes: number) => void {
    const { shares } = this;
    if (shares === null) return unmeasured;
    const stop = startMeter();
    return (sentBytes) => shares.spend(subject, stop() + sentBytes * MS_A_BYTE);
  }

  /** @param weight - in requests; what is more than a minute's counts as a minute's */
  private take(subject: string, perMinute: number, weight: number): void {
    const wanted = Math.min(weight, perMinute);
    const now = this.clock.now();
    const bucket = this.buckets.get(subject) ?? { left: perMinute, at: now };
    const left = Math.min(perMinute, bucket.left + ((now - bucket.at) / 60_000) * perMinute);
    this.buckets.set(subject, { left: left < wanted ? left : left - wanted, at: now });
    if (left >= wanted) return;
    const retryAfterMs = Math.ceil(((wanted - left) / perMinute) * 60_000);
    throw new GatewayError('TOO_MANY_REQUESTS', `Expected at most ${perMinute} requests a minute.`, {
      retryAfterMs,
      limit: { name: 'requestsPerMinute', value: perMinute },
    });
  }
}

/** @param max - for each subject; null: as many as there is room for */
function createSlots(name: string, what: string, max: number | null): (subject: string) => () => void {
  const open = new Map<string, number>();
  return (subject) => {
    const count = open.get(subject) ?? 0;
    if (max !== null && count >= max)
      throw new GatewayError('QUERY_TOO_LARGE', `Expected at most ${max} ${what}.`, {
        limit: { name, value: max },
      });
    open.set(subject, count + 1);
    return () => {
      const left = (open.get(subject) ?? 1) - 1;
      if (left > 0) open.set(subject, left);
      else open.delete(subject);
    };
  };
}
