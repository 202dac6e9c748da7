import { Circuits } from '../../../../src/upstream/governor/circuits.js';
import { createRandom } from '../../../support/random.js';
import { createTestClock } from '../../../support/test-clock.js';

const SERVICE = 'Rekognition';

describe('circuits', () => {
  const clock = createTestClock();
  const onOpen = jest.fn();
  let circuits = new Circuits(clock, onOpen);
  const refusedMs = (thing?: string) => circuits.of(SERVICE, thing).refusedMs('interactive');
  const pass = (failed: number, ...things: string[]) => {
    for (const it of things) circuits.of(SERVICE, it).enter('interactive')?.leave(failed);
  };
  const things = (count: number) => Array.from({ length: count }, (_, index) => `thing-${index}`);

  beforeEach(() => {
    onOpen.mockClear();
    circuits = new Circuits(clock, onOpen);
  });

  it('keep the others open to two things that fail again and again', () => {
    for (let i = 0; i < 10; i += 1) pass(1, 'a', 'b');
    expect([refusedMs('a'), refusedMs('b')]).toEqual([1_000, 1_000]);
    expect([refusedMs('c'), refusedMs()]).toEqual([0, 0]);
    expect(onOpen).not.toHaveBeenCalled();
  });

  it('open for all when several things begin to fail without an answer between', () => {
    pass(1, ...things(4));
    expect(refusedMs()).toBe(0);
    pass(1, 'e');
    expect([refusedMs('f'), refusedMs()]).toEqual([1_000, 1_000]);
    expect(onOpen).toHaveBeenCalledWith(SERVICE, 1_000);
  });

  it('let the well go on beside ten of twenty that fail, once each of these is known', async () => {
    const random = createRandom(3);
    let refusedAtSecond = 0;
    for (let second = 0; second < 120; second += 1) {
      for (const thing of things(20).sort(() => random() - 0.5)) {
        const isFailing = things(10).includes(thing);
        if (!isFailing && refusedMs(thing) > 0) refusedAtSecond = second;
        pass(isFailing ? 1 : 0, thing);
      }
      await clock.advance(1_000);
    }
    expect(refusedAtSecond).toBeLessThan(10);
  });

  it('let the well go on beside ten of twenty that hang and are asked more often', async () => {
    const random = createRandom(3);
    let refusedSeconds = 0;
    let longest = 0;
    for (let second = 0; second < 300; second += 1) {
      refusedSeconds = refusedMs('well') > 0 ? refusedSeconds + 1 : 0;
      longest = Math.max(longest, refusedSeconds);
      for (const thing of things(20)) {
        const isHanging = things(10).includes(thing);
        if (random() > (isHanging ? 0.2 : 0.05)) continue;
        const passage = circuits.of(SERVICE, thing).enter('interactive');
        if (isHanging) clock.after(10_000, () => passage?.leave(1));
        else passage?.leave(0);
      }
      await clock.advance(1_000);
    }
    expect(longest).toBeLessThan(5);
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
    pass(1, ...things(5));
    expect(circuits.of('GetObject', 'a').refusedMs('interactive')).toBe(0);
  });
});
