import { backoffMs } from '../../src/backoff.js';

const SCHEDULE = { firstMs: 100, longestMs: 1_000 };

it('doubles up to the longest, by default at random in the upper half', () => {
  const bounds = [1, 2, 3, 4, 5, 100].map((failures) => [
    backoffMs(SCHEDULE, failures, 0),
    backoffMs(SCHEDULE, failures, 1),
  ]);
  expect(bounds).toEqual([
    [50, 100],
    [100, 200],
    [200, 400],
    [400, 800],
    [500, 1_000],
    [500, 1_000],
  ]);
});

it('is anywhere below its bound with full jitter, and always the bound without any', () => {
  expect(backoffMs({ ...SCHEDULE, jitter: 1 }, 3, 0)).toBe(0);
  expect(backoffMs({ ...SCHEDULE, jitter: 1 }, 3, 0.5)).toBe(200);
  expect(backoffMs({ ...SCHEDULE, jitter: 0 }, 3, 0.9)).toBe(400);
});
