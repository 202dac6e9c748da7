import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
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
import { AccountLoop, type AccountStatus, type LoopSettings } from './account-loop.js';
import { type Interest, Interests } from './interest.js';

interface PollerStatus {
  /** How late the most overdue refresh is, of all accounts. */
  readonly lagMs: number;
  readonly inFlight: number;
  readonly accounts: readonly AccountStatus[];
}

export interface PollerOptions extends RefreshDependencies {
  readonly catalog: Catalog;
  readonly log: Log;
  /** From the start of one refresh of a version in transition to the start of the next. */
  readonly pollIntervalMs: number;
  /** In [0, 1). */
  readonly random?: () => number;
  /** The lease under which this instance polls there. Default: one that it always holds. */
  readonly leaseOf?: LoopSettings['leaseOf'];
  /** The interest of other instances' clients. Default: there are none. */
  readonly others?: (() => readonly Interest[]) | undefined;
}

const ALWAYS = { isHolder: () => true, fencingToken: () => undefined };
const DEFAULTS = { random: Math.random, leaseOf: () => ALWAYS };

/**
 * Keeps the catalog up to date: refreshes versions in transition every `pollIntervalMs`, and everything else at longer
 * intervals, which are shorter where there is interest.
 */
export class Poller {
  /** A client reads this project: it is refreshed more often for a while. Passed on by itself, to every reader. */
  readonly noteRead: (projectArn: ProjectArn) => void;
  private readonly clock: Clock;
  private readonly interests: Interests;
  private readonly loops: ReadonlyMap<string, AccountLoop>;
  private contextCount = 0;

  constructor(options: PollerOptions) {
    const { upstream, clock, others = () => [] } = options;
    const onNewRead = (projectArn: ProjectArn) => this.loopOf(projectArn)?.planSoon();
    const interests = new Interests({ clock, others, onNewRead });
    const newCallContext: LoopSettings['newCallContext'] = (...of) => this.newCallContext(...of);
    const settings = { ...DEFAULTS, ...options, interests, newCallContext };
    this.clock = clock;
    this.interests = interests;
    this.noteRead = interests.noteRead;
    this.loops = new Map(
      upstream.accounts.map((at) => [accountRegionKey(at), new AccountLoop(at, settings)]),
    );
  }

  start(): void {
    for (const it of this.loops.values()) it.start();
  }

  /**
   * Resolves when no timer and no refresh is left. Refreshes under way may end: close the upstream to cut them short.
   */
  async stop(): Promise<void> {
    await Promise.all([...this.loops.values()].map((it) => it.stop()));
  }

  /** A mutation touched this version: it is refreshed now, and then for as long as it is in transition. */
  invalidate(projectArn: ProjectArn, versionArn: ModelVersionArn): void {
    this.loopOf(projectArn)?.invalidate(projectArn, modelVersionArnParts(versionArn).versionName);
  }

  /** A client reads the list of projects there: it is kept warm for a while. */
  noteListRead(at: AccountRegion): void {
    this.interests.noteListRead(at);
  }

  /** A client subscribes to these projects; the returned function ends it. */
  watch(projectArns: readonly ProjectArn[] | 'all'): () => void {
    const end = this.interests.watch(projectArns);
    for (const it of this.loops.values()) it.planSoon();
    return end;
  }

  /** The interest of this instance's clients, for the poller of another instance. */
  interest(): Interest {
    return this.interests.own(this.clock.now());
  }

  status(): PollerStatus {
    const accounts = [...this.loops.values()].map((it) => it.status());
    return {
      lagMs: Math.max(0, ...accounts.map((it) => it.lagMs)),
      inFlight: accounts.reduce((sum, it) => sum + it.inFlight, 0),
      accounts,
    };
  }

  private loopOf(projectArn: ProjectArn): AccountLoop | undefined {
    return this.loops.get(accountRegionKey(accountRegionOf(projectArn)));
  }

  private newCallContext(deadlineAt: EpochMs, reason: Reason): CallContext {
    this.contextCount += 1;
    const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
    return { priority: 'poller', requestId: `poll-${this.contextCount}`, deadlineAt, cost, reason };
  }
}
