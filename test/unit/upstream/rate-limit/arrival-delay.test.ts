import { createArrivalDelay } from '../../../../src/upstream/rate-limit/arrival-delay.js';

describe('lateness', () => {
  it('is the whole latency while the quickest is not known', () => {
    expect(createArrivalDelay().of(80)).toBe(80);
  });

  it('is what a call took longer than the quickest', () => {
    const arrivalDelay = createArrivalDelay();
    for (let i = 0; i < 10; i += 1) arrivalDelay.of(80);
    expect([85, 80, 60, 80].map(arrivalDelay.of)).toEqual([5, 0, 0, 20]);
  });

  it('is the longest for a call that is not answered, and never longer', () => {
    expect(createArrivalDelay().of(null)).toBe(200);
    expect(createArrivalDelay().of(3000)).toBe(200);
  });
});
