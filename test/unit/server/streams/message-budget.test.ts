import { createMessageBudgets } from '../../../../src/server/streams/message-budget.js';
import { createTestClock } from '../../../support/test-clock.js';

/** How many frames it takes until the first that is one too many. */
function framesOf(budget: { take(): boolean }): number {
  let count = 0;
  while (count < 100_000 && budget.take()) count += 1;
  return count;
}

describe('the frames that a client may send', () => {
  it('are few before it has signed in, more after, and more again with time', async () => {
    const clock = createTestClock();
    const budget = createMessageBudgets(null, clock)();
    expect(framesOf(budget)).toBe(20);
    budget.signedIn('ann');
    expect(framesOf(budget)).toBe(600);
    await clock.advance(10_000);
    expect(framesOf(budget)).toBe(100);
  });

  it('are counted for the subject over all its sockets, and for no other', async () => {
    const clock = createTestClock();
    const newBudget = createMessageBudgets(1_200, clock);
    const sent = Array.from({ length: 4 }, () => {
      const budget = newBudget();
      budget.signedIn('ann');
      return framesOf(budget);
    });
    expect(sent).toEqual([600, 600, 0, 0]);
    const other = newBudget();
    other.signedIn('ben');
    expect(framesOf(other)).toBe(600);
    await clock.advance(60_000);
    const later = newBudget();
    later.signedIn('ann');
    expect(framesOf(later)).toBe(600);
  });
});
