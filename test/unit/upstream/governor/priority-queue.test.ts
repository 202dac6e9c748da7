import { PriorityQueue } from '../../../../src/upstream/governor/priority-queue.js';
import type { Priority } from '../../../../src/upstream/port.js';
import type { Permits } from '../../../../src/upstream/rate-limit/permits.js';
import { createTestClock } from '../../../support/test-clock.js';
import { aCallContext, noteOutcome, slowly } from '../call-contexts.js';

/** As where permits come from another process: each takes 20 ms. */
describe('turns, with permits from afar', () => {
  let clock = createTestClock();
  let left = 0;
  let waitMs = 0;
  let taken: Priority[] = [];
  let order: string[] = [];
  const permits: Permits = {
    acquire: (priority) =>
      slowly(clock, 20, () => {
        taken.push(priority);
        if (left === 0) return { permit: null, waitMs: 500 };
        left -= 1;
        const giveBack = () => {
          left += 1;
        };
        return { permit: { answered: () => {}, throttled: () => {}, release: giveBack } };
      }),
    waitMs: () => waitMs,
    budget: () => {
      throw new Error('not asked for');
    },
  };
  let queue = new PriorityQueue(clock, permits);

  beforeEach(() => {
    clock = createTestClock();
    queue = new PriorityQueue(clock, permits);
    left = 1;
    waitMs = 0;
    taken = [];
    order = [];
  });

  function next(name: string, priority: Priority = 'interactive', withinMs = 10_000) {
    const turn = queue.nextPermit(aCallContext(clock, { priority, withinMs }));
    turn.then(
      () => order.push(name),
      () => {},
    );
    return Object.assign(noteOutcome(clock, turn), { turn });
  }

  it('gives a permit to the call that is first when it arrives', async () => {
    next('request');
    await clock.advance(10);
    next('mutation', 'mutation');
    await clock.advance(10);
    expect(order).toEqual(['mutation']);
    left = 1;
    await clock.advance(520 + 20);
    expect(order).toEqual(['mutation', 'request']);
  });

  it('gives a permit back when no call is left that waits', async () => {
    next('gone', 'interactive', 10);
    await clock.advance(20);
    expect(order).toEqual([]);
    expect(left).toBe(1);
  });

  it('gives the poller no permit that was taken for a request', async () => {
    next('gone', 'interactive', 10);
    next('poller', 'poller');
    await clock.advance(20);
    expect([order, left]).toEqual([[], 1]);
    await clock.advance(20);
    expect(order).toEqual(['poller']);
    expect(taken).toEqual(['interactive', 'poller']);
  });

  it('tries again at once for a call that came while it was refused', async () => {
    left = 0;
    next('poller', 'poller');
    await clock.advance(10);
    next('request');
    await clock.advance(10);
    left = 1;
    await clock.advance(20);
    expect(order).toEqual(['request']);
  });

  it('gives no permit to a call past its deadline, even before that was noticed', async () => {
    const gone = next('gone', 'interactive', 20);
    await clock.advance(20);
    expect([order, left]).toEqual([[], 1]);
    expect(gone.code).toBe('UPSTREAM_THROTTLED');
  });

  it('gives no permit to a call that could not wait for the answer, now that AWS is slow', async () => {
    const first = next('first');
    await clock.advance(20);
    waitMs = 100;
    const late = next('late', 'mutation', 1000);
    next('patient');
    await clock.advance(400);
    left = 1;
    (await first.turn).answered(700);
    await clock.advance(20);
    expect(order).toEqual(['first', 'patient']);
    expect(late).toMatchObject({ settledMs: 400, code: 'UPSTREAM_THROTTLED', retryAfterMs: 100 });
  });
});
