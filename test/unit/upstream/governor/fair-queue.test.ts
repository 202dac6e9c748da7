import { FairQueue } from '../../../../src/upstream/governor/fair-queue.js';
import type { CallContext } from '../../../../src/upstream/port.js';
import { createTestClock } from '../../../support/test-clock.js';
import { aCallContext } from '../call-contexts.js';

const clock = createTestClock();

describe('FairQueue, where a call that has its permit is then not sent (the circuit opened meanwhile)', () => {
  function queueOf(...waiting: Partial<CallContext>[]) {
    const queue = new FairQueue<{ callContext: CallContext }>();
    for (const it of waiting) queue.waiting.add({ callContext: { ...aCallContext(clock), ...it } });
    const next = () => {
      const waiter = queue.next()?.waiter;
      if (!waiter) throw new Error('nobody waits');
      queue.waiting.delete(waiter);
      return { waiter, takeBack: queue.noteGranted(waiter) };
    };
    const nextPriority = () => next().waiter.callContext.priority;
    return { next, nextPriority };
  }
  const readers = (count: number) => Array.from({ length: count }, () => ({}));

  it('a reader does not count: the poller goes after four that were sent', () => {
    const { next, nextPriority } = queueOf({ priority: 'poller' }, ...readers(6));
    next().takeBack();
    expect(Array.from({ length: 5 }, nextPriority)).toEqual([...Array(4).fill('interactive'), 'poller']);
  });

  it('the poller has not had its call: it goes again before the next reader', () => {
    const { next, nextPriority } = queueOf({ priority: 'poller' }, { priority: 'poller' }, ...readers(6));
    for (let sent = 0; sent < 4; sent += 1) expect(nextPriority()).toBe('interactive');
    const poller = next();
    expect(poller.waiter.callContext.priority).toBe('poller');
    poller.takeBack();
    expect(nextPriority()).toBe('poller');
  });

  it('the subject has not had its call: its turn is still the first', () => {
    const { next } = queueOf({ subject: 'a' }, { subject: 'a' }, { subject: 'b' });
    next().takeBack();
    expect([next(), next()].map((it) => it.waiter.callContext.subject)).toEqual(['a', 'b']);
  });
});
