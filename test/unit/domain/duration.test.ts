import { parseDuration, printDuration } from '../../../src/domain/duration.js';

const HOUR_MS = 3_600_000;

it.each([
  ['PT2H30M', 2.5 * HOUR_MS],
  ['P1D', 24 * HOUR_MS],
  ['P2W', 14 * 24 * HOUR_MS],
  ['PT90S', 90_000],
  ['P1W1DT1H1M1S', (8 * 24 + 1) * HOUR_MS + 61_000],
  ['P400D', 400 * 24 * HOUR_MS],
  ['PT0H1S', 1_000],
])('%s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
  expect(parseDuration(printDuration(ms))).toBe(ms);
});

it.each([
  '',
  'P',
  'PT',
  'P1',
  '1D',
  'P1Y',
  'P1M',
  'PT1.5H',
  'P-1D',
  'pt1h',
  'PT0S',
  'P0D',
  'P400DT1S',
  'P1DT',
  ' P1D',
  'PT1M1H',
])('%j is none', (text) => {
  expect(parseDuration(text)).toBeNull();
});
