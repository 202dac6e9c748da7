import { accountRegionKey } from '../../domain/arn.js';
import type { Catalog } from '../port.js';
import type { CatalogState } from './catalog-state.js';
import { entryOf, existingEntriesOf, toEntry } from './collection.js';

/** What a catalog answers from memory. @param of - has what is known, which may become another object */
export function createReads(of: {
  readonly state: CatalogState;
}): Omit<Catalog, 'observe' | 'pendingInstances' | 'log'> {
  return {
    project(accountRegion, name) {
      const collection = of.state.projects.get(accountRegionKey(accountRegion));
      const entry = collection && entryOf(collection, name);
      return entry && toEntry(entry);
    },
    projects: (accountRegion) => of.state.projects.get(accountRegionKey(accountRegion))?.toList(),
    version(projectArn, name) {
      const collection = of.state.versions.get(projectArn);
      const entry = collection && entryOf(collection, name);
      return entry && toEntry(entry);
    },
    versions: (projectArn) => of.state.versions.get(projectArn)?.toList(),
    projectsRevision: (accountRegion) => of.state.projects.get(accountRegionKey(accountRegion))?.revision,
    versionsRevision: (projectArn) => of.state.versions.get(projectArn)?.revision,
    versionEntries(projectArn) {
      const collection = of.state.versions.get(projectArn);
      return collection ? existingEntriesOf(collection) : [];
    },
  };
}
