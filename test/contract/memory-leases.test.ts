import { createMemoryLeases } from '../../src/leases/memory/memory-leases.js';
import { createTestClock } from '../support/test-clock.js';
import { leaseSuite } from './lease.suite.js';

leaseSuite('in memory', async (leaseDurationMs) => {
  const clock = createTestClock();
  return { store: createMemoryLeases(clock, leaseDurationMs), advance: clock.advance };
});
