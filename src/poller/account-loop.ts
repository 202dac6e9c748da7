import type { AccountRegion, ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import { createRefresh, type RefreshDependencies } from '../refresh/refresh.js';
import type { CallContext, Reason, Upstream } from '../upstream/port.js';
import { createInventoryProgress } from './first-inventory.js';
import { createHealth } from './health.js';
import type { Interests } from './interest.js';
import type { NextRefresh } from './next-refresh.js';
import { UNSPENT } from './pacing.js';
import { createPollTargets } from './poll-targets.js';
import { planRefreshes } from './refresh-plan.js';
import { noteRefresh, restoreInvalidated, type TargetState, takeInvalidated } from './target-state.js';
import { createWakeUpTimer } from './wake-up-timer.js';

export interface LoopSettings extends RefreshDependencies {
  readonly log: Log;
  /** In [0, 1). */
  readonly random: () => number;
  readonly pollIntervalMs: number;
  readonly interests: Interests;
  /** Whether this instance polls there; called before every plan. */
  readonly isMine: (at: AccountRegion) => boolean;
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

/** Refreshes one account and region, for as long as it runs. */
export interface AccountLoop {
  start(): void;
  /** Resolves when no refresh is left. */
  stop(): Promise<void>;
  /** Something changed that the plan should know of. */
  planSoon(): void;
  invalidate(projectArn: ProjectArn, versionName: string): void;
  status(): AccountStatus;
}

/** The catalog does not notify the poller of changes; so it plans at least this often, which makes no call. */
const LONGEST_WITHOUT_PLAN_MS = 1_000;
const MAX_IN_FLIGHT = 8;
/** After this a refresh is given up. */
const REFRESH_DEADLINE_MS = 15_000;
/** The operation that describes versions: its rate is the scarce one. */
const REFRESH_OPERATION = 'DescribeProjectVersions';
const USUAL_CALLS_PER_SECOND = 5;

export function createAccountLoop(at: AccountRegion, settings: LoopSettings): AccountLoop {
  const { upstream, clock, log, random, pollIntervalMs, isMine, newCallContext } = settings;
  const health = createHealth(at, settings);
  const targets = createPollTargets(at, { ...settings, onForget: health.forget });
  const logProgress = createInventoryProgress(at, settings);
  const timer = createWakeUpTimer(clock, planSafely);
  const refresh = createRefresh(settings);
  const inFlight = new Set<Promise<void>>();
  let pace = UNSPENT;
  let lagMs = 0;
  let isInventoryComplete = false;
  let plannedAt: EpochMs | null = null;

  function planNow(): EpochMs {
    const latestAt = clock.now() + Math.min(LONGEST_WITHOUT_PLAN_MS, pollIntervalMs);
    if (!isMine(at)) {
      targets.clearSettledWakes(); // or they would be repeated on the day when it is
      plannedAt = clock.now();
      lagMs = 0;
      return latestAt;
    }
    const pollTargets = targets.list();
    if (!isInventoryComplete) isInventoryComplete = logProgress(pollTargets);
    const next = planRefreshes({
      now: clock.now(),
      pollIntervalMs,
      callsPerSecond: callsPerSecondOf(upstream, at),
      targets: pollTargets,
      pace,
      freeRefreshes: (health.isProbing() ? 1 : MAX_IN_FLIGHT) - inFlight.size,
      pausedUntil: health.pausedUntil(),
    });
    ({ pace, lagMs } = next);
    plannedAt = clock.now();
    next.refreshes.forEach(begin);
    return Math.min(next.planAgainAt, latestAt);
  }

  /** One plan that fails must not be the last. */
  function planSafely(): EpochMs {
    try {
      return planNow();
    } catch (error) {
      log.error({ ...at, err: error }, 'poller: no plan');
      return clock.now() + LONGEST_WITHOUT_PLAN_MS;
    }
  }

  function begin(next: NextRefresh): void {
    const state = targets.stateOf(next);
    if (!state) return;
    const ended = refreshTarget(state, next).finally(() => {
      inFlight.delete(ended);
      timer.wakeUp();
    });
    inFlight.add(ended);
  }

  /** Never rejects. */
  async function refreshTarget(
    state: TargetState,
    { scope, refreshClass, patienceMs }: NextRefresh,
  ): Promise<void> {
    const startedAt = clock.now();
    const invalidated = takeInvalidated(state, scope);
    state.inFlight.add(scope);
    try {
      await refresh(
        state.target,
        scope,
        newCallContext(startedAt + REFRESH_DEADLINE_MS, patienceMs === 0 ? 'invalidated' : refreshClass),
      );
      noteRefresh(state, scope, startedAt, random());
      health.succeeded(state, startedAt);
    } catch (error) {
      restoreInvalidated(state, invalidated);
      health.failed(state, { error, startedAt }, targets.count());
    } finally {
      state.inFlight.delete(scope);
    }
  }

  return {
    start: timer.start,
    async stop() {
      timer.stop();
      await Promise.all(inFlight);
    },
    planSoon: timer.wakeUp,
    invalidate(projectArn, versionName) {
      targets.invalidate(projectArn, versionName);
      timer.wakeUp();
    },
    status: () => ({
      ...at,
      lagMs,
      inFlight: inFlight.size,
      lastSuccessAt: health.lastSuccessAt(),
      failing: health.failing(),
      isRefused: health.isRefused(),
      isMine: isMine(at),
      plannedAt,
    }),
  };
}

/** What AWS allows there now for the operation that refreshes use. */
function callsPerSecondOf(upstream: Upstream, at: AccountRegion): number {
  const budget = upstream.budgets(at).find((it) => it.operation === REFRESH_OPERATION);
  return budget?.limitPerSecond ?? USUAL_CALLS_PER_SECOND;
}
