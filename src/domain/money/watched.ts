import type { EpochMs } from '../model.js';
import { LONGEST_UNSEEN_START_MS } from '../status.js';
import { type Period, sharedMs } from './period.js';

/** When the versions of a project were refreshed often enough. A record; its key is the project's ARN. */
export interface Watched {
  readonly since: EpochMs;
  /** When the project was gone; null: it is there. */
  readonly until: EpochMs | null;
  /** No refresh for longer than a settled project may go unseen. In order. */
  readonly gaps: readonly Period[];
}

/** Of the records. */
export const WATCHED_KIND = 'watched';

/** Reads a record of this release or an earlier one. */
export function readWatched(value: unknown): Watched {
  return { until: null, gaps: [], ...(value as Pick<Watched, 'since'>) };
}

/** A project that is found soon after it was made has been watched from its beginning. */
export function watchedSince(seenAt: EpochMs, createdAt: EpochMs): EpochMs {
  return seenAt - createdAt <= LONGEST_UNSEEN_START_MS ? Math.min(seenAt, createdAt) : seenAt;
}

/** Null: the two refreshes are not too far apart. */
export function gapBetween(seenAt: EpochMs, nextSeenAt: EpochMs): Period | null {
  return nextSeenAt - seenAt > LONGEST_UNSEEN_START_MS ? { from: seenAt, to: nextSeenAt } : null;
}

/**
 * Whether something may have begun and ended in the period that nobody saw.
 * @param seenAt - the last refresh; null: none since this process began
 */
export function isUnwatchedIn(watched: Watched, seenAt: EpochMs | null, period: Period): boolean {
  const { since, until, gaps } = watched;
  const alive = { from: period.from, to: Math.min(period.to, until ?? Number.POSITIVE_INFINITY) };
  if (alive.to <= alive.from) return false;
  if (alive.from < since || gaps.some((it) => sharedMs(it, alive) > 0)) return true;
  return until === null && (seenAt === null || alive.to - seenAt > LONGEST_UNSEEN_START_MS);
}
