import type { EpochMs } from '../domain/model.js';
import { METERED_KIND, readMetered } from '../domain/money/metered.js';
import { KEPT_MS, readRunInterval, USAGE_KIND } from '../domain/money/run-interval.js';
import { readTraining, TRAINING_KIND } from '../domain/money/training.js';
import { readWatched, WATCHED_KIND } from '../domain/money/watched.js';
import type { RecordChange } from '../records/port.js';
import { LAST_TAGS_KIND } from '../services/money/last-tags.js';
import type { Services } from '../services/session.js';

const SWEEP_MS = 3_600_000;

/** When what a record tells was over; null: it is not. */
const ENDS: Readonly<Record<string, (value: unknown) => EpochMs | null>> = {
  [USAGE_KIND]: (value) => {
    const { to, endSeenAt } = readRunInterval(value);
    return endSeenAt === null ? null : to;
  },
  [METERED_KIND]: (value) => readMetered(value).to,
  [TRAINING_KIND]: (value) => readTraining(value).endedAt,
  [WATCHED_KIND]: (value) => readWatched(value).until,
};

/** Takes away, once an hour, what is kept no longer. */
export class OldUsage {
  private nextAt: EpochMs = 0;

  constructor(private readonly services: Pick<Services, 'records' | 'clock'>) {}

  changes(): RecordChange[] {
    const { clock } = this.services;
    if (clock.now() < this.nextAt) return [];
    this.nextAt = clock.now() + SWEEP_MS;
    const oldest = clock.wallNow() - KEPT_MS;
    return [...Object.keys(ENDS).flatMap((kind) => this.ended(kind, oldest)), ...this.gaps(oldest)];
  }

  private ended(kind: string, oldest: EpochMs): RecordChange[] {
    const old = this.services.records.list(kind).filter(({ value }) => {
      const endedAt = ENDS[kind]?.(value) ?? null;
      return endedAt !== null && endedAt < oldest;
    });
    return old.flatMap(({ key }) => [
      { kind, key, value: null },
      ...(kind === WATCHED_KIND && this.services.records.get(LAST_TAGS_KIND, key)
        ? [{ kind: LAST_TAGS_KIND, key, value: null }]
        : []),
    ]);
  }

  /** Stretches of which nothing is asked any more. */
  private gaps(oldest: EpochMs): RecordChange[] {
    return this.services.records.list(WATCHED_KIND).flatMap(({ key, value }) => {
      const watched = readWatched(value);
      const gaps = watched.gaps.filter(({ to }) => to >= oldest);
      const isSame = gaps.length === watched.gaps.length || (watched.until ?? oldest) < oldest;
      return isSame ? [] : [{ kind: WATCHED_KIND, key, value: { ...watched, gaps } }];
    });
  }
}
