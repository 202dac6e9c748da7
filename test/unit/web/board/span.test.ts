import { durationText, parseSpan } from '../../../../src/web/board/data/span.js';

it.each([
  ['2h', 'PT120M'],
  ['2h 30m', 'PT150M'],
  ['90 min', 'PT90M'],
  ['90 minutes', 'PT90M'],
  ['1 day', 'PT1440M'],
  ['1d2H', 'PT1560M'],
  [' 8 hours ', 'PT480M'],
])('%s is a span', (text, iso) => {
  expect(parseSpan(text)?.iso).toBe(iso);
});

it.each(['', '0h', 'h', 'two hours', '2', '2h or so', '-2h', '2.5h', 'PT2H'])('%j is none', (text) => {
  expect(parseSpan(text)).toBeNull();
});

it.each([
  ['PT2H30M', '2 h 30 min'],
  ['P1D', '1 d'],
  ['PT45S', '45 s'],
  ['P1W', 'P1W'],
])('%s is %s in words', (iso, words) => {
  expect(durationText(iso)).toBe(words);
});
