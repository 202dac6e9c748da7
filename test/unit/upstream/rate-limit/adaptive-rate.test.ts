import { cut, fullRate, rateAt } from '../../../../src/upstream/rate-limit/adaptive-rate.js';

describe('learned rate', () => {
  it('is the limit until AWS throttles', () => {
    expect(rateAt(fullRate(5), 0)).toBe(5);
  });

  it('falls at each throttle, and never below a fifth', () => {
    let adaptiveRate = fullRate(5);
    const rates = [1000, 2000, 3000, 4000, 4500, 4900].map((now) => {
      adaptiveRate = cut(adaptiveRate, now - 10, now);
      return Number(rateAt(adaptiveRate, now).toFixed(2));
    });
    expect(rates).toEqual([3.5, 2.45, 1.71, 1.2, 1, 1]);
  });

  it('falls once for calls that were sent together', () => {
    const once = cut(fullRate(5), 1000, 1020);
    expect(cut(once, 1001, 1030)).toBe(once);
  });

  it.each([
    [4999, 3.5],
    [5000, 3.75],
    [29_999, 4.75],
    [30_000, 5],
    [900_000, 5],
  ])('%s ms after it fell to 3.5 of 5 it is %s', (ms, rate) => {
    expect(rateAt(cut(fullRate(5), 0, 0), ms)).toBe(rate);
  });
});
