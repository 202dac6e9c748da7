import { accountRegionKey, accountRegionOf } from '../../domain/arn.js';
import type { Catalog } from '../port.js';
import type { CatalogState } from './catalog-state.js';
import { entryOf, existingEntriesOf, toEntry } from './collection.js';

/** What a catalog answers from memory. @param at - what is known of one account and region, by its key */
export function createReads(
  at: (accountKey: string) => CatalogState | undefined,
): Omit<Catalog, 'observe' | 'pendingInstances' | 'log'> {
  return {
    project(accountRegion, name) {
      const key = accountRegionKey(accountRegion);
      const collection = at(key)?.projects.get(key);
      const entry = collection && entryOf(collection, name);
      return entry && toEntry(entry);
    },
    projects(accountRegion) {
      const key = accountRegionKey(accountRegion);
      return at(key)?.projects.get(key)?.toList();
    },
    version(projectArn, name) {
      const collection = at(accountRegionKey(accountRegionOf(projectArn)))?.versions.get(projectArn);
      const entry = collection && entryOf(collection, name);
      return entry && toEntry(entry);
    },
    versions: (projectArn) =>
      at(accountRegionKey(accountRegionOf(projectArn)))
        ?.versions.get(projectArn)
        ?.toList(),
    projectsRevision(accountRegion) {
      const key = accountRegionKey(accountRegion);
      return at(key)?.projects.get(key)?.revision;
    },
    versionsRevision: (projectArn) =>
      at(accountRegionKey(accountRegionOf(projectArn)))?.versions.get(projectArn)?.revision,
    versionEntries(projectArn) {
      const collection = at(accountRegionKey(accountRegionOf(projectArn)))?.versions.get(projectArn);
      return collection ? existingEntriesOf(collection) : [];
    },
  };
}
