import { MemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import { createTestClock } from '../support/test-clock.js';
import { catalogSuite } from './catalog.suite.js';

catalogSuite('The memory catalog', async (bounds) => {
  const clock = createTestClock();
  return {
    catalog: new MemoryCatalog({ clock, ...bounds }),
    now: clock.now,
    advance: clock.advance,
    async close() {},
  };
});
