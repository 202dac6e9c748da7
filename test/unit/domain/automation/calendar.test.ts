import { Temporal } from 'temporal-polyfill';
import { calendarAt } from '../../../../src/domain/automation/calendar.js';
import { isTimeZone, toWallMs } from '../../../../src/domain/automation/wall-clock.js';
import { parseWindow, type WeeklyWindow } from '../../../../src/domain/automation/window.js';
import { createRandom } from '../../../support/random.js';

const windowsOf = (...texts: string[]) => texts.map((it) => parseWindow(it) as WeeklyWindow);
const at = (text: string) => Date.parse(text);
const iso = (ms: number | null | undefined) =>
  ms === null || ms === undefined || !Number.isFinite(ms) ? String(ms) : new Date(ms).toISOString();

/** The edges from `fromMs` on, as the calendar tells them one after the other. */
function edges(texts: string[], timeZone: string, fromMs: number, count: number): string[] {
  const windows = windowsOf(...texts);
  const seen: string[] = [];
  let nowMs = fromMs;
  while (seen.length < count) {
    const { open, nextOpenMs } = calendarAt(windows, timeZone, nowMs);
    const edgeMs = open ? open.toMs : nextOpenMs;
    if (edgeMs === null || !Number.isFinite(edgeMs)) break;
    seen.push(`${open ? 'closes' : 'opens'} ${iso(edgeMs)}`);
    nowMs = edgeMs;
  }
  return seen;
}

describe('in an ordinary week', () => {
  const office = ['MON-FRI 08:30-18:00'];

  it('opens and closes on working days', () => {
    expect(edges(office, 'UTC', at('2026-11-26T12:00:00Z'), 5)).toEqual([
      'closes 2026-11-26T18:00:00.000Z',
      'opens 2026-11-27T08:30:00.000Z',
      'closes 2026-11-27T18:00:00.000Z',
      'opens 2026-11-30T08:30:00.000Z',
      'closes 2026-11-30T18:00:00.000Z',
    ]);
  });

  it('is open from its first millisecond, and closed from its end', () => {
    const [windows, day] = [windowsOf(...office), '2026-11-26T'];
    const isOpen = (time: string) => calendarAt(windows, 'UTC', at(`${day}${time}Z`)).open !== null;
    expect([isOpen('08:29:59.999'), isOpen('08:30:00'), isOpen('17:59:59.999'), isOpen('18:00:00')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('a window over midnight belongs to the day of its start', () => {
    expect(edges(['SUN 22:00-02:00'], 'UTC', at('2026-11-28T00:00:00Z'), 3)).toEqual([
      'opens 2026-11-29T22:00:00.000Z',
      'closes 2026-11-30T02:00:00.000Z',
      'opens 2026-12-06T22:00:00.000Z',
    ]);
  });

  it('windows that touch or overlap are one', () => {
    const shifts = ['MON-FRI 06:00-14:00', 'MON-FRI 14:00-22:00', 'MON-THU 21:00-06:00'];
    expect(edges(shifts, 'UTC', at('2026-11-30T00:00:00Z'), 3)).toEqual([
      'opens 2026-11-30T06:00:00.000Z',
      'closes 2026-12-04T22:00:00.000Z',
      'opens 2026-12-07T06:00:00.000Z',
    ]);
    const { open } = calendarAt(windowsOf(...shifts), 'UTC', at('2026-12-04T12:00:00Z'));
    expect(iso(open?.fromMs)).toBe('2026-11-30T06:00:00.000Z');
  });

  it('what is always open has no edges', () => {
    const { open, nextOpenMs } = calendarAt(
      windowsOf('MON-SUN 00:00-24:00'),
      'Europe/Berlin',
      at('2026-03-29T12:00:00Z'),
    );
    expect(open).toEqual({ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY });
    expect(nextOpenMs).toBeNull();
  });
});

describe('where clocks change', () => {
  it.each([
    // A skipped time is the next that exists.
    [
      'Europe/Berlin',
      'SUN 02:30-04:00',
      '2027-03-27T00:00:00Z',
      '2027-03-28T01:00:00.000Z',
      '2027-03-28T02:00:00.000Z',
    ],
    [
      'Europe/Berlin',
      'SUN 01:00-02:30',
      '2027-03-27T12:00:00Z',
      '2027-03-28T00:00:00.000Z',
      '2027-03-28T01:00:00.000Z',
    ],
    // A time that comes twice is its first.
    [
      'Europe/Berlin',
      'SUN 02:30-04:00',
      '2027-10-30T12:00:00Z',
      '2027-10-31T00:30:00.000Z',
      '2027-10-31T03:00:00.000Z',
    ],
    [
      'Europe/Berlin',
      'SUN 01:00-02:30',
      '2027-10-30T12:00:00Z',
      '2027-10-30T23:00:00.000Z',
      '2027-10-31T00:30:00.000Z',
    ],
    // Half an hour, and a midnight that is skipped.
    [
      'Australia/Lord_Howe',
      'SUN 02:15-05:00',
      '2026-10-03T00:00:00Z',
      '2026-10-03T15:30:00.000Z',
      '2026-10-03T18:00:00.000Z',
    ],
    [
      'America/Santiago',
      'SUN 00:00-06:00',
      '2026-09-05T12:00:00Z',
      '2026-09-06T04:00:00.000Z',
      '2026-09-06T09:00:00.000Z',
    ],
  ])('%s, %s', (timeZone, window, from, opens, closes) => {
    expect(edges([window], timeZone, at(from), 2)).toEqual([`opens ${opens}`, `closes ${closes}`]);
  });

  it('a window that lies in the skipped hour vanishes for that week', () => {
    expect(edges(['SUN 02:00-03:00'], 'Europe/Berlin', at('2027-03-22T00:00:00Z'), 1)).toEqual([
      'opens 2027-04-04T00:00:00.000Z',
    ]);
  });

  it('Apia had no 30 December 2011', () => {
    expect(edges(['FRI 08:00-10:00'], 'Pacific/Apia', at('2011-12-27T00:00:00Z'), 1)[0]).toBe(
      'opens 2012-01-05T18:00:00.000Z',
    );
  });
});

it('knows zones by their IANA names, and no offsets', () => {
  expect(['Europe/Berlin', 'UTC', 'America/Argentina/Ushuaia'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['+02:00', 'Berlin', '', 'Europe/Bärlin', 'GMT+2'].map(isTimeZone)).toEqual(Array(5).fill(false));
  expect(['PST', 'ist', '2026-01-01T00:00Z[UTC]'].map(isTimeZone)).toEqual(Array(3).fill(false));
});

it('whatever name of a zone is taken, clocks can be read there', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const three = letters.flatMap((a) => letters.flatMap((b) => ['D', 'M', 'S', 'T'].map((c) => a + b + c)));
  const others = [
    'UTC',
    'GMT',
    'GMT0',
    'GMT-0',
    'EST5EDT',
    'Etc/GMT+12',
    'Etc/GMT-14',
    'SystemV/AST4',
    'Factory',
  ];
  const taken = [...three, ...others, ...Intl.supportedValuesOf('timeZone')].filter(isTimeZone);
  expect(taken.length).toBeGreaterThan(400);
  for (const it of taken) expect([it, toWallMs(it, 0)]).toEqual([it, expect.any(Number)]);
});

it('agrees, at random moments of random windows in random zones, with each single minute by the wall clock', () => {
  const random = createRandom(20_261_128);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Santiago',
  ];
  for (let run = 0; run < 200; run++) {
    const windows = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const begin = Math.floor(random() * 1_440);
      const end = (begin + 1 + Math.floor(random() * 1_438)) % 1_440;
      return { days: [1 + Math.floor(random() * 7)], begin, end };
    });
    const timeZone = pick(zones);
    const nowMs =
      Date.UTC(2026, Math.floor(random() * 12), 1 + Math.floor(random() * 28)) +
      Math.floor(random() * 86_400) * 1_000;
    const isOpen = calendarAt(windows, timeZone, nowMs).open !== null;
    const local = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
    const changes =
      local.startOfDay().subtract({ days: 1 }).offsetNanoseconds !== local.add({ days: 1 }).offsetNanoseconds;
    if (changes) continue; // near a change, wall-clock minutes and instants part; the table above has those
    const minute = local.hour * 60 + local.minute;
    const yesterday = local.subtract({ days: 1 }).dayOfWeek;
    const expected = windows.some(({ days, begin, end }) => {
      const today = days.includes(local.dayOfWeek) && minute >= begin && (end < begin || minute < end);
      return today || (end < begin && days.includes(yesterday) && minute < end);
    });
    expect([windows, timeZone, iso(nowMs), isOpen]).toEqual([windows, timeZone, iso(nowMs), expected]);
  }
});
