import { followingSuite } from './catalog-following.suite.js';
import { observingSuite } from './catalog-observing.suite.js';
import { runsSuite } from './catalog-runs.suite.js';
import { CatalogStage, type CreateCatalog } from './catalog-stage.js';
import { tellingSuite } from './catalog-telling.suite.js';

/** The behaviours that every implementation of the catalog's port has. Each test gets one of its own, empty. */
export function catalogSuite(name: string, create: CreateCatalog): void {
  describe(`${name} is a catalog`, () => {
    const stage = new CatalogStage(create);
    beforeEach(() => stage.begin());
    afterEach(() => stage.end());

    observingSuite(stage);
    followingSuite(stage);
    runsSuite(stage);
    tellingSuite(stage);
  });
}
