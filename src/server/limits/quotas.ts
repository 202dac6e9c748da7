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

export interface Quotas {
  /** @throws GatewayError TOO_MANY_REQUESTS with when to come back */
  takeRequest(subject: string): void;
  /**
   * After {@link takeRequest}, once the document is known: each mutation counts as a request.
   * @throws GatewayError TOO_MANY_REQUESTS
   */
  takeLoad(subject: string, load: OperationLoad): void;
  /** Resolves when the subject may compute another operation; null if it may at once. */
  turn(subject: string): Promise<void> | null;
  /** Measures from now on; the returned function, called once, counts what was used and sent. */
  measure(subject: string): (sentBytes: number) => void;
  /**
   * The returned function gives the place back.
   * @throws GatewayError QUERY_TOO_LARGE
   */
  takeSubscription(subject: string): () => void;
  /**
   * As {@link takeSubscription}, for a WebSocket, of which a subject may have as many, with subscriptions or without:
   * there is room for so many in all, and no subject may take all of it.
   */
  takeSocket(subject: string): () => void;
}

/** The least seen subject is dropped first, and begins anew if it comes back. */
const MAX_SUBJECTS = 10_000;
/** As measured: 50,000 values take 19 ms, and a megabyte on its way to the client takes 5 ms. */
const MS_A_VALUE = 0.0004;
const MS_A_BYTE = 0.000_005;
const unmeasured = () => {};

export function createQuotas({ requestsPerMinute, subscriptions }: QuotaSettings, clock: Clock): Quotas {
  const buckets = new LRUCache<string, { left: number; at: EpochMs }>({ max: MAX_SUBJECTS });

  const turns = new EventLoopShares();
  const shares = requestsPerMinute === null ? null : new ProcessorShares(requestsPerMinute, clock);

  /** @param weight - in requests; what is more than a minute's counts as a minute's */
  function take(subject: string, perMinute: number, weight: number): void {
    const wanted = Math.min(weight, perMinute);
    const now = clock.now();
    const bucket = buckets.get(subject) ?? { left: perMinute, at: now };
    const left = Math.min(perMinute, bucket.left + ((now - bucket.at) / 60_000) * perMinute);
    buckets.set(subject, { left: left < wanted ? left : left - wanted, at: now });
    if (left >= wanted) return;
    const retryAfterMs = Math.ceil(((wanted - left) / perMinute) * 60_000);
    throw new GatewayError('TOO_MANY_REQUESTS', `Expected at most ${perMinute} requests a minute.`, {
      retryAfterMs,
      limit: { name: 'requestsPerMinute', value: perMinute },
    });
  }

  return {
    takeRequest(subject) {
      if (requestsPerMinute !== null) take(subject, requestsPerMinute, 1);
      shares?.check(subject, 0);
    },
    takeLoad(subject, { mutations, values }) {
      if (requestsPerMinute !== null && mutations > 1) take(subject, requestsPerMinute, mutations - 1);
      shares?.check(subject, values * MS_A_VALUE);
    },
    turn: (subject) => (shares === null ? null : turns.take(subject)),
    measure(subject) {
      if (shares === null) return unmeasured;
      const stop = startMeter();
      return (sentBytes) => shares.spend(subject, stop() + sentBytes * MS_A_BYTE);
    },
    takeSubscription: createSlots('subscriptions', 'open subscriptions', subscriptions),
    takeSocket: createSlots('sockets', 'open WebSockets', subscriptions),
  };
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
