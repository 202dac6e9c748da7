import type { ModelVersionArn } from '../arn.js';
import type { EpochMs } from '../model.js';
import { calendarAt, lastCloseAt } from './calendar.js';
import type { Decision } from './decision.js';
import { type ScheduleRun, type ScheduleState, windowsOf } from './schedule.js';
import {
  note,
  type ScheduleAct,
  type ScheduleRecord,
  type ScheduleWorld,
  type Situation,
  settled,
  wait,
} from './schedule-situation.js';
import { decideStart } from './schedule-start.js';
import { decideStop } from './schedule-stop.js';
import { type Wish, wishAt } from './schedule-wish.js';
import { shown } from './shown-text.js';
import { isTimeZone } from './wall-clock.js';

/** So long before a start, and while no window is in sight, the calendar and the lead time are read again. */
const REVIEW_BEFORE_MS = 60 * 60_000;
const OUT_OF_SIGHT_MS = 7 * 86_400_000;

/** What a schedule asks for now. */
export function decideSchedule(
  record: ScheduleRecord,
  stored: ScheduleState | null,
  world: ScheduleWorld,
  now: EpochMs,
): Decision<ScheduleAct> {
  const situation = { ...record, state: stateOf(record, stored), world, now };
  const { state } = situation;
  if (record.schedule.isEnabled && !isTimeZone(record.schedule.timeZone)) return unknownZone(situation);
  const wish = wishAt(record.schedule, world.leadMs, stored?.windowAt ?? null, now);
  const isNoted = stored?.scheduleRevision === record.revision;
  if (wish === null) {
    if (isNoted && state.lastDesiredState === null) return left(situation) ?? wait(null, 'it is disabled');
    return note(settled(situation, null), 'it is disabled: nothing is started or stopped');
  }
  if (wish.state === 'RUNNING') {
    if (state.windowAt !== wish.windowAt) return decideStart(situation, wish);
    return left(situation) ?? wait(finite(wish.untilMs), 'its window is open');
  }
  const dueAt = stopDueAt(situation);
  if (dueAt !== null) return missedStart(situation, dueAt) ?? decideStop(situation, wish, dueAt);
  if (!isNoted || state.lastDesiredState !== 'STOPPED')
    return note(settled(situation, wish), 'its window is not open');
  return left(situation) ?? wait(reviewAt(wish, now), 'its window is not open');
}

/** Told once. It goes on as it stands where the zone is known again. */
function unknownZone({ schedule, state, now }: Situation): Decision<ScheduleAct> {
  const reason = 'its time zone is not known any more';
  const message = `The time zone ${shown(schedule.timeZone)} is not known to this gateway any more, so that nothing is started or stopped. Put the schedule again with another one.`;
  if (state.lastRun?.failure?.message === message) return wait(null, reason);
  const kind = state.lastDesiredState === 'RUNNING' ? 'STOP' : 'START';
  const failure = { code: 'INVALID_INPUT', message, awsRequestId: null, retryAt: null } as const;
  const run: ScheduleRun = { at: now, kind, outcome: 'FAILED', reason, failure };
  return note({ ...state, lastRun: run }, reason, run);
}

/** What is known of a schedule that was changed meanwhile: all that is due counts from the change. */
function stateOf({ schedule, revision }: ScheduleRecord, stored: ScheduleState | null): ScheduleState {
  if (stored?.scheduleRevision === revision) return stored;
  const known = stored ?? { lastDesiredState: null, started: [], lastRun: null };
  return {
    ...known,
    ...{
      scheduleRevision: revision,
      settledAt: schedule.updatedAt,
      windowAt: null,
      failedTries: 0,
      retryAt: null,
    },
  };
}

/** Null: none is due. A window that closes does not close again, whatever came to be known since. */
function stopDueAt({ schedule, state, now }: Situation): EpochMs | null {
  const closedAt = lastCloseAt(windowsOf(schedule), schedule.timeZone, now);
  if (closedAt !== null && closedAt > state.settledAt) return closedAt;
  return state.lastDesiredState === 'RUNNING' ? state.settledAt : null;
}

/** A window came and went in which its start did not come about: that is told first, then its stop is made up. */
function missedStart({ schedule, state, now }: Situation, closedAt: EpochMs): Decision<ScheduleAct> | null {
  if (closedAt <= state.settledAt) return null;
  const { lastDesiredState, windowAt } = state;
  const ranFor = windowAt && calendarAt(windowsOf(schedule), schedule.timeZone, windowAt).open;
  const isMissed = ranFor ? ranFor.toMs < closedAt : lastDesiredState !== 'RUNNING';
  if (!isMissed) return null;
  const reason = `it was not started in the window that closed at ${new Date(closedAt).toISOString()}`;
  const failure = state.lastRun?.outcome === 'RETRYING' ? state.lastRun.failure : null;
  const run: ScheduleRun = { at: now, kind: 'START', outcome: 'MISSED', reason, failure };
  return note({ ...state, lastDesiredState: 'RUNNING', windowAt: null, lastRun: run }, reason, run);
}

/** A version that it started does not run any more: what happens to it later is not this schedule's. */
function left({ schedule, state, world }: Situation): Decision<ScheduleAct> | null {
  const gone = state.started.filter(({ arn, at }) => {
    const { status, observedAt } = world.seen(arn);
    const isKnown = status !== undefined && status !== 'UNKNOWN' && observedAt > at;
    return isKnown && status !== 'STARTING' && status !== 'RUNNING';
  });
  if (gone.length === 0) return null;
  const started = state.started.filter((it) => !gone.includes(it));
  const failed = gone.find(({ arn }) => world.seen(arn).status === 'FAILED');
  const lastRun = failed ? failedRun(state, failed.arn) : state.lastRun;
  const reason = `${schedule.name}: what it started does not run any more`;
  return note({ ...state, started, lastRun }, reason, failed ? lastRun : null);
}

function failedRun({ lastRun, settledAt }: ScheduleState, arn: ModelVersionArn): ScheduleRun {
  const message = 'AWS accepted the start, but the model did not come to run.';
  const failure = { code: 'UPSTREAM_UNAVAILABLE', message, awsRequestId: null, retryAt: null } as const;
  const at = lastRun?.at ?? settledAt;
  return { at, kind: 'START', outcome: 'FAILED', reason: `${arn} did not come to run`, failure };
}

function reviewAt({ startAt }: Wish & { readonly state: 'STOPPED' }, now: EpochMs): EpochMs {
  if (startAt === null) return now + OUT_OF_SIGHT_MS;
  const reviewedAt = startAt - REVIEW_BEFORE_MS;
  return now < reviewedAt ? reviewedAt : startAt;
}

function finite(at: EpochMs): EpochMs | null {
  return Number.isFinite(at) ? at : null;
}
