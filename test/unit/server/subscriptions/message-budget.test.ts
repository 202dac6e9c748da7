import { createMessageBudgets } from '../../../../src/server/subscriptions/message-budget.js';
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
    expect(framesOf(budget)).toBe(102);
  });

  it('leave room to keep a thousand sockets alive, whatever the subject has left', async () => {
    const clock = createTestClock();
    const newBudget = createMessageBudgets(60, clock);
    const budgets = Array.from({ length: 1_000 }, () => newBudget());
    for (const it of budgets) it.signedIn('ann');
    for (let minute = 0; minute < 5; minute++) {
      for (const it of budgets) for (let beat = 0; beat < 11; beat++) expect(it.take()).toBe(true);
      await clock.advance(60_000);
    }
  });

  it('are counted for the subject over all its sockets, and for no other', async () => {
    const clock = createTestClock();
    const newBudget = createMessageBudgets(1_200, clock);
    const sent = Array.from({ length: 4 }, () => {
      const budget = newBudget();
      budget.signedIn('ann');
      return framesOf(budget);
    });
    expect(sent).toEqual([620, 620, 20, 20]);
    const other = newBudget();
    other.signedIn('ben');
    expect(framesOf(other)).toBe(620);
    await clock.advance(60_000);
    const later = newBudget();
    later.signedIn('ann');
    expect(framesOf(later)).toBe(620);
  });
});
