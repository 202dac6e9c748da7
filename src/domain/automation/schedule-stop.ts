import type { ModelVersionArn } from '../arn.js';
import type { EpochMs } from '../model.js';
import type { Decision } from './decision.js';
import type { ScheduleRun, ScheduleState } from './schedule.js';
import { note, type ScheduleAct, type Situation, settled, wait } from './schedule-situation.js';
import type { Wish } from './schedule-wish.js';

type ClosedWish = Wish & { readonly state: 'STOPPED' };

/** When a version that cannot be stopped now, or of which nothing is known, is read again. */
const AGAIN_MS = 5_000;

/** Its window has closed: what the schedule names now is stopped, and what it started and still runs. */
export function decideStop(situation: Situation, wish: ClosedWish, dueAt: EpochMs): Decision<ScheduleAct> {
  const { schedule, revision, state, now } = situation;
  const targets = versionsToStop(situation);
  const running = targets.filter((it) => needOf(situation, it) === 'stop');
  if (running.length > 0 && state.retryAt !== null && now < state.retryAt)
    return wait(state.retryAt, 'it is tried again then');
  const reason = `schedule ${schedule.name}: its window closed at ${new Date(dueAt).toISOString()}`;
  if (running.length > 0) {
    const run: ScheduleRun = { at: now, kind: 'STOP', outcome: 'DONE', reason, failure: null };
    const isLast = targets.every((it) => needOf(situation, it) !== 'wait');
    const after = isLast
      ? closed(situation, wish, run)
      : { ...state, retryAt: null, failedTries: 0, lastRun: run };
    const step = `${revision}/STOP/${dueAt}`;
    return {
      act: { kind: 'stop', arns: running, step, before: state, settled: after },
      wakeAt: null,
      reason,
    };
  }
  if (targets.some((it) => needOf(situation, it) === 'wait'))
    return wait(now + AGAIN_MS, 'AWS stops no version that is starting, or nothing is known of it yet');
  return nothingLeft(situation, wish, dueAt);
}

function nothingLeft(situation: Situation, wish: ClosedWish, dueAt: EpochMs): Decision<ScheduleAct> {
  const { state, now } = situation;
  const { lastRun } = state;
  if (lastRun?.kind === 'STOP' && lastRun.outcome === 'DONE' && lastRun.at >= dueAt)
    return note(closed(situation, wish, lastRun), 'all are stopped');
  const reason = whyNothing(situation);
  const run: ScheduleRun = { at: now, kind: 'STOP', outcome: 'NOTHING_TO_DO', reason, failure: null };
  return note(closed(situation, wish, run), reason);
}

function whyNothing(situation: Situation): string {
  const { schedule, world } = situation;
  const held = versionsToStop(situation).find((it) => needOf(situation, it) === 'held');
  if (held) return `the window of ${world.wantedBy(held)[0]?.name} is open`;
  if (world.target === null) return `the alias ${schedule.aliasName} names no version`;
  return 'it does not run';
}

function versionsToStop({ state, world }: Situation): ModelVersionArn[] {
  const started = state.started.map(({ arn }) => arn);
  return [...new Set(world.target === null ? started : [world.target, ...started])];
}

function needOf({ world }: Situation, arn: ModelVersionArn): 'stop' | 'wait' | 'held' | 'none' {
  const { status } = world.seen(arn);
  if (status === null) return 'none';
  if (world.wantedBy(arn).length > 0) return 'held';
  if (status === 'RUNNING') return 'stop';
  return status === undefined || status === 'UNKNOWN' || status === 'STARTING' ? 'wait' : 'none';
}

/** What another schedule keeps running remains this one's to stop later. */
function closed(situation: Situation, wish: ClosedWish, run: ScheduleRun): ScheduleState {
  const started = situation.state.started.filter(({ arn }) => needOf(situation, arn) === 'held');
  return { ...settled(situation, wish, run), started };
}
