import { createCircuit, type Outcome } from '../../../../src/upstream/governor/circuit.js';
import type { Lane } from '../../../../src/upstream/port.js';
import { createTestClock } from '../../../support/test-clock.js';

describe('circuit', () => {
  const clock = createTestClock();
  const onOpen = jest.fn();
  let circuit = createCircuit(clock, onOpen);
  const pass = (outcome: Outcome, lane: Lane = 'interactive') => circuit.enter(lane)?.leave(outcome);
  const times = (count: number, ...outcomes: Outcome[]) => {
    for (let i = 0; i < count; i += 1) for (const it of outcomes) pass(it);
  };

  beforeEach(() => {
    onOpen.mockClear();
    circuit = createCircuit(clock, onOpen);
  });

  it('opens at the fifth failure in a row and says for how long', () => {
    times(4, 'failed');
    expect(circuit.refusedMs('interactive')).toBe(0);
    pass('failed');
    expect(circuit.refusedMs('interactive')).toBe(1000);
    expect(circuit.enter('poller')).toBeNull();
    expect(onOpen).toHaveBeenCalledWith(1000);
  });

  it('opens when half of twenty calls in ten seconds fail', () => {
    times(9, 'answered', 'failed');
    expect(circuit.refusedMs('interactive')).toBe(0);
    times(1, 'answered', 'failed');
    expect(circuit.refusedMs('interactive')).toBe(1000);
  });

  it('forgets outcomes after ten seconds', async () => {
    times(9, 'answered', 'failed');
    await clock.advance(10_000);
    times(1, 'answered', 'failed');
    expect(circuit.refusedMs('interactive')).toBe(0);
  });

  it('stays closed after attempts too short to tell', () => {
    times(50, 'unknown');
    expect(circuit.refusedMs('interactive')).toBe(0);
  });

  it('lets one call try when the time is up, and closes when that is answered', async () => {
    times(5, 'failed');
    await clock.advance(1000);
    const probe = circuit.enter('interactive');
    expect(circuit.enter('interactive')).toBeNull();
    expect(circuit.refusedMs('interactive')).toBe(1000);
    probe?.leave('answered');
    expect(circuit.refusedMs('interactive')).toBe(0);
    times(4, 'failed');
    expect(circuit.refusedMs('interactive')).toBe(0);
  });

  it('lets the next one try when the first was too short to tell', async () => {
    times(5, 'failed');
    await clock.advance(1000);
    pass('unknown');
    expect(circuit.enter('interactive')).not.toBeNull();
  });

  it('waits twice as long after each failed try, ten seconds at most', async () => {
    times(5, 'failed');
    const waits: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      await clock.advance(circuit.refusedMs('interactive'));
      pass('failed');
      waits.push(circuit.refusedMs('interactive'));
    }
    expect(waits).toEqual([2000, 4000, 8000, 10_000, 10_000]);
  });

  it('never refuses a mutation', () => {
    times(5, 'failed');
    expect(circuit.refusedMs('mutation')).toBe(0);
    expect(circuit.enter('mutation')).not.toBeNull();
  });

  it('lets a read try at once after a mutation was answered', () => {
    times(5, 'failed');
    pass('answered', 'mutation');
    expect(circuit.enter('interactive')).not.toBeNull();
    expect(circuit.enter('interactive')).toBeNull();
  });

  it('waits no longer because a mutation failed meanwhile', () => {
    times(5, 'failed');
    pass('failed', 'mutation');
    expect(circuit.refusedMs('interactive')).toBe(1000);
  });
});
