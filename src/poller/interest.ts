import { type AccountRegion, accountRegionKey, accountRegionOf, type ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import { type InterestLevel, isRecentListRead, isRecentRead } from './intervals.js';

/** Interest in projects: of subscribers, and of recent readers. */
export interface Interests {
  of(projectArn: ProjectArn, now: EpochMs): InterestLevel;
  /** Every project that a client named. */
  named(now: EpochMs): readonly ProjectArn[];
  /** Whether there is a subscriber to anything there. */
  isWatchedIn(at: AccountRegion): boolean;
  /** The returned function ends it, once. */
  watch(projectArns: readonly ProjectArn[] | 'all'): () => void;
  noteRead(projectArn: ProjectArn, now: EpochMs): void;
  /** Whether the list of projects there was read lately. */
  isListReadIn(at: AccountRegion, now: EpochMs): boolean;
  noteListRead(at: AccountRegion, now: EpochMs): void;
  /** Of this instance alone. */
  own(now: EpochMs): Interest;
}

/** The interest of one instance's clients. */
export interface Interest {
  /** Projects with a subscriber, and 'all' if there is a subscriber to everything. */
  readonly watched: readonly (ProjectArn | 'all')[];
  /** Read lately. */
  readonly read: readonly ProjectArn[];
  /** Accounts and regions whose list of projects was read lately; absent from an instance that does not know of it. */
  readonly lists?: readonly string[];
}

const ALL = ['all'] as const;

/** @param others - the interest of other instances' clients */
export function createInterests(others: () => readonly Interest[] = () => []): Interests {
  const watchers = new Map<ProjectArn | 'all', number>();
  const reads = new Map<ProjectArn, EpochMs>();
  const listReads = new Map<string, EpochMs>();

  function add(key: ProjectArn | 'all', count: number): void {
    const sum = (watchers.get(key) ?? 0) + count;
    if (sum > 0) watchers.set(key, sum);
    else watchers.delete(key);
  }

  function forgetOldReads(now: EpochMs): void {
    for (const [projectArn, readAt] of reads) if (!isRecentRead(readAt, now)) reads.delete(projectArn);
    for (const [key, readAt] of listReads) if (!isRecentListRead(readAt, now)) listReads.delete(key);
  }

  const isWatched = (key: ProjectArn | 'all') =>
    watchers.has(key) || others().some(({ watched }) => watched.includes(key));

  function isNoticed(projectArn: ProjectArn, now: EpochMs): boolean {
    if (isWatched('all') || isRecentRead(reads.get(projectArn), now)) return true;
    return others().some(({ read }) => read.includes(projectArn));
  }

  function own(now: EpochMs): Interest {
    forgetOldReads(now);
    return { watched: [...watchers.keys()], read: [...reads.keys()], lists: [...listReads.keys()] };
  }

  return {
    own,
    of(projectArn, now) {
      if (isWatched(projectArn)) return 'watched';
      return isNoticed(projectArn, now) ? 'noticed' : 'none';
    },
    named(now) {
      const named = [own(now), ...others()].flatMap(({ watched, read }) => [...watched, ...read]);
      return [...new Set(named)].filter((it): it is ProjectArn => it !== 'all');
    },
    isWatchedIn(at) {
      const isThere = (it: ProjectArn | 'all') =>
        it === 'all' || accountRegionKey(accountRegionOf(it)) === accountRegionKey(at);
      return [...watchers.keys(), ...others().flatMap(({ watched }) => watched)].some(isThere);
    },
    watch(projectArns) {
      const keys = projectArns === 'all' ? ALL : [...new Set(projectArns)];
      for (const key of keys) add(key, 1);
      let isOver = false;
      return () => {
        if (!isOver) for (const key of keys) add(key, -1);
        isOver = true;
      };
    },
    isListReadIn(at, now) {
      const key = accountRegionKey(at);
      if (isRecentListRead(listReads.get(key), now)) return true;
      return others().some(({ lists = [] }) => lists.includes(key));
    },
    noteListRead: (at, now) => void listReads.set(accountRegionKey(at), now),
    noteRead: (projectArn, now) => void reads.set(projectArn, now),
  };
}
