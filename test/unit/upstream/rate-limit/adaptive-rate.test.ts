import { cut, rateAt, unlearned } from '../../../../src/upstream/rate-limit/adaptive-rate.js';

describe('learned rate', () => {
  it('is the limit until AWS throttles', () => {
    expect(rateAt(unlearned(5), 0)).toBe(5);
  });

  it('falls at each throttle, and never below a fifth', () => {
    let learned = unlearned(5);
    const rates = [1000, 2000, 3000, 4000, 4500, 4900].map((now) => {
      learned = cut(learned, now - 10, now);
      return Number(rateAt(learned, now).toFixed(2));
    });
    expect(rates).toEqual([3.5, 2.45, 1.71, 1.2, 1, 1]);
  });

  it('falls once for calls that were sent together', () => {
    const once = cut(unlearned(5), 1000, 1020);
    expect(cut(once, 1001, 1030)).toBe(once);
  });

  it.each([
    [4999, 3.5],
    [5000, 3.75],
    [29_999, 4.75],
    [30_000, 5],
    [900_000, 5],
  ])('%s ms after it fell to 3.5 of 5 it is %s', (ms, rate) => {
    expect(rateAt(cut(unlearned(5), 0, 0), ms)).toBe(rate);
  });
});
