import { type AccountRegion, accountRegionKey, accountRegionOf, type ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import { type Interest, isRecentRead } from './intervals.js';

/** Who cares about what: subscribers, and recent readers. */
export interface Interests {
  of(projectArn: ProjectArn, now: EpochMs): Interest;
  /** Every project that somebody named. */
  named(now: EpochMs): readonly ProjectArn[];
  /** Whether there is a subscriber to anything there. */
  isWatchedIn(at: AccountRegion): boolean;
  /** The returned function ends it, once. */
  watch(projectArns: readonly ProjectArn[] | 'all'): () => void;
  noteRead(projectArn: ProjectArn, now: EpochMs): void;
}

export function createInterests(): Interests {
  const watchers = new Map<ProjectArn | 'all', number>();
  const reads = new Map<ProjectArn, EpochMs>();

  function add(key: ProjectArn | 'all', count: number): void {
    const sum = (watchers.get(key) ?? 0) + count;
    if (sum > 0) watchers.set(key, sum);
    else watchers.delete(key);
  }

  function forgetOldReads(now: EpochMs): void {
    for (const [projectArn, readAt] of reads) if (!isRecentRead(readAt, now)) reads.delete(projectArn);
  }

  return {
    of(projectArn, now) {
      if (watchers.has(projectArn)) return 'watched';
      return watchers.has('all') || isRecentRead(reads.get(projectArn), now) ? 'noticed' : 'none';
    },
    named(now) {
      forgetOldReads(now);
      const watched = [...watchers.keys()].filter((it): it is ProjectArn => it !== 'all');
      return [...new Set([...watched, ...reads.keys()])];
    },
    isWatchedIn(at) {
      const isThere = (it: ProjectArn | 'all') =>
        it === 'all' || accountRegionKey(accountRegionOf(it)) === accountRegionKey(at);
      return [...watchers.keys()].some(isThere);
    },
    watch(projectArns) {
      const keys = projectArns === 'all' ? (['all'] as const) : [...new Set(projectArns)];
      for (const key of keys) add(key, 1);
      let isOver = false;
      return () => {
        if (!isOver) for (const key of keys) add(key, -1);
        isOver = true;
      };
    },
    noteRead: (projectArn, now) => void reads.set(projectArn, now),
  };
}
