import { MemoryPermits } from '../../src/upstream/rate-limit/memory-permits.js';
import { createTestClock } from '../support/test-clock.js';
import { permitsSuite } from './permits.suite.js';

permitsSuite('in memory', async () => {
  const clock = createTestClock();
  return { create: (...of) => new MemoryPermits(clock, ...of), advance: clock.advance, now: clock.now };
});
