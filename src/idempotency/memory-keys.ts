import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import type { IdempotencyKeys, Intent, KeyUse } from './port.js';

/** How long an answer is kept. */
export const KEPT_MS = 24 * 3_600_000;
/** About a kilobyte each. The least used goes first, so that abandoned keys cost no more than this. */
export const MAX_KEYS = 50_000;

interface First {
  readonly fingerprint: string;
  readonly expiresAt: EpochMs;
  intent: Intent | null;
  /** Null: no use acts now, and there is no answer. */
  answer: Promise<unknown> | null;
}

/** Keys of this process alone. */
export class MemoryKeys implements IdempotencyKeys {
  private readonly firsts = new LRUCache<string, First>({ max: MAX_KEYS });

  constructor(private readonly clock: Clock) {}

  async once<T>(key: string, fingerprint: string, act: (use: KeyUse) => Promise<T>): Promise<T> {
    const first = this.firstOf(key, fingerprint);
    if (first.answer) return first.answer as Promise<T>;
    const answer = act(toUse(first));
    first.answer = answer;
    try {
      return await answer;
    } catch (error) {
      first.answer = null;
      if (!first.intent && this.firsts.peek(key) === first) this.firsts.delete(key);
      throw error;
    }
  }

  async close(): Promise<void> {}

  /** What is on record of the key, or a new record. */
  private firstOf(key: string, fingerprint: string): First {
    const known = this.firsts.get(key);
    const now = this.clock.now();
    if (known && known.expiresAt > now) {
      if (known.fingerprint !== fingerprint) throw mismatch();
      return known;
    }
    const first: First = { fingerprint, expiresAt: now + KEPT_MS, intent: null, answer: null };
    this.firsts.set(key, first);
    return first;
  }
}

function toUse(first: First): KeyUse {
  return {
    earlier: first.intent,
    async intend(intent) {
      first.intent = intent;
    },
    async withdraw() {
      first.intent = null;
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
