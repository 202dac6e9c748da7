import { CountingCircuitBreaker } from '../../../../src/upstream/governor/circuit-breaker.js';
import type { Priority } from '../../../../src/upstream/port.js';
import { createTestClock } from '../../../support/test-clock.js';

const ANSWERED = 0;
const FAILED = 1;

describe('circuit', () => {
  const clock = createTestClock();
  const onOpen = jest.fn();
  let circuitBreaker = new CountingCircuitBreaker(clock, onOpen);
  const pass = (failed: number, priority: Priority = 'interactive') =>
    circuitBreaker.enter(priority)?.leave(failed);
  const times = (count: number, ...outcomes: number[]) => {
    for (let i = 0; i < count; i += 1) for (const it of outcomes) pass(it);
  };

  beforeEach(() => {
    onOpen.mockClear();
    circuitBreaker = new CountingCircuitBreaker(clock, onOpen);
  });

  it('opens at the fifth failure in a row and reports for how long', () => {
    times(4, FAILED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(0);
    pass(FAILED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(1000);
    expect(circuitBreaker.enter('poller')).toBeNull();
    expect(onOpen).toHaveBeenCalledWith(1000);
  });

  it('opens when half of twenty calls in ten seconds fail', () => {
    times(9, ANSWERED, FAILED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(0);
    times(1, ANSWERED, FAILED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(1000);
  });

  it('forgets outcomes after ten seconds', async () => {
    times(9, ANSWERED, FAILED);
    await clock.advance(10_000);
    times(1, ANSWERED, FAILED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(0);
  });

  it('takes many attempts that are too short to judge for one that is not', () => {
    times(24, 0.2);
    expect(circuitBreaker.refusedMs('interactive')).toBe(0);
    times(2, 0.2);
    expect(circuitBreaker.refusedMs('interactive')).toBe(1000);
  });

  it('stays closed as long as calls are answered between those cut off', () => {
    times(50, 0.9, ANSWERED, ANSWERED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(0);
  });

  it('lets one call try when the time is up, and closes when that is answered', async () => {
    times(5, FAILED);
    await clock.advance(1000);
    const probe = circuitBreaker.enter('interactive');
    expect(circuitBreaker.enter('interactive')).toBeNull();
    expect(circuitBreaker.refusedMs('interactive')).toBe(1000);
    probe?.leave(ANSWERED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(0);
    times(4, FAILED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(0);
  });

  it('lets another call try when the first hangs', async () => {
    times(5, FAILED);
    await clock.advance(1000);
    const hanging = circuitBreaker.enter('interactive');
    await clock.advance(1000);
    pass(ANSWERED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(0);
    hanging?.leave(FAILED);
    expect(circuitBreaker.refusedMs('interactive')).toBe(0);
  });

  it('lets the next one try when the first was too short to judge', async () => {
    times(5, FAILED);
    await clock.advance(1000);
    pass(0.5);
    expect(circuitBreaker.enter('interactive')).not.toBeNull();
  });

  it('waits twice as long after each failed try, ten seconds at most', async () => {
    times(5, FAILED);
    const waits: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      await clock.advance(circuitBreaker.refusedMs('interactive'));
      pass(FAILED);
      waits.push(circuitBreaker.refusedMs('interactive'));
    }
    expect(waits).toEqual([2000, 4000, 8000, 10_000, 10_000]);
  });

  it('never refuses a mutation', () => {
    times(5, FAILED);
    expect(circuitBreaker.refusedMs('mutation')).toBe(0);
    expect(circuitBreaker.enter('mutation')).not.toBeNull();
  });

  it('lets a read try at once after a mutation was answered', () => {
    times(5, FAILED);
    pass(ANSWERED, 'mutation');
    expect(circuitBreaker.enter('interactive')).not.toBeNull();
    expect(circuitBreaker.enter('interactive')).toBeNull();
  });

  it('waits no longer because a mutation failed meanwhile', () => {
    times(5, FAILED);
    pass(FAILED, 'mutation');
    expect(circuitBreaker.refusedMs('interactive')).toBe(1000);
  });
});
