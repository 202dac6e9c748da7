import type { EpochMs } from '../domain/model.js';
import { type NextLook, nextLook, type Shelf } from './next-refresh.js';
import { type Pace, passesAt, type Rates, spent, toRates } from './pacing.js';

/** Everything that decides what to look at next in one account and region. */
export interface Facts {
  readonly now: EpochMs;
  readonly pollIntervalMs: number;
  /** What AWS allows now for the operation that looks take. */
  readonly callsPerSecond: number;
  readonly shelves: readonly Shelf[];
  readonly pace: Pace;
  /** Looks that may begin beside those in flight. */
  readonly freeLooks: number;
  /** After failures: no look before this. */
  readonly pausedUntil: EpochMs;
}

export interface Plan {
  /** To begin now, the most urgent first. */
  readonly looks: readonly NextLook[];
  readonly pace: Pace;
  /** Infinity: not before a look has ended. */
  readonly thinkAgainAt: EpochMs;
  /** How late the most overdue look is that does not begin now. */
  readonly lagMs: number;
}

/**
 * What to look at now, and when to think again. Versions in transition are looked at every `pollIntervalMs`; lists
 * come at their own intervals, which all stretch by the same factor where together they would exceed their share.
 */
export function plan(facts: Facts): Plan {
  const { now, shelves, pollIntervalMs } = facts;
  const rates = toRates(facts.callsPerSecond, shelves.length - 1);
  const stretch = stretchOf(
    shelves.filter((it) => it.notBefore <= now),
    rates,
  );
  const wanted = shelves
    .map((shelf) => nextLook({ ...shelf, listEveryMs: shelf.listEveryMs * stretch }, pollIntervalMs, now))
    .filter((it) => it !== null)
    .sort((a, b) => urgencyOf(b, now) - urgencyOf(a, now) || a.dueAt - b.dueAt);
  return choose(wanted, facts, rates);
}

function choose(wanted: readonly NextLook[], facts: Facts, rates: Rates): Plan {
  const { now, shelves, freeLooks, pausedUntil } = facts;
  const notBefore = new Map(shelves.map((it) => [it.id, Math.max(it.notBefore, pausedUntil)]));
  const looks: NextLook[] = [];
  let { pace } = facts;
  let thinkAgainAt = Number.POSITIVE_INFINITY;
  let lagMs = 0;
  for (const look of wanted) {
    const mayAt = notBefore.get(look.id) ?? 0;
    const startsAt = Math.max(look.dueAt, passesAt(pace, rates, look.lookClass), mayAt);
    if (startsAt <= now && looks.length < freeLooks) {
      looks.push(look);
      pace = spent(pace, rates, look.lookClass, look.calls, now);
    } else {
      for (const at of [startsAt, Math.max(look.movingDueAt, mayAt)])
        if (at > now) thinkAgainAt = Math.min(thinkAgainAt, at);
      lagMs = Math.max(lagMs, now - look.dueAt);
    }
  }
  return { looks, pace, thinkAgainAt, lagMs };
}

/** How late, measured against the wait that it can bear. */
function urgencyOf({ dueAt, patienceMs }: NextLook, now: EpochMs): number {
  if (dueAt > now) return -1;
  return patienceMs === 0 ? Number.MAX_VALUE : (now - dueAt) / patienceMs;
}

function stretchOf(shelves: readonly Shelf[], { list }: Rates): number {
  const callsPerSecond = shelves.reduce(
    (sum, it) => sum + (1000 * Math.ceil(it.size / 100 || 1)) / it.listEveryMs,
    0,
  );
  return Math.max(1, callsPerSecond / list);
}
