import { durationOf, shortDuration } from '../../../src/cli/duration.js';
import { parseDuration } from '../../../src/domain/duration.js';

test.each([
  ['2h', 'PT2H', 7_200_000],
  ['90m', 'PT90M', 5_400_000],
  ['1d12h', 'P1DT12H', 129_600_000],
  ['1w', 'P1W', 604_800_000],
  ['1d', 'P1D', 86_400_000],
  ['2H30M15S', 'PT2H30M15S', 9_015_000],
  ['PT45M', 'PT45M', 2_700_000],
])('%s is %s', (text, iso, ms) => {
  expect(durationOf('for', text)).toBe(iso);
  expect(parseDuration(iso)).toBe(ms);
});

test('a duration of ISO 8601 is shown as it is given', () => {
  expect(['PT2H', 'P1DT12H', 'PT2H30M'].map(shortDuration)).toEqual(['2h', '1d12h', '2h30m']);
});

test.each(['', '2', 'h', '2 h', '1h2d', '-2h', 'two hours', '1.5h', 'P'])('"%s" is refused', (text) => {
  expect(() => durationOf('for', text)).toThrow(
    `--for is "${text}". Expected a duration like 2h, 90m or 1d12h.`,
  );
});
