import { createCircuits } from '../../../../src/upstream/governor/circuits.js';
import { createTestClock } from '../../../support/test-clock.js';

const SERVICE = 'Rekognition';

describe('circuits', () => {
  const clock = createTestClock();
  const onOpen = jest.fn();
  let circuits = createCircuits(clock, onOpen);
  const refusedMs = (thing?: string) => circuits.of(SERVICE, thing).refusedMs('interactive');
  const pass = (failed: number, ...things: string[]) => {
    for (const it of things) circuits.of(SERVICE, it).enter('interactive')?.leave(failed);
  };
  const things = (count: number) => Array.from({ length: count }, (_, index) => `thing-${index}`);

  beforeEach(() => {
    onOpen.mockClear();
    circuits = createCircuits(clock, onOpen);
  });

  it('keep the others open to two things that fail again and again', () => {
    for (let i = 0; i < 10; i += 1) pass(1, 'a', 'b');
    expect([refusedMs('a'), refusedMs('b')]).toEqual([1_000, 1_000]);
    expect([refusedMs('c'), refusedMs()]).toEqual([0, 0]);
    expect(onOpen).not.toHaveBeenCalled();
  });

  it('open for all when several things fail without an answer between', () => {
    pass(1, 'a', 'b', 'c', 'a', 'b');
    expect([refusedMs('d'), refusedMs()]).toEqual([1_000, 1_000]);
    expect(onOpen).toHaveBeenCalledWith(SERVICE, 1_000);
  });

  it('stay closed while nine of twenty things fail, however often each is asked', () => {
    const [failing, well] = [things(9), things(20).slice(9)];
    for (let i = 0; i < 20; i += 1) {
      pass(1, ...failing.slice(0, 2));
      pass(0, ...well);
      pass(1, ...failing.slice(2));
      pass(0, ...well);
    }
    expect(refusedMs('other')).toBe(0);
  });

  it('let one call about the thing try when its time is up', async () => {
    for (let i = 0; i < 5; i += 1) pass(1, 'a');
    await clock.advance(1_000);
    const probe = circuits.of(SERVICE, 'a').enter('interactive');
    expect(circuits.of(SERVICE, 'a').enter('interactive')).toBeNull();
    probe?.leave(0);
    expect(refusedMs('a')).toBe(0);
  });

  it('keep services apart', () => {
    pass(1, 'a', 'b', 'c', 'd', 'e');
    expect(circuits.of('GetObject', 'a').refusedMs('interactive')).toBe(0);
  });
});
