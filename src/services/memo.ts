import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.js';
import { isOutage } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import type { Ask } from '../upstream/port.js';

export interface Memo<T> {
  /** The answer for `key`, loaded unless a young enough one is here or under way. */
  read(key: string, ask: Ask, load: (ask: Ask) => Promise<T>): Promise<T>;
  /** What was read before this moment no longer counts; null: of any key, unless AWS cannot be asked. */
  forget(key: string | null): void;
}

interface Entry<T> {
  readonly startedAt: EpochMs;
  readonly answer: Promise<T>;
}

/**
 * Remembers answers that the catalog does not hold: tags, policies, files. Bounded; the least used goes first.
 * When AWS cannot be asked, the answer before serves up to `staleMaxAgeMs`, and `ask.cost.stale` says so.
 * @param maxAgeMs - how old an answer may be
 */
export function createMemo<T>(options: {
  readonly clock: Clock;
  readonly maxEntries: number;
  readonly maxAgeMs: number;
  readonly staleMaxAgeMs: number;
}): Memo<T> {
  const { clock, maxEntries, maxAgeMs, staleMaxAgeMs } = options;
  const entries = new LRUCache<string, Entry<T>>({ max: maxEntries });

  function restOn(key: string, entry: Entry<T>, { basis }: Ask): void {
    basis?.restOn(entry, entry.startedAt + maxAgeMs, () => entries.peek(key) === entry);
  }

  return {
    async read(key, ask, load) {
      const before = entries.get(key);
      const ageMs = before ? clock.now() - before.startedAt : Number.POSITIVE_INFINITY;
      if (before && ageMs <= maxAgeMs) {
        ask.cost.fromCatalog += 1;
        restOn(key, before, ask);
        return before.answer;
      }
      const because: Ask = { ...ask, reason: before ? 'too-old' : 'not-known' };
      const entry: Entry<T> = { startedAt: clock.now(), answer: load(because) };
      entries.set(key, entry);
      restOn(key, entry, ask);
      try {
        return await entry.answer;
      } catch (error) {
        const isLatest = entries.peek(key) === entry;
        if (isLatest) entries.delete(key);
        if (!before || ageMs > staleMaxAgeMs || !isOutage(error)) throw error;
        if (isLatest) entries.set(key, before);
        ask.cost.stale = true;
        return before.answer;
      }
    },
    forget(key) {
      if (key !== null) return void entries.delete(key);
      const startedAt = clock.now() - maxAgeMs - 1;
      for (const [of, { answer, ...it }] of [...entries.entries()])
        entries.set(of, { answer, startedAt: Math.min(it.startedAt, startedAt) });
    },
  };
}
