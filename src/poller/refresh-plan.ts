import type { EpochMs } from '../domain/model.js';
import { type NextRefresh, nextRefresh, type PollTarget } from './next-refresh.js';
import { type Pace, passesAt, type Rates, spent, toRates } from './pacing.js';

/** Everything that decides what to refresh next in one account and region. */
export interface PlanFacts {
  readonly now: EpochMs;
  readonly pollIntervalMs: number;
  /** What AWS allows now for the operation that refreshes use. */
  readonly callsPerSecond: number;
  readonly targets: readonly PollTarget[];
  readonly pace: Pace;
  /** Refreshes that may begin beside those in flight. */
  readonly freeRefreshes: number;
  /** After failures: no refresh begins before this. */
  readonly pausedUntil: EpochMs;
}

export interface RefreshPlan {
  /** To begin now, the most urgent first. */
  readonly refreshes: readonly NextRefresh[];
  readonly pace: Pace;
  /** Infinity: not before a refresh has ended. */
  readonly planAgainAt: EpochMs;
  /** How late the most overdue refresh is that does not begin now. */
  readonly lagMs: number;
}

/**
 * What to refresh now, and when to plan again. Versions in transition are refreshed every `pollIntervalMs`; lists
 * come at their own intervals, which all stretch by the same factor where together they would exceed their share.
 */
export function planRefreshes(facts: PlanFacts): RefreshPlan {
  const { now, targets, pollIntervalMs } = facts;
  const rates = toRates(facts.callsPerSecond, targets.length - 1);
  const stretch = stretchOf(
    targets.filter((it) => it.notBefore <= now),
    rates,
  );
  const wanted = targets
    .map((target) =>
      nextRefresh({ ...target, listEveryMs: target.listEveryMs * stretch }, pollIntervalMs, now),
    )
    .filter((it) => it !== null)
    .sort((a, b) => urgencyOf(b, now) - urgencyOf(a, now) || a.dueAt - b.dueAt);
  return choose(wanted, facts, rates);
}

function choose(wanted: readonly NextRefresh[], facts: PlanFacts, rates: Rates): RefreshPlan {
  const { now, targets, freeRefreshes, pausedUntil } = facts;
  const notBefore = new Map(targets.map((it) => [it.id, Math.max(it.notBefore, pausedUntil)]));
  const refreshes: NextRefresh[] = [];
  let { pace } = facts;
  let planAgainAt = Number.POSITIVE_INFINITY;
  let lagMs = 0;
  for (const refresh of wanted) {
    const mayAt = notBefore.get(refresh.id) ?? 0;
    const startsAt = Math.max(refresh.dueAt, passesAt(pace, rates, refresh.refreshClass), mayAt);
    if (startsAt <= now && refreshes.length < freeRefreshes) {
      refreshes.push(refresh);
      pace = spent(pace, rates, refresh.refreshClass, refresh.calls, now);
    } else {
      for (const at of [startsAt, Math.max(refresh.transitionDueAt, mayAt)])
        if (at > now) planAgainAt = Math.min(planAgainAt, at);
      lagMs = Math.max(lagMs, now - refresh.dueAt);
    }
  }
  return { refreshes, pace, planAgainAt, lagMs };
}

/** How late, measured against the wait that it can bear. */
function urgencyOf({ dueAt, patienceMs }: NextRefresh, now: EpochMs): number {
  if (dueAt > now) return -1;
  return patienceMs === 0 ? Number.MAX_VALUE : (now - dueAt) / patienceMs;
}

function stretchOf(targets: readonly PollTarget[], { list }: Rates): number {
  const callsPerSecond = targets.reduce(
    (sum, it) => sum + (1000 * Math.ceil(it.size / 100 || 1)) / it.listEveryMs,
    0,
  );
  return Math.max(1, callsPerSecond / list);
}
