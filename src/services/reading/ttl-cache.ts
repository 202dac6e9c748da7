import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { isOutage } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import type { CallContext } from '../../upstream/port.js';
import { asksOnlyIfCached, isDoneInTime, maxAgeFor, notCached } from './patience.js';

interface Entry<T> {
  readonly startedAt: EpochMs;
  readonly answer: Promise<T>;
  isAnswered: boolean;
  /** An answered one that serves while this one hangs or fails. Null: there is none, or this one is answered. */
  before: Entry<T> | null;
}

interface Settings {
  readonly clock: Clock;
  readonly maxEntries: number;
  /** How old an answer may be. */
  readonly maxAgeMs: number;
  readonly staleIfErrorMs: number;
}

/**
 * Remembers answers that the catalog does not hold: tags, policies, files. Bounded; the least used goes first.
 * When AWS cannot be reached, or does not answer within two seconds, the answer before serves up to `staleIfErrorMs`,
 * and `callContext.cost.stale` is set.
 */
export class TtlCache<T> {
  private readonly entries: LRUCache<string, Entry<T>>;

  constructor(private readonly settings: Settings) {
    this.entries = new LRUCache({ max: settings.maxEntries });
  }

  /** The answer for `key`, loaded unless a young enough one is here or under way. */
  async read(
    key: string,
    callContext: CallContext,
    load: (callContext: CallContext) => Promise<T>,
  ): Promise<T> {
    const { clock, maxAgeMs } = this.settings;
    const known = this.entries.get(key);
    const isYoung = known !== undefined && clock.now() - known.startedAt <= maxAgeFor(callContext, maxAgeMs);
    if (!isYoung && asksOnlyIfCached(callContext)) throw notCached();
    if (isYoung) callContext.cost.fromCatalog += 1;
    const contextWithReason: CallContext = { ...callContext, reason: known ? 'too-old' : 'not-known' };
    const entry = isYoung ? known : this.begin(key, known, load(contextWithReason));
    const served = await this.serving(entry, callContext);
    if (served !== entry) callContext.cost.stale = true;
    this.dependOn(key, served, callContext);
    return served.answer;
  }

  /** What was read before this moment no longer counts; null: of any key, unless AWS cannot be reached. */
  forget(key: string | null): void {
    const { entries, settings } = this;
    if (key !== null) return void entries.delete(key);
    const startedAt = settings.clock.now() - settings.maxAgeMs - 1;
    for (const [of, entry] of [...entries.entries()]) {
      const answered = entry.isAnswered ? entry : entry.before;
      if (answered) entries.set(of, { ...answered, startedAt: Math.min(answered.startedAt, startedAt) });
      else entries.delete(of);
    }
  }

  private begin(key: string, known: Entry<T> | undefined, answer: Promise<T>): Entry<T> {
    const { entries, settings } = this;
    const before = known?.isAnswered ? known : (known?.before ?? null);
    const entry: Entry<T> = { startedAt: settings.clock.now(), answer, isAnswered: false, before };
    entries.set(key, entry);
    answer.then(
      () => {
        entry.isAnswered = true;
        entry.before = null;
      },
      () => {
        if (entries.peek(key) !== entry) return;
        if (entry.before) entries.set(key, entry.before);
        else entries.delete(key);
      },
    );
    return entry;
  }

  /** The entry that serves: the one before, when AWS fails or hangs. */
  private async serving(entry: Entry<T>, callContext: CallContext): Promise<Entry<T>> {
    const { clock, staleIfErrorMs } = this.settings;
    const { before, answer } = entry;
    if (!before || clock.now() - before.startedAt > staleIfErrorMs) return entry;
    try {
      return (await isDoneInTime(clock, callContext, answer)) ? entry : before;
    } catch (error) {
      if (!isOutage(error)) throw error;
      return before;
    }
  }

  private dependOn(key: string, entry: Entry<T>, { cacheDependencies }: CallContext): void {
    const freshness = { validatedAt: entry.startedAt, maxAgeMs: this.settings.maxAgeMs };
    cacheDependencies?.dependOn(entry, freshness, () => this.entries.peek(key) === entry);
  }
}
