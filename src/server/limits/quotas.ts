import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';

/** What one subject may use of the gateway; null: as much as there is. Counted by each instance for itself. */
export interface QuotaSettings {
  readonly requestsPerMinute: number | null;
  readonly subscriptions: number | null;
}

export interface Quotas {
  /** @throws GatewayError TOO_MANY_REQUESTS with when to come back */
  takeRequest(subject: string): void;
  /**
   * The returned function gives the place back.
   * @throws GatewayError QUERY_TOO_LARGE
   */
  takeSubscription(subject: string): () => void;
  /**
   * As {@link takeSubscription}, for a WebSocket, of which a subject may have as many, with subscriptions or without:
   * there is room for so many in all, and nobody may take all of it.
   */
  takeSocket(subject: string): () => void;
}

/** The least seen goes first; who comes back then begins anew. */
const MAX_SUBJECTS = 10_000;

export function createQuotas({ requestsPerMinute, subscriptions }: QuotaSettings, clock: Clock): Quotas {
  const buckets = new LRUCache<string, { left: number; at: EpochMs }>({ max: MAX_SUBJECTS });

  function take(subject: string, perMinute: number): void {
    const now = clock.now();
    const bucket = buckets.get(subject) ?? { left: perMinute, at: now };
    const left = Math.min(perMinute, bucket.left + ((now - bucket.at) / 60_000) * perMinute);
    buckets.set(subject, { left: left < 1 ? left : left - 1, at: now });
    if (left >= 1) return;
    const retryAfterMs = Math.ceil(((1 - left) / perMinute) * 60_000);
    throw new GatewayError('TOO_MANY_REQUESTS', `Expected at most ${perMinute} requests a minute.`, {
      retryAfterMs,
      limit: { name: 'requestsPerMinute', value: perMinute },
    });
  }

  return {
    takeRequest(subject) {
      if (requestsPerMinute !== null) take(subject, requestsPerMinute);
    },
    takeSubscription: createPlaces('subscriptions', 'open subscriptions', subscriptions),
    takeSocket: createPlaces('sockets', 'open WebSockets', subscriptions),
  };
}

/** @param max - for each subject; null: as many as there is room for */
function createPlaces(name: string, what: string, max: number | null): (subject: string) => () => void {
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
