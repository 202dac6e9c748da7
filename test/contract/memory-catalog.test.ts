import { createMemoryCatalog } from '../../src/catalog/memory-catalog.js';
import { catalogSuite } from './catalog.suite.js';

catalogSuite('The memory catalog', async (bounds) => {
  let now = 1_700_000_000_000;
  return {
    catalog: createMemoryCatalog({ clock: { now: () => now }, ...bounds }),
    now: () => now,
    advance(ms) {
      now += ms;
    },
    async close() {},
  };
});
