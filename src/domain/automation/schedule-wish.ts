import type { EpochMs } from '../model.js';
import { calendarAt } from './calendar.js';
import { type Schedule, type ScheduleAction, type ScheduleState, windowsOf } from './schedule.js';
import { isTimeZone } from './wall-clock.js';

/** What a schedule wants of its model at one moment. */
export type Wish =
  | {
      readonly state: 'RUNNING';
      /** When the window opens for which it is to run; 0 for one that is always open. */
      readonly windowAt: EpochMs;
      /** So long it wants the same, at least. */
      readonly untilMs: EpochMs;
    }
  | {
      readonly state: 'STOPPED';
      /** When a start is due; null: no window is in sight. */
      readonly startAt: EpochMs | null;
    };

export interface Transition {
  readonly at: EpochMs;
  readonly kind: ScheduleAction;
}

type Times = Pick<Schedule, 'windows' | 'timeZone' | 'isEnabled'>;

/** Of windows that lie so close that the model runs from one to the next. */
const MAX_JOINED = 100;

/**
 * A start comes ahead of its window by `leadMs`. Returns null while the schedule is disabled, or its time zone is not known.
 * @param windowAt - of the window for which it runs already, so that a lead time that shrinks takes back no start
 */
export function wishAt(schedule: Times, leadMs: number, windowAt: EpochMs | null, now: EpochMs): Wish | null {
  if (!isActive(schedule)) return null;
  const { open, nextOpenMs } = calendarAt(windowsOf(schedule), schedule.timeZone, now);
  if (open) return { state: 'RUNNING', windowAt: Math.max(0, open.fromMs), untilMs: open.toMs };
  if (nextOpenMs === null) return { state: 'STOPPED', startAt: null };
  const isAhead = nextOpenMs - leadMs <= now || nextOpenMs === windowAt;
  if (isAhead) return { state: 'RUNNING', windowAt: nextOpenMs, untilMs: nextOpenMs };
  return { state: 'STOPPED', startAt: nextOpenMs - leadMs };
}

/** What comes next by the calendar, or what is still to be done. */
export function nextTransition(
  schedule: Times,
  state: ScheduleState | null,
  leadMs: number,
  now: EpochMs,
): Transition | null {
  const wish = wishAt(schedule, leadMs, state?.windowAt ?? null, now);
  if (wish === null) return null;
  if (wish.state === 'STOPPED') return wish.startAt === null ? null : { at: wish.startAt, kind: 'START' };
  if (state?.windowAt !== wish.windowAt)
    return { at: Math.max(state?.retryAt ?? 0, wish.windowAt - leadMs), kind: 'START' };
  const at = nextCloseAt(schedule, leadMs, now);
  return at === null ? null : { at, kind: 'STOP' };
}

/**
 * When the model is next to be stopped after `now`. Where the next start is due before a window closes, the model runs on.
 * Null: never, as far as is in sight.
 */
function nextCloseAt(schedule: Times, leadMs: number, now: EpochMs): EpochMs | null {
  const windows = windowsOf(schedule);
  let at: EpochMs | null = now;
  for (let joined = 0; joined < MAX_JOINED && at !== null; joined++) {
    const { open, nextOpenMs } = calendarAt(windows, schedule.timeZone, at);
    if (open && !Number.isFinite(open.toMs)) return null;
    if (!open && at > now && (nextOpenMs === null || nextOpenMs - leadMs > at)) return at;
    at = open ? open.toMs : nextOpenMs;
  }
  return null;
}

/** A zone that a record has may be unknown to a later release of ICU. */
function isActive({ isEnabled, timeZone }: Times): boolean {
  return isEnabled && isTimeZone(timeZone);
}

/** When a version that these schedules are for is next to be stopped by them: not while another one wants it to run. */
export function nextStopOf(schedules: readonly Times[], leadMs: number, now: EpochMs): EpochMs | null {
  const active = schedules.filter(isActive);
  const isWanted = (then: EpochMs) =>
    active.some((it) => wishAt(it, leadMs, null, then)?.state === 'RUNNING');
  let at: EpochMs | null = now;
  for (let joined = 0; joined < MAX_JOINED && at !== null; joined++) {
    const from: EpochMs = at;
    const closes = active.map((it) => nextCloseAt(it, leadMs, from)).filter((it) => it !== null);
    at = closes.length > 0 ? Math.min(...closes) : null;
    if (at !== null && !isWanted(at)) return at;
  }
  return null;
}
