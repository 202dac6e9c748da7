/** When a model is to run in each week, by the wall clock of some time zone. */
export interface WeeklyWindow {
  /** Days on which it begins, ISO 8601: 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  /** Minutes after midnight, 0..1439. */
  readonly begin: number;
  /** Minutes after midnight, 1..1440; before `begin`: on the next day. */
  readonly end: number;
}

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const TIME = '(?:(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)';
const DAY = `(?:${DAYS.join('|')})`;
const SPAN = `${DAY}(?:-${DAY})?`;
const WINDOW = new RegExp(`^(${SPAN}(?:,${SPAN})*) (${TIME})-(${TIME})$`);

/** Seven spans of days and the times take 68. Without a limit, one window would be as long as a request may be. */
const MAX_CHARACTERS = 100;

export const WINDOW_FORM = `days and times in at most ${MAX_CHARACTERS} characters, for example "MON-FRI 08:30-18:00" or "SAT,SUN 22:00-02:00", 24:00 only as an end`;

/** Reads a window such as `MON-FRI 08:30-18:00`. Returns null unless it has the form {@link WINDOW_FORM}. */
export function parseWindow(text: string): WeeklyWindow | null {
  if (text.length > MAX_CHARACTERS) return null;
  const [, days = '', begin = '', end = ''] = WINDOW.exec(text) ?? [];
  if (days === '' || begin === '24:00' || begin === end) return null;
  const named = days.split(',').flatMap(daysOfSpan);
  return { days: [...new Set(named)].sort(), begin: minutesOf(begin), end: minutesOf(end) };
}

/** `FRI-MON` wraps around the end of the week. */
function daysOfSpan(span: string): number[] {
  const [first = '', last = first] = span.split('-');
  const begin = DAYS.indexOf(first);
  const length = ((DAYS.indexOf(last) - begin + 7) % 7) + 1;
  return Array.from({ length }, (_, offset) => ((begin + offset) % 7) + 1);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** How long the windows are open without a break at most, in minutes of the wall clock; infinite if they never close. */
export function longestOpenMinutes(windows: readonly WeeklyWindow[]): number {
  const times = windows.flatMap(({ days, begin, end }) =>
    days.map((day) => ({
      from: day * DAY_MINUTES + begin,
      minutes: (end < begin ? DAY_MINUTES : 0) + end - begin,
    })),
  );
  // Three weeks: what wraps around the end of a week is whole in the middle one.
  const inOrder = [0, 1, 2]
    .flatMap((week) => times.map((it) => ({ ...it, from: it.from + week * WEEK_MINUTES })))
    .sort((a, b) => a.from - b.from);
  let [from, to, longest] = [0, 0, 0];
  for (const it of inOrder) {
    if (it.from > to) from = it.from;
    to = Math.max(to, it.from + it.minutes);
    longest = Math.max(longest, to - from);
  }
  return longest > WEEK_MINUTES ? Number.POSITIVE_INFINITY : longest;
}
