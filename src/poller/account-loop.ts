import type { Catalog } from '../catalog/port.js';
import type { AccountRegion, ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import { createRefresh, type Refresh, type RefreshDependencies } from '../refresh/refresh.js';
import type { CallContext, Reason, Upstream } from '../upstream/port.js';
import { createInventoryProgress } from './first-inventory.js';
import { Health } from './health.js';
import type { Interests } from './interest.js';
import type { NextRefresh, PollTarget } from './next-refresh.js';
import { UNSPENT } from './pacing.js';
import { PollTargets } from './poll-targets.js';
import { planRefreshes } from './refresh-plan.js';
import { noteRefresh, restoreInvalidated, type TargetState, takeInvalidated } from './target-state.js';
import { WakeUpTimer } from './wake-up-timer.js';

/** Under which an account and region is polled. */
interface PollLease {
  /** Whether this instance polls there; called before every plan. */
  readonly isHolder: () => boolean;
  readonly fencingToken: () => number | undefined;
}

export interface LoopSettings extends RefreshDependencies {
  readonly catalog: Catalog;
  readonly log: Log;
  /** In [0, 1). */
  readonly random: () => number;
  readonly pollIntervalMs: number;
  readonly interests: Interests;
  readonly leaseOf: (at: AccountRegion) => PollLease;
  readonly newCallContext: (deadlineAt: EpochMs, reason: Reason) => CallContext;
}

export interface AccountStatus extends AccountRegion {
  /** How late the most overdue refresh is that has not begun. */
  readonly lagMs: number;
  readonly inFlight: number;
  /** When the last refresh that succeeded began; null: none yet. */
  readonly lastSuccessAt: EpochMs | null;
  /** Targets (a project, or the list of projects) with a failed last refresh. */
  readonly failing: number;
  /** The last refresh that ended was refused for the credentials, and none has succeeded since. */
  readonly isRefused: boolean;
  /** Whether this instance polls here. */
  readonly isMine: boolean;
  /** When it last made a plan, which is every second; null: not yet. */
  readonly plannedAt: EpochMs | null;
}

/** The catalog does not notify the poller of changes; so it plans at least this often, which makes no call. */
const LONGEST_WITHOUT_PLAN_MS = 1_000;
/** Refreshes that began in the last two seconds, … */
const MAX_YOUNG = 8;
const YOUNG_MS = 2_000;
/** … and with older ones: a project that hangs keeps no other waiting. The client to AWS has 50 sockets for everybody. */
const MAX_IN_FLIGHT = 32;
/** After this a refresh is given up. */
const REFRESH_DEADLINE_MS = 15_000;
/** The operation that describes versions: its rate is the scarce one. */
const REFRESH_OPERATION = 'DescribeProjectVersions';
const USUAL_CALLS_PER_SECOND = 5;

/** Refreshes one account and region, for as long as it runs. */
export class AccountLoop {
  private readonly lease: PollLease;
  private readonly health: Health;
  private readonly targets: PollTargets;
  private readonly timer: WakeUpTimer;
  private readonly refresh: Refresh;
  private readonly logProgress: (targets: readonly PollTarget[]) => boolean;
  /** When each began. */
  private readonly inFlight = new Map<Promise<void>, EpochMs>();
  private pace = UNSPENT;
  private lagMs = 0;
  private isInventoryComplete = false;
  private plannedAt: EpochMs | null = null;

  constructor(
    private readonly at: AccountRegion,
    private readonly settings: LoopSettings,
  ) {
    const { upstream, catalog, clock } = settings;
    const lease = settings.leaseOf(at);
    this.lease = lease;
    this.health = new Health(at, settings);
    this.targets = new PollTargets(at, { ...settings, onForget: (it) => this.health.forget(it) });
    this.logProgress = createInventoryProgress(at, settings);
    this.timer = new WakeUpTimer(clock, () => this.planSafely());
    const observe: Catalog['observe'] = (it) => catalog.observe(it, lease.fencingToken());
    this.refresh = createRefresh({ upstream, clock, catalog: { observe } });
  }

  start(): void {
    this.timer.start();
  }

  /** Resolves when no refresh is left. */
  async stop(): Promise<void> {
    this.timer.stop();
    await Promise.all(this.inFlight.keys());
  }

  /** Something changed that the plan should know of. */
  planSoon(): void {
    this.timer.wakeUp();
  }

  invalidate(projectArn: ProjectArn, versionName: string): void {
    this.targets.invalidate(projectArn, versionName);
    this.timer.wakeUp();
  }

  status(): AccountStatus {
    const { at, lagMs, inFlight, plannedAt } = this;
    const { lastSuccessAt, failing, isRefused } = this.health;
    const isMine = this.lease.isHolder();
    return { ...at, lagMs, inFlight: inFlight.size, lastSuccessAt, failing, isRefused, isMine, plannedAt };
  }

  /** One plan that fails must not be the last. */
  private planSafely(): EpochMs {
    const { clock, log } = this.settings;
    try {
      return this.planNow();
    } catch (error) {
      log.error({ ...this.at, err: error }, 'poller: no plan');
      return clock.now() + LONGEST_WITHOUT_PLAN_MS;
    }
  }

  private planNow(): EpochMs {
    const { at, settings, targets, health } = this;
    const { upstream, clock, pollIntervalMs } = settings;
    const latestAt = clock.now() + Math.min(LONGEST_WITHOUT_PLAN_MS, pollIntervalMs);
    if (!this.lease.isHolder()) {
      targets.clearSettledWakes(); // or they would be repeated on the day when it is
      this.plannedAt = clock.now();
      this.lagMs = 0;
      return latestAt;
    }
    const pollTargets = targets.list();
    if (!this.isInventoryComplete) this.isInventoryComplete = this.logProgress(pollTargets);
    const next = planRefreshes({
      ...{ now: clock.now(), pollIntervalMs, targets: pollTargets, pace: this.pace },
      callsPerSecond: callsPerSecondOf(upstream, at),
      freeRefreshes: this.freeRefreshes(),
      pausedUntil: health.pausedUntil,
    });
    this.pace = next.pace;
    this.lagMs = next.lagMs;
    this.plannedAt = clock.now();
    for (const it of next.refreshes) this.begin(it);
    return Math.min(next.planAgainAt, latestAt);
  }

  private freeRefreshes(): number {
    const youngSince = this.settings.clock.now() - YOUNG_MS;
    const young = [...this.inFlight.values()].filter((beganAt) => beganAt > youngSince).length;
    return Math.min((this.health.isProbing ? 1 : MAX_YOUNG) - young, MAX_IN_FLIGHT - this.inFlight.size);
  }

  private begin(next: NextRefresh): void {
    const state = this.targets.stateOf(next);
    if (!state) return;
    const ended = this.refreshTarget(state, next).finally(() => {
      this.inFlight.delete(ended);
      this.timer.wakeUp();
    });
    this.inFlight.set(ended, this.settings.clock.now());
  }

  /** Never rejects. */
  private async refreshTarget(state: TargetState, next: NextRefresh): Promise<void> {
    const { clock, random, newCallContext } = this.settings;
    const { scope, refreshClass, patienceMs } = next;
    const startedAt = clock.now();
    const invalidated = takeInvalidated(state, scope);
    const reason = patienceMs === 0 ? 'invalidated' : refreshClass;
    state.inFlight.add(scope);
    try {
      await this.refresh(state.target, scope, newCallContext(startedAt + REFRESH_DEADLINE_MS, reason));
      noteRefresh(state, scope, startedAt, random());
      this.health.succeeded(state, startedAt);
    } catch (error) {
      restoreInvalidated(state, invalidated);
      this.health.failed(state, { error, startedAt }, this.targets.count);
    } finally {
      state.inFlight.delete(scope);
    }
  }
}

/** What AWS allows there now for the operation that refreshes use. */
function callsPerSecondOf(upstream: Upstream, at: AccountRegion): number {
  const budget = upstream.budgets(at).find((it) => it.operation === REFRESH_OPERATION);
  return budget?.limitPerSecond ?? USUAL_CALLS_PER_SECOND;
}
