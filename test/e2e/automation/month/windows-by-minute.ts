/** An instant, in milliseconds since 1970. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const MINUTE_MS = 60_000;
const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/**
 * When windows are open, by looking at the wall of every minute: slow, and without any arithmetic of time zones.
 * Right where no edge lies in an hour that is skipped or repeated.
 */
export function spansOf(windows: readonly string[], timeZone: string, { fromMs, toMs }: Span): Span[] {
  const isOpen = openAt(windows, timeZone);
  const spans: { fromMs: number; toMs: number }[] = [];
  for (let at = fromMs; at < toMs; at += MINUTE_MS) {
    if (!isOpen(at)) continue;
    const last = spans.at(-1);
    if (last?.toMs === at) last.toMs = at + MINUTE_MS;
    else spans.push({ fromMs: at, toMs: at + MINUTE_MS });
  }
  return spans;
}

function openAt(windows: readonly string[], timeZone: string): (at: number) => boolean {
  const wall = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const parsed = windows.map(parse);
  return (at) => {
    const parts = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = DAYS.indexOf(String(parts.weekday).toUpperCase());
    const minute = Number(parts.hour) * 60 + Number(parts.minute);
    return parsed.some(({ days, from, to }) =>
      to > from
        ? days.has(day) && minute >= from && minute < to
        : (days.has(day) && minute >= from) || (days.has((day + 6) % 7) && minute < to),
    );
  };
}

function parse(window: string): { days: ReadonlySet<number>; from: number; to: number } {
  const [days = '', times = ''] = window.split(' ');
  const [from = 0, to = 0] = times.split('-').map((it) => {
    const [hours, minutes] = it.split(':').map(Number);
    return (hours ?? 0) * 60 + (minutes ?? 0);
  });
  return { days: new Set(days.split(',').flatMap(daysOf)), from, to };
}

function daysOf(span: string): number[] {
  const [first = '', last = first] = span.split('-');
  const days: number[] = [];
  for (let day = DAYS.indexOf(first); ; day = (day + 1) % 7) {
    days.push(day);
    if (day === DAYS.indexOf(last)) return days;
  }
}
