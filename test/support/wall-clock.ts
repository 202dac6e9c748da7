/**
 * When weekly windows are open, computed by another way than the gateway's: from the offsets that Intl tells, searched for
 * changes, without a library for time zones.
 */
export interface Open {
  readonly from: number;
  readonly to: number;
}

/** A stretch of time in which a zone's clocks are ahead of UTC by the same. */
interface Stretch extends Open {
  readonly offset: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Clocks that change twice within so long are not seen. */
const STEP = DAY / 2;
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** In their order, those that touch or overlap as one; of the windows that begin between these days. */
export function openTimes(
  windows: readonly string[],
  timeZone: string,
  fromMs: number,
  toMs: number,
): Open[] {
  const stretches = stretchesOf(timeZone, fromMs - 3 * DAY, toMs + 3 * DAY);
  const all: Open[] = [];
  for (let day = Math.floor(fromMs / DAY) * DAY; day <= toMs; day += DAY)
    for (const window of windows) {
      const { isOn, begin, end } = read(window);
      if (!isOn(new Date(day).getUTCDay())) continue;
      const nextDay = end < begin ? DAY : 0;
      const open = { from: instantOf(stretches, day + begin), to: instantOf(stretches, day + nextDay + end) };
      if (open.from < open.to) all.push(open);
    }
  return joined(all);
}

/** @param wall - as if the zone were UTC. The first instant at which clocks show it; the next that there is, if none do. */
function instantOf(stretches: readonly Stretch[], wall: number): number {
  for (const { from, to, offset } of stretches) {
    const at = wall - offset;
    if (at < from) return from; // skipped
    if (at < to) return at;
  }
  throw new Error('It lies outside of what was computed.');
}

function joined(all: readonly Open[]): Open[] {
  const result: Open[] = [];
  for (const it of all.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && it.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, it.to) };
    else result.push(it);
  }
  return result;
}

function stretchesOf(timeZone: string, fromMs: number, toMs: number): Stretch[] {
  const offsetAt = offsetsOf(timeZone);
  const result: Stretch[] = [];
  let from = fromMs;
  for (let at = fromMs; at < toMs; at += STEP) {
    if (offsetAt(at) === offsetAt(at + STEP)) continue;
    let [before, after] = [at, at + STEP];
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
      if (offsetAt(middle) === offsetAt(at)) before = middle;
      else after = middle;
    }
    result.push({ from, to: after, offset: offsetAt(at) });
    from = after;
  }
  return [...result, { from, to: Number.POSITIVE_INFINITY, offset: offsetAt(toMs) }];
}

/** What clocks show at an instant, as if the zone were UTC. */
export function wallClock(timeZone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  } as Intl.DateTimeFormatOptions);
  return (ms) => {
    const [day = 0, month = 1, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(ms).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

function offsetsOf(timeZone: string): (ms: number) => number {
  const wall = wallClock(timeZone);
  return (ms) => wall(ms) - ms;
}

/** Its days and its times in milliseconds after midnight. */
export function read(window: string) {
  const [days = '', times = ''] = window.split(' ');
  const [begin = 0, end = 0] = times.split('-').map((it) => {
    const [hours = 0, minutes = 0] = it.split(':').map(Number);
    return (hours * 60 + minutes) * MINUTE;
  });
  const spans = days.split(',').map((it) => {
    const [first = '', last = first] = it.split('-');
    return { first: DAYS.indexOf(first), length: (DAYS.indexOf(last) - DAYS.indexOf(first) + 7) % 7 };
  });
  const isOn = (day: number) => spans.some(({ first, length }) => (day - first + 7) % 7 <= length);
  return { isOn, begin, end };
}
