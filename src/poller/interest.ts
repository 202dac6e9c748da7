import type { Clock } from '../clock.js';
import { type AccountRegion, accountRegionKey, accountRegionOf, type ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { InterestLevel } from './intervals.js';

/** The interest of one instance's clients. */
export interface Interest {
  /** Projects with a subscriber, and 'all' if there is a subscriber to everything. */
  readonly watched: readonly (ProjectArn | 'all')[];
  /** Read lately. */
  readonly read: readonly ProjectArn[];
  /** Accounts and regions whose list of projects was read lately; absent from an instance that does not know of it. */
  readonly lists?: readonly string[];
}

interface InterestOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** The interest of other instances' clients. */
  readonly others: () => readonly Interest[];
  /** Gets a project that is read, and in which there was no interest. */
  readonly onNewRead: (projectArn: ProjectArn) => void;
}

/** "Lately": a read counts as interest for so long. */
const READ_INTEREST_MS = 60_000;
/** "Lately" for the list of projects, of which there is one: a dashboard comes back to it. */
const LIST_INTEREST_MS = 120_000;
const ALL = ['all'] as const;

/** Interest in projects: of subscribers, and of recent readers. */
export class Interests {
  private readonly watchers = new Map<ProjectArn | 'all', number>();
  private readonly reads = new Map<ProjectArn, EpochMs>();
  private readonly listReads = new Map<string, EpochMs>();

  constructor(private readonly options: InterestOptions) {}

  of(projectArn: ProjectArn, now: EpochMs): InterestLevel {
    if (this.isWatched(projectArn)) return 'watched';
    if (this.isWatched('all') || isRecentRead(this.reads.get(projectArn), now)) return 'noticed';
    return this.options.others().some(({ read }) => read.includes(projectArn)) ? 'noticed' : 'none';
  }

  /** Every project that a client named. */
  named(now: EpochMs): readonly ProjectArn[] {
    const all = [this.own(now), ...this.options.others()].flatMap(({ watched, read }) => [
      ...watched,
      ...read,
    ]);
    return [...new Set(all)].filter((it): it is ProjectArn => it !== 'all');
  }

  /** Whether there is a subscriber to anything there. */
  isWatchedIn(at: AccountRegion): boolean {
    const isThere = (it: ProjectArn | 'all') =>
      it === 'all' || accountRegionKey(accountRegionOf(it)) === accountRegionKey(at);
    return [...this.watchers.keys(), ...this.options.others().flatMap((it) => it.watched)].some(isThere);
  }

  /** The returned function ends it, once. */
  watch(projectArns: readonly ProjectArn[] | 'all'): () => void {
    const keys = projectArns === 'all' ? ALL : [...new Set(projectArns)];
    for (const key of keys) this.addWatchers(key, 1);
    let isOver = false;
    return () => {
      if (!isOver) for (const key of keys) this.addWatchers(key, -1);
      isOver = true;
    };
  }

  /** A client reads it. Passed on by itself, to every reader. */
  readonly noteRead = (projectArn: ProjectArn): void => {
    const now = this.options.clock.now();
    const isNew = !isRecentRead(this.reads.get(projectArn), now) && this.of(projectArn, now) === 'none';
    this.reads.set(projectArn, now);
    if (isNew) this.options.onNewRead(projectArn);
  };

  /** Whether the list of projects there was read lately. */
  isListReadIn(at: AccountRegion, now: EpochMs): boolean {
    const key = accountRegionKey(at);
    if (isRecentListRead(this.listReads.get(key), now)) return true;
    return this.options.others().some(({ lists = [] }) => lists.includes(key));
  }

  noteListRead(at: AccountRegion): void {
    this.listReads.set(accountRegionKey(at), this.options.clock.now());
  }

  /** Of this instance alone. */
  own(now: EpochMs): Interest {
    const { watchers, reads, listReads } = this;
    for (const [projectArn, readAt] of reads) if (!isRecentRead(readAt, now)) reads.delete(projectArn);
    for (const [key, readAt] of listReads) if (!isRecentListRead(readAt, now)) listReads.delete(key);
    return { watched: [...watchers.keys()], read: [...reads.keys()], lists: [...listReads.keys()] };
  }

  private isWatched(key: ProjectArn | 'all'): boolean {
    return this.watchers.has(key) || this.options.others().some(({ watched }) => watched.includes(key));
  }

  private addWatchers(key: ProjectArn | 'all', count: number): void {
    const sum = (this.watchers.get(key) ?? 0) + count;
    if (sum > 0) this.watchers.set(key, sum);
    else this.watchers.delete(key);
  }
}

function isRecentRead(readAt: EpochMs | undefined, now: EpochMs): boolean {
  return readAt !== undefined && readAt > now - READ_INTEREST_MS;
}

function isRecentListRead(readAt: EpochMs | undefined, now: EpochMs): boolean {
  return readAt !== undefined && readAt > now - LIST_INTEREST_MS;
}
