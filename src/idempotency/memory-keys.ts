import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import type { IdempotencyKeys } from './port.js';

/** How long an answer is kept. */
export const KEPT_MS = 24 * 3_600_000;
/** About a kilobyte each. The least used goes first, so that keys nobody comes back for cost no more than this. */
const MAX_KEYS = 50_000;

interface First {
  readonly fingerprint: string;
  readonly answer: Promise<unknown>;
  readonly expiresAt: EpochMs;
}

/** Keys of this process alone. */
export function createMemoryKeys(clock: Clock): IdempotencyKeys {
  const firsts = new LRUCache<string, First>({ max: MAX_KEYS });

  return {
    async once<T>(key: string, fingerprint: string, act: () => Promise<T>): Promise<T> {
      const before = firsts.get(key);
      if (before && before.expiresAt > clock.now()) {
        if (before.fingerprint !== fingerprint) throw mismatch();
        return before.answer as Promise<T>;
      }
      const first = { fingerprint, answer: act(), expiresAt: clock.now() + KEPT_MS };
      firsts.set(key, first);
      try {
        return await first.answer;
      } catch (error) {
        if (firsts.peek(key) === first) firsts.delete(key);
        throw error;
      }
    },
  };
}

export function mismatch(): GatewayError {
  return new GatewayError(
    'IDEMPOTENCY_MISMATCH',
    'idempotencyKey: this key came before with other input. Choose a new key for a new request.',
    { field: ['idempotencyKey'] },
  );
}
