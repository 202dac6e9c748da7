import { createMemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import { createTestClock } from '../support/test-clock.js';
import { catalogSuite } from './catalog.suite.js';

catalogSuite('The memory catalog', async (bounds) => {
  const clock = createTestClock();
  return {
    catalog: createMemoryCatalog({ clock, ...bounds }),
    now: clock.now,
    advance: clock.advance,
    async close() {},
  };
});
