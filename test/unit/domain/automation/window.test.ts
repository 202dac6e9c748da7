import { longestOpenMinutes, parseWindow } from '../../../../src/domain/automation/window.js';

it.each([
  ['MON-FRI 08:30-18:00', [1, 2, 3, 4, 5], 510, 1_080],
  ['SAT,SUN 22:00-02:00', [6, 7], 1_320, 120],
  ['FRI-MON 00:00-24:00', [1, 5, 6, 7], 0, 1_440],
  ['MON 00:00-00:01', [1], 0, 1],
  ['MON,MON-TUE,TUE 23:59-00:00', [1, 2], 1_439, 0],
  ['WED-TUE 10:00-11:00', [1, 2, 3, 4, 5, 6, 7], 600, 660],
  [`${'MON-TUE,'.repeat(10)}MON 10:00-11:00`, [1, 2], 600, 660],
])('%s begins on the days %j', (text, days, begin, end) => {
  expect(parseWindow(text)).toEqual({ days, begin, end });
});

it.each([
  ...['', 'MON', 'MON 08:00', '08:00-09:00', 'mon 08:00-09:00', 'MON  08:00-09:00', ' MON 08:00-09:00'],
  ...['MON 8:00-09:00', 'MON 08:00-25:00', 'MON 08:60-09:00', 'MON 24:00-01:00', 'MON 24:00-24:00'],
  ...['MON 08:00-08:00', 'MON- 08:00-09:00', 'MON,,TUE 08:00-09:00', 'MON-TUE-WED 08:00-09:00'],
  ...[`${'MON,'.repeat(30)}TUE 08:00-09:00`, `${'MON,'.repeat(60_000)}TUE 08:00-09:00`],
  ...['MON 08:00-09:00 ', 'MON 08:00–09:00', 'MOO 08:00-09:00', 'MON 08:00-24:01'],
])('%j is none', (text) => {
  expect(parseWindow(text)).toBeNull();
});

it.each([
  [['MON-FRI 08:30-18:00'], 570],
  [['MON 22:00-02:00'], 240],
  [['MON 00:00-24:00', 'TUE 00:00-24:00'], 2_880],
  [['SUN 20:00-24:00', 'MON 00:00-03:00'], 420],
  [['MON 08:00-12:00', 'MON 12:01-13:00'], 240],
  [['FRI-MON 12:00-11:59'], 1_439],
  [['MON-SUN 00:00-24:00'], Number.POSITIVE_INFINITY],
  [['MON-SUN 12:00-12:30', 'MON-SUN 12:15-12:10'], Number.POSITIVE_INFINITY],
])('%j are open for at most %i minutes without a break', (windows, minutes) => {
  expect(longestOpenMinutes(windows.map((it) => parseWindow(it)).filter((it) => it !== null))).toBe(minutes);
});
