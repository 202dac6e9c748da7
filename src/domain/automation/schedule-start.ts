import type { EpochMs } from '../model.js';
import { isInTransition, type ModelVersionStatus } from '../status.js';
import type { Decision } from './decision.js';
import type { RunFailure, ScheduleRun } from './schedule.js';
import { note, type ScheduleAct, type Situation, settled, type Units, wait } from './schedule-situation.js';
import type { Wish } from './schedule-wish.js';

type OpenWish = Wish & { readonly state: 'RUNNING' };

/** A start so late is not missed yet, however short the time in which it may be made up. */
const LATE_MS = 5_000;
/** When a version that cannot be started now, or of which nothing is known, is read again. */
const AGAIN_MS = 60_000;
const UNKNOWN_MS = 5_000;

/** A window has come for which the model does not run by this schedule yet. */
export function decideStart(situation: Situation, wish: OpenWish): Decision<ScheduleAct> {
  const { schedule, state, world, now } = situation;
  const plannedAt = Math.max(wish.windowAt - world.leadMs, state.settledAt);
  const lateMs = Math.max(schedule.startCatchupMs ?? Number.POSITIVE_INFINITY, LATE_MS);
  const due = `the start was due at ${new Date(plannedAt).toISOString()}`;
  if (now - plannedAt > lateMs)
    return over(situation, wish, 'MISSED', `${due}, longer ago than it may be made up`, state);
  if (state.retryAt !== null && now < state.retryAt) return wait(state.retryAt, 'it is tried again then');
  if (world.target === null)
    return over(situation, wish, 'MISSED', `the alias ${schedule.aliasName} names no version`);
  const { status, observedAt } = world.seen(world.target);
  if (status === null && observedAt > schedule.updatedAt) return gone(situation, wish);
  const knownStatus = status === 'UNKNOWN' ? null : (status ?? null);
  if (knownStatus === null) return wait(now + UNKNOWN_MS, 'nothing is known of the version yet');
  return decideByStatus(situation, wish, knownStatus, plannedAt);
}

function decideByStatus(
  situation: Situation,
  wish: OpenWish,
  status: ModelVersionStatus,
  plannedAt: EpochMs,
): Decision<ScheduleAct> {
  const { revision, state, world, now } = situation;
  if (status === 'RUNNING' || status === 'STARTING')
    return over(situation, wish, 'NOTHING_TO_DO', `it is ${status} already; a running model is not rescaled`);
  if (isInTransition(status))
    return wait(now + AGAIN_MS, `a version cannot be started while it is ${status}`);
  if (world.refusal !== null) return keptAway(situation, world.refusal);
  const arn = world.target;
  if (arn === null) return wait(null, 'it names no version');
  const reason = reasonOf(situation, wish, plannedAt);
  const run = { at: now, kind: 'START', outcome: 'DONE', reason, failure: null } as const;
  const started = [...state.started.filter((it) => it.arn !== arn), { arn, at: now }];
  const act: ScheduleAct = {
    kind: 'start',
    arn,
    units: unitsOf(situation),
    step: `${revision}/START/${wish.windowAt}`,
    before: state,
    settled: { ...settled(situation, wish, run), started },
  };
  return { act, wakeAt: null, reason };
}

function reasonOf({ schedule, world, now }: Situation, { windowAt }: OpenWish, plannedAt: EpochMs): string {
  const isLate = now - plannedAt > LATE_MS ? `, made up: it was due at ${iso(plannedAt)}` : '';
  const lead = Math.round(world.leadMs / 1_000);
  const opens =
    windowAt > now ? `its window opens at ${iso(windowAt)}, starts take ${lead} s` : 'its window is open';
  return `schedule ${schedule.name}: ${opens}${isLate}`;
}

function iso(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** Where several schedules want it now, the larger numbers count. */
function unitsOf({ schedule, world }: Situation): Units {
  const own = { min: schedule.minInferenceUnits, max: schedule.maxInferenceUnits };
  const all: readonly Units[] = [own, ...(world.target ? world.wantedBy(world.target) : [])];
  const min = Math.max(...all.map((it) => it.min));
  const maxima = all.map((it) => it.max).filter((it) => it !== null);
  return { min, max: maxima.length > 0 ? Math.max(min, ...maxima) : null };
}

/** Nothing is started for this window any more. */
function over(
  situation: Situation,
  wish: OpenWish,
  outcome: 'NOTHING_TO_DO' | 'MISSED' | 'FAILED',
  reason: string,
  { lastRun }: { readonly lastRun: ScheduleRun | null } = { lastRun: null },
  failure: RunFailure | null = lastRun?.outcome === 'RETRYING' ? lastRun.failure : null,
): Decision<ScheduleAct> {
  const run: ScheduleRun = { at: situation.now, kind: 'START', outcome, reason, failure };
  return note(settled(situation, wish, run), reason, outcome === 'NOTHING_TO_DO' ? null : run);
}

function gone(situation: Situation, wish: OpenWish): Decision<ScheduleAct> {
  const message = 'There is no such model version any more.';
  const failure = { code: 'NOT_FOUND', message, awsRequestId: null, retryAt: null } as const;
  return over(situation, wish, 'FAILED', 'the version is gone', undefined, failure);
}

/** Until it may: told once, and written down anew each minute. */
function keptAway({ state, now }: Situation, reason: string): Decision<ScheduleAct> {
  const { lastRun } = state;
  const isTold = lastRun?.failure?.code === 'BUDGET_EXCEEDED' && lastRun.at > state.settledAt;
  if (isTold && now < (lastRun.failure?.retryAt ?? 0)) return wait(now + UNKNOWN_MS, reason);
  const retryAt = now + AGAIN_MS;
  const failure = { code: 'BUDGET_EXCEEDED', message: reason, awsRequestId: null, retryAt } as const;
  const run: ScheduleRun = { at: now, kind: 'START', outcome: 'RETRYING', reason, failure };
  return note({ ...state, lastRun: run }, reason, isTold ? null : run);
}
