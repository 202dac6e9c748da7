import { createSharedClock } from '../../../src/redis/shared-clock.js';
import { createTestClock } from '../../support/test-clock.js';

describe('the shared clock', () => {
  it('goes as its own until it has heard of another', async () => {
    const own = createTestClock(1_000);
    const shared = createSharedClock(own);
    await own.advance(5);
    expect(shared.now()).toBe(1_005);
  });

  it('shows the time of Redis from the first answer on', async () => {
    const own = createTestClock(1_000);
    const shared = createSharedClock(own);
    shared.noteTime(61_000, 1_000);
    await own.advance(500);
    expect(shared.now()).toBe(61_500);
  });

  it('takes a slow answer for no news while it contradicts nothing', async () => {
    const own = createTestClock(1_000);
    const shared = createSharedClock(own);
    shared.noteTime(1_001, 999);
    const offset = shared.now() - own.now();
    await own.advance(800);
    shared.noteTime(1_300, 1_000);
    expect(shared.now() - own.now()).toBe(offset);
  });

  it('stands still rather than going back', async () => {
    const own = createTestClock(10_000);
    const shared = createSharedClock(own);
    shared.noteTime(10_000, 10_000);
    expect(shared.now()).toBe(10_000);
    shared.noteTime(4_000, 10_000);
    expect(shared.now()).toBe(10_000);
    await own.advance(7_000);
    expect(shared.now()).toBe(11_000);
  });

  it('believes nothing of what its own clock showed before it heard of the shared time', async () => {
    const own = createTestClock(48 * 3_600_000);
    const shared = createSharedClock(own);
    expect(shared.now()).toBe(48 * 3_600_000);
    shared.noteTime(1_000, own.now());
    expect(shared.belief()).toBe(1_000);
    await own.advance(500);
    expect(shared.now()).toBe(1_500);
  });
});
