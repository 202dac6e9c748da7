import { openEmbeddedCatalog } from '../../src/catalog/embedded/embedded-catalog.js';
import { silentLog } from '../../src/log.js';
import { openStore } from '../../src/storage/open-store.js';
import { createDataFolders } from '../support/data-folder.js';
import { createTestClock } from '../support/test-clock.js';
import { catalogSuite } from './catalog.suite.js';

const newFolder = createDataFolders();

catalogSuite('The catalog on disk', async (bounds) => {
  const clock = createTestClock();
  const store = await openStore({ dataDir: newFolder(), log: silentLog });
  const catalog = await openEmbeddedCatalog({ store, clock, log: silentLog, ...bounds });
  return {
    catalog,
    now: clock.now,
    advance: clock.advance,
    async close() {
      await catalog.close();
      await store.close();
    },
  };
});
