import {
  type AccountRegion,
  accountRegionKey,
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
} from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import type { RefreshDependencies } from '../refresh/refresh.js';
import type { CallContext, Reason } from '../upstream/port.js';
import { type AccountLoop, type AccountStatus, createAccountLoop } from './account-loop.js';
import { type Interest, Interests } from './interest.js';

/**
 * Keeps the catalog up to date: refreshes versions in transition every `pollIntervalMs`, and everything else at longer
 * intervals, which are shorter where there is interest.
 */
export interface Poller {
  start(): void;
  /**
   * Resolves when no timer and no refresh is left. Refreshes under way may end: close the upstream to cut them short.
   */
  stop(): Promise<void>;
  /** A mutation touched this version: it is refreshed now, and then for as long as it is in transition. */
  invalidate(projectArn: ProjectArn, versionArn: ModelVersionArn): void;
  /** A client reads this project: it is refreshed more often for a while. */
  noteRead(projectArn: ProjectArn): void;
  /** A client reads the list of projects there: it is kept warm for a while. */
  noteListRead(at: AccountRegion): void;
  /** A client subscribes to these projects; the returned function ends it. */
  watch(projectArns: readonly ProjectArn[] | 'all'): () => void;
  /** The interest of this instance's clients, for the poller of another instance. */
  interest(): Interest;
  status(): PollerStatus;
}

interface PollerStatus {
  /** How late the most overdue refresh is, of all accounts. */
  readonly lagMs: number;
  readonly inFlight: number;
  readonly accounts: readonly AccountStatus[];
}

export interface PollerOptions extends RefreshDependencies {
  readonly log: Log;
  /** From the start of one refresh of a version in transition to the start of the next. */
  readonly pollIntervalMs: number;
  /** In [0, 1). */
  readonly random?: () => number;
  /** Whether this instance polls there; called before every plan. Default: always. */
  readonly isMine?: (at: AccountRegion) => boolean;
  /** The interest of other instances' clients. Default: there are none. */
  readonly others?: (() => readonly Interest[]) | undefined;
}

export function createPoller(options: PollerOptions): Poller {
  const { upstream, clock, random = Math.random, isMine = () => true, others = () => [] } = options;
  const onNewRead = (projectArn: ProjectArn) => loopOf(projectArn)?.planSoon();
  const interests = new Interests({ clock, others, onNewRead });
  const loops = new Map<string, AccountLoop>();
  let contextCount = 0;

  function newCallContext(deadlineAt: EpochMs, reason: Reason): CallContext {
    contextCount += 1;
    const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
    return { priority: 'poller', requestId: `poll-${contextCount}`, deadlineAt, cost, reason };
  }

  for (const at of upstream.accounts)
    loops.set(
      accountRegionKey(at),
      createAccountLoop(at, { ...options, random, isMine, interests, newCallContext }),
    );

  function loopOf(projectArn: ProjectArn): AccountLoop | undefined {
    return loops.get(accountRegionKey(accountRegionOf(projectArn)));
  }

  return {
    start() {
      for (const it of loops.values()) it.start();
    },
    async stop() {
      await Promise.all([...loops.values()].map((it) => it.stop()));
    },
    invalidate(projectArn, versionArn) {
      loopOf(projectArn)?.invalidate(projectArn, modelVersionArnParts(versionArn).versionName);
    },
    noteRead: interests.noteRead,
    noteListRead: (at) => interests.noteListRead(at),
    watch(projectArns) {
      const end = interests.watch(projectArns);
      for (const it of loops.values()) it.planSoon();
      return end;
    },
    interest: () => interests.own(clock.now()),
    status() {
      const accounts = [...loops.values()].map((it) => it.status());
      return {
        lagMs: Math.max(0, ...accounts.map((it) => it.lagMs)),
        inFlight: accounts.reduce((sum, it) => sum + it.inFlight, 0),
        accounts,
      };
    },
  };
}
