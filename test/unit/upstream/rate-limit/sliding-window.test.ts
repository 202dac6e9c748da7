import {
  ArrivalDelay,
  availableIn,
  capacityOf,
  nextSendAt,
  pruned,
  type SlidingWindow,
  sendAt,
} from '../../../../src/upstream/rate-limit/sliding-window.js';

const answered = (...times: number[]) => times.map((sentAt) => ({ sentAt, arrivalDelayMs: 0 }));

describe('window', () => {
  it.each([
    [5, 5],
    [2.5, 2],
    [1, 1],
    [0.5, 1],
  ])('of %s calls a second has room for %s', (rate, capacity) => {
    expect(capacityOf(rate)).toBe(capacity);
  });

  it.each<[string, SlidingWindow, number, number]>([
    ['is free when nothing was sent', { rate: 5, sends: [] }, 0, 100],
    ['is free below the rate', { rate: 2, sends: answered(0) }, 0, 100],
    [
      'opens a second and the margin after the send that fills it',
      { rate: 2, sends: answered(0, 50) },
      0,
      1050,
    ],
    ['leaves the spare permits', { rate: 2, sends: answered(0) }, 1, 1050],
    ['of half a call a second opens every two seconds', { rate: 0.5, sends: answered(0) }, 0, 2050],
    ['waits for all that a lowered rate has too many', { rate: 1, sends: answered(0, 50, 90) }, 0, 1140],
    [
      'waits longer for a call that may have arrived late',
      { rate: 1, sends: [{ sentAt: 0, arrivalDelayMs: 120 }] },
      0,
      1120,
    ],
    [
      'waits longest for an unanswered call',
      { rate: 1, sends: [{ sentAt: 0, arrivalDelayMs: null }] },
      0,
      1200,
    ],
  ])('%s', (_, window, spare, at) => {
    expect(nextSendAt(window, 100, spare)).toBe(at);
  });

  it.each([
    [0, 100],
    [1, 100],
    [2, 1050],
    [3, 1060],
    [4, 1070],
    [5, 1150],
    [7, 2100],
  ])('lets a call with %s others before it go at %s', (ahead, at) => {
    expect(sendAt({ rate: 5, sends: answered(0, 10, 20) }, 100, ahead)).toBe(at);
  });

  it('promises the turn of an answered call to calls that wait for an unanswered one', () => {
    expect(sendAt({ rate: 1, sends: [{ sentAt: 0, arrivalDelayMs: null }] }, 100, 0)).toBe(1050);
  });

  it('reports how many calls could be made', () => {
    expect(availableIn({ rate: 5, sends: answered(0, 10, 20) }, 100)).toBe(2);
    expect(availableIn({ rate: 1, sends: answered(0, 10, 20) }, 100)).toBe(0);
  });

  it('forgets what AWS no longer counts', () => {
    expect(pruned({ rate: 5, sends: answered(0, 500) }, 1060).sends).toEqual(answered(500));
  });

  it('is not blocked for long by a clock that was set back', () => {
    const window = pruned({ rate: 1, sends: answered(3_600_000) }, 0);
    expect(nextSendAt(window, 0, 0)).toBe(1050);
  });
});

describe('arrival delay', () => {
  it('is the whole latency while the quickest is not known', () => {
    expect(new ArrivalDelay().of(80)).toBe(80);
  });

  it('is what a call took longer than the quickest', () => {
    const arrivalDelay = new ArrivalDelay();
    for (let i = 0; i < 10; i += 1) arrivalDelay.of(80);
    expect([85, 80, 60, 80].map((ms) => arrivalDelay.of(ms))).toEqual([5, 0, 0, 20]);
  });

  it('is the longest for a call that is not answered, and never longer', () => {
    expect(new ArrivalDelay().of(null)).toBe(200);
    expect(new ArrivalDelay().of(3000)).toBe(200);
  });
});
