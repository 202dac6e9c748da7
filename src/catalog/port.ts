import type { AccountRegion, ModelVersionArn, ProjectArn } from '../domain/arn.js';
import type { Cursor, LoggedChange, LoggedEvent } from '../domain/event.js';
import type { GatewayEvent } from '../domain/gateway-event.js';
import type { EpochMs, ModelVersion, Project } from '../domain/model.js';
import type { Observation } from '../domain/observation.js';

/** Something known, and how fresh. */
export interface Entry<T> {
  /** Null: known not to exist. */
  readonly value: T | null;
  /** When the refresh that last validated it began; 0 after a mutation's answer, until a refresh validates it. */
  readonly validatedAt: EpochMs;
}

/** A complete list, and how fresh its stalest part is: 0 while no refresh has validated some part. */
export interface EntryList<T> {
  /** Newest first. */
  readonly values: readonly T[];
  readonly validatedAt: EpochMs;
}

/**
 * The latest seen of every project and version, and the log of status changes. The one way in is `observe`: it compares
 * with what was known, keeps the newer and logs one change for each real change of a version's status, in one
 * atomic step.
 *
 * First sight: a snapshot of a project without a complete list of versions before is a baseline, and logs nothing for
 * versions it never saw. After that, a version seen for the first time is a change (previousStatus null). So is one
 * with a name that was known to be free or another's, and one of a project that was known not to exist before: that it
 * had none then is its baseline. A mutation's answer is always a change.
 *
 * The end of a project is the end of its versions, whichever observation has it; a snapshot that began before the end
 * brings nothing back.
 */
export interface Catalog {
  /**
   * Resolves when it can be read here. Never rejects.
   * @param fencingToken - of the lease under which a poller refreshed. What comes with a lower one than came before,
   *   for the same account and region, is from a poller that has been replaced, and changes nothing.
   */
  observe(observation: Observation, fencingToken?: number): Promise<void>;
  /**
   * Waits until every instance that is alive shows in its reads what mutations have observed here so far; two seconds
   * at most. Answers how many do not yet. Never rejects.
   */
  pendingInstances(): Promise<number>;

  /** Undefined: nothing known. By name, because names are unique among living projects of an account and region. */
  project(at: AccountRegion, name: string): Entry<Project> | undefined;
  projects(at: AccountRegion): EntryList<Project> | undefined;
  version(projectArn: ProjectArn, name: string): Entry<ModelVersion> | undefined;
  /** Undefined: never listed in full. Empty also once the project is known to be gone. */
  versions(projectArn: ProjectArn): EntryList<ModelVersion> | undefined;
  /**
   * What is known now of the projects there: the same object until anything is observed that touches one of them.
   * Undefined: nothing.
   */
  projectsRevision(at: AccountRegion): object | undefined;
  /** As `projectsRevision`, of the versions of a project. */
  versionsRevision(projectArn: ProjectArn): object | undefined;
  /** Everything known of versions, for the poller's plan: known to exist, whether listed in full or not. */
  versionEntries(projectArn: ProjectArn): readonly Entry<ModelVersion>[];

  readonly log: EventLog;
}

/** What a follower gets: an event, word that events were lost before this position, or only a position. */
export type Followed = Changed | Told | Gap | Bookmark;

interface Changed {
  readonly kind: 'CHANGED';
  readonly change: LoggedChange;
  readonly cursor: Cursor;
}

/** An event of another kind. */
interface Told {
  readonly kind: 'TOLD';
  readonly event: LoggedEvent;
  readonly cursor: Cursor;
}

/** Comes whatever the filter; it stands at the log's tail, and what follows is live. */
export interface Gap {
  readonly kind: 'GAP';
  readonly cursor: Cursor;
  readonly observedAt: EpochMs;
}

/** Everything up to here was read, and nothing more of it matches. */
export interface Bookmark {
  readonly kind: 'BOOKMARK';
  readonly cursor: Cursor;
  readonly observedAt: EpochMs;
}

/**
 * What a follower wants to see. All that is named must match; an empty filter takes everything, an empty list in it
 * nothing.
 */
export interface ChangeFilter {
  readonly projectArns?: readonly ProjectArn[];
  readonly versionArns?: readonly ModelVersionArn[];
  /** Only changes into one of these. A version that is gone matches none. */
  readonly statuses?: readonly string[];
  /** Default: changes of status alone. Other kinds are filtered by nothing but `projectArns`. */
  readonly kinds?: readonly string[];
}

/** An iterator that holds a position, not a queue: a slow reader costs an offset. `return()` ends it at any time. */
export interface Follower extends AsyncIterableIterator<Followed> {
  /** True if a GAP is the first that it gives; known before anything is read. */
  readonly beginsWithGap: boolean;
  /**
   * True if it has given all that the log holds so far: caught-up followers of one filter get the same from here on.
   */
  readonly isAtEnd: boolean;
}

/**
 * One log for all kinds: changes of status, which come from `observe`, and what else is told. All have their place in one
 * order. The bound of changes counts changes alone, and events of other kinds have one of their own.
 */
export interface EventLog {
  /**
   * Logs events of other kinds than changes of status, in this order; one whose id the log holds is passed over. Resolves
   * when they are as durable as the log, and can be read here.
   * @throws GatewayError STORAGE_UNAVAILABLE if they are not logged, or it is not known whether they are
   */
  append(events: readonly GatewayEvent[]): Promise<void>;
  /** The position after everything logged so far. */
  tail(): Promise<Cursor>;
  /**
   * Everything that matches after `after`, then each new change as it comes. A cursor older than the log, or of a log
   * that was lost, gives one GAP first. Begins where the log stood when called, not at the first `next()`.
   * @param withBookmarks - while nothing matches, a BOOKMARK at least every tenth of what the log keeps, in time and in
   *   changes, and where the end of the log is reached over changes that do not match
   * @throws GatewayError INVALID_INPUT for a cursor that this gateway never made
   * @throws GatewayError SLOW_CONSUMER, from `next()`, once the log has been trimmed past the reader's position; it
   *   carries that position, which is up to date also if the filter let nothing through
   */
  follow(after: Cursor | null, filter: ChangeFilter, withBookmarks?: boolean): Promise<Follower>;
  /**
   * Changes of one version that the log still holds, newest first, older than the position `before` (exclusive). None
   * for a cursor of a log that was lost.
   * @throws GatewayError INVALID_INPUT for a cursor that this gateway never made
   */
  history(
    versionArn: ModelVersionArn,
    limit: number,
    before: Cursor | null,
  ): Promise<{ readonly changes: readonly LoggedChange[]; readonly hasMore: boolean }>;
}
