import type { EpochMs } from '../model.js';
import { fromWallMs, toWallMs } from './wall-clock.js';
import type { WeeklyWindow } from './window.js';

/** A time in which a model is to run. */
interface OpenTime {
  readonly fromMs: EpochMs;
  /** Exclusive. */
  readonly toMs: EpochMs;
}

/** What a calendar says of one moment. */
export interface CalendarState {
  /** The open time that this moment lies in; null outside of all. Its ends are infinite where none is found. */
  readonly open: OpenTime | null;
  /** When the next open time begins; null while one is open, or where there is none. */
  readonly nextOpenMs: EpochMs | null;
}

/** A window is at most a day long, so one that begins earlier than this many days before cannot reach a day. */
const REACH_DAYS = 2;
/** Windows come back each week, so open times that touch for longer than this never end. */
const TOUCHING_DAYS = 9;
/** A window that a skipped hour makes vanish comes back a week later. */
const SEARCH_DAYS = 22;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * What the windows say of `nowMs`. Both ends of a window become instants first: a wall-clock time that is skipped
 * becomes the next that exists, one that comes twice its first. Windows that are then empty vanish; those that touch
 * or overlap are one.
 */
export function calendarAt(
  windows: readonly WeeklyWindow[],
  timeZone: string,
  nowMs: EpochMs,
): CalendarState {
  const today = dayAt(timeZone, nowMs);
  const timesOf = (offset: number) => openTimesOf(windows, timeZone, today + offset);
  const near = merged(range(-REACH_DAYS, 1).flatMap(timesOf));
  const open = near.find(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
  if (open) return { open: extended(open, nowMs, timesOf), nextOpenMs: null };
  for (let offset = -REACH_DAYS; offset <= SEARCH_DAYS; offset++) {
    const next = merged(timesOf(offset)).find(({ fromMs }) => fromMs > nowMs);
    if (next) return { open: null, nextOpenMs: earliest(next.fromMs, timesOf(offset + 1), nowMs) };
  }
  return { open: null, nextOpenMs: null };
}

/** When the windows last closed, `nowMs` included. Null while one is open, or where none was within three weeks. */
export function lastCloseAt(
  windows: readonly WeeklyWindow[],
  timeZone: string,
  nowMs: EpochMs,
): EpochMs | null {
  const today = dayAt(timeZone, nowMs);
  const timesOf = (offset: number) => openTimesOf(windows, timeZone, today + offset);
  let times = range(-REACH_DAYS, 1).flatMap(timesOf);
  if (times.some(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs)) return null;
  for (let offset = -REACH_DAYS - 1; offset >= -SEARCH_DAYS; offset--) {
    const isFound = times.some(({ toMs }) => toMs <= nowMs);
    times = [...times, ...timesOf(offset)]; // what begins a day earlier may end later
    if (isFound) break;
  }
  const closes = times.map(({ toMs }) => toMs).filter((it) => it <= nowMs);
  return closes.length > 0 ? Math.max(...closes) : null;
}

/** Adds what touches it on the days before and after. */
function extended(open: OpenTime, nowMs: EpochMs, timesOf: (offset: number) => OpenTime[]): OpenTime {
  let { fromMs, toMs } = open;
  for (let offset = -REACH_DAYS - 1; offset >= -TOUCHING_DAYS; offset--) {
    const before = merged([...timesOf(offset), { fromMs, toMs }]).find((it) => it.toMs >= toMs);
    if (!before || before.fromMs === fromMs) break;
    fromMs = before.fromMs;
  }
  for (let offset = 2; offset <= TOUCHING_DAYS; offset++) {
    const after = merged([{ fromMs, toMs }, ...timesOf(offset)])[0];
    if (!after || after.toMs === toMs) break;
    toMs = after.toMs;
  }
  const isEndless = (distanceMs: number) => distanceMs > (TOUCHING_DAYS - 2) * DAY_MS;
  return {
    fromMs: isEndless(nowMs - fromMs) ? Number.NEGATIVE_INFINITY : fromMs,
    toMs: isEndless(toMs - nowMs) ? Number.POSITIVE_INFINITY : toMs,
  };
}

/** Days since 1970, by the calendar of the zone. */
function dayAt(timeZone: string, nowMs: EpochMs): number {
  return Math.floor(toWallMs(timeZone, nowMs) / DAY_MS);
}

/** A skipped hour may put a window of the next day before one of this day. */
function earliest(fromMs: EpochMs, others: readonly OpenTime[], nowMs: EpochMs): EpochMs {
  return Math.min(fromMs, ...others.map((it) => it.fromMs).filter((it) => it > nowMs));
}

/** The open times of the windows that begin on a day. */
function openTimesOf(windows: readonly WeeklyWindow[], timeZone: string, day: number): OpenTime[] {
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1; // the first was a Thursday
  const instantOf = (minute: number) => fromWallMs(timeZone, day * DAY_MS + minute * MINUTE_MS);
  return windows
    .filter(({ days }) => days.includes(weekday))
    .map(({ begin, end }) => ({
      fromMs: instantOf(begin),
      toMs: instantOf(end < begin ? end + DAY_MINUTES : end),
    }))
    .filter(({ fromMs, toMs }) => fromMs < toMs);
}

/** In their order, those that touch or overlap as one. */
function merged(times: readonly OpenTime[]): OpenTime[] {
  const result: OpenTime[] = [];
  for (const time of [...times].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = result.at(-1);
    if (last && time.fromMs <= last.toMs)
      result[result.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, time.toMs) };
    else result.push(time);
  }
  return result;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
