import { createRandom, oneOf } from '../../../support/random.js';
import { type Edge, simulate } from '../../../support/schedule-simulation.js';
import { openTimes, read, wallClock } from '../../../support/wall-clock.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const LEAD = 20 * MINUTE;
const WINDOWS = ['MON-FRI 08:30-18:00', 'SAT,SUN 22:00-02:30', 'SUN 02:15-03:00', 'WED 00:00-24:00'];
/** Half-hour changes, two hours at once, changes at midnight, a change for a month of fasting, winter time by law, far ahead. */
const STRANGE =
  'Australia/Lord_Howe Antarctica/Troll America/Santiago Africa/Casablanca Europe/Dublin Pacific/Kiritimati Pacific/Apia Asia/Gaza Africa/Cairo America/Havana Asia/Beirut Europe/Berlin UTC'.split(
    ' ',
  );

/** `all` for every zone that the runtime knows: npm run test:zones. */
const WANTED = process.env.SCHEDULE_ZONES ?? 'some';
const YEAR = Number(process.env.SCHEDULE_YEAR ?? 2027);
const random = createRandom(20_261_128);
const ALL = Intl.supportedValuesOf('timeZone');
const zones = [
  ...STRANGE,
  ...(WANTED === 'all'
    ? ALL.filter((it) => !STRANGE.includes(it))
    : Array.from({ length: 7 }, () => oneOf(ALL, random) ?? 'UTC')),
];
const [fromMs, toMs] = [Date.UTC(YEAR, 0, 1), Date.UTC(YEAR + 1, 0, 1)];

/** A start ahead of each window, a stop at its end; none where the next start is due by then. */
function table(timeZone: string): Edge[] {
  const opens = openTimes(WINDOWS, timeZone, fromMs - 14 * DAY, toMs + 14 * DAY).filter(
    ({ to }) => to > fromMs,
  );
  return opens
    .flatMap(({ from, to }, index): Edge[] => {
      const isRunOn = index > 0 && from - LEAD <= (opens[index - 1]?.to ?? 0);
      const runsOn = (opens[index + 1]?.from ?? Number.POSITIVE_INFINITY) - LEAD <= to;
      const start: Edge = ['START', Math.max(fromMs, from - LEAD)];
      return [...(isRunOn ? [] : [start]), ...(runsOn ? [] : [['STOP', to] as const])];
    })
    .filter(([, at]) => at <= toMs);
}

const shown = (edges: readonly Edge[]) => edges.map(([kind, at]) => `${kind} ${new Date(at).toISOString()}`);

it('a year of starts and stops is what the offsets of the zone say', () => {
  const cpu = process.cpuUsage();
  for (const timeZone of zones) {
    const edges = simulate({ windows: WINDOWS, timeZone, leadMs: LEAD, fromMs, toMs });
    expect(edges.length).toBeGreaterThan(500);
    expect([timeZone, ...shown(edges)]).toEqual([timeZone, ...shown(table(timeZone))]);
  }
  if (WANTED !== 'all') return;
  const { user, system } = process.cpuUsage(cpu); // other work on the machine counts for nothing
  const seconds = (user + system) / 1_000_000;
  console.info(`${zones.length} zones, ${YEAR}, in ${seconds.toFixed(1)} s of processor`);
  expect(seconds).toBeLessThan(60);
}, 600_000);

it('the table is right, minute by minute, on days of which some change their clocks', () => {
  for (const timeZone of zones.slice(0, 8)) {
    const opens = openTimes(WINDOWS, timeZone, fromMs - 14 * DAY, toMs + 14 * DAY);
    const wall = wallClock(timeZone);
    const offsets = Array.from({ length: 366 }, (_, day) => wall(fromMs + day * DAY) - (fromMs + day * DAY));
    const days = [...offsets.keys()].filter(
      (day) => offsets[day + 1] === offsets[day - 1] && random() < 0.012,
    );
    for (const day of days)
      for (let at = fromMs + day * DAY; at < fromMs + (day + 1) * DAY; at += MINUTE) {
        const local = wall(at);
        const minute = local % DAY;
        const isOpen = WINDOWS.map(read).some(({ isOn, begin, end }) => {
          const today = new Date(local).getUTCDay();
          const isToday = isOn(today) && minute >= begin && (end < begin || minute < end);
          return isToday || (end < begin && isOn((today + 6) % 7) && minute < end);
        });
        if (isOpen === opens.some(({ from, to }) => from <= at && at < to)) continue;
        expect([timeZone, new Date(at).toISOString(), isOpen]).toEqual('what the table says');
      }
  }
});
