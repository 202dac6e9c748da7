import { accountRegionKey, accountRegionOf } from '../../domain/arn.js';
import type { Catalog } from '../port.js';
import type { Knowledge } from './catalog-state.js';
import { entryOf, livingOf, toKnown } from './collection.js';

/** What a catalog answers from memory. @param at - what is known of one account and region, by its key */
export function createReads(
  at: (accountKey: string) => Knowledge | undefined,
): Omit<Catalog, 'observe' | 'pendingInstances' | 'log'> {
  return {
    project(place, name) {
      const key = accountRegionKey(place);
      const shelf = at(key)?.projects.get(key);
      const entry = shelf && entryOf(shelf, name);
      return entry && toKnown(entry);
    },
    projects(place) {
      const key = accountRegionKey(place);
      return at(key)?.projects.get(key)?.toList();
    },
    version(projectArn, name) {
      const shelf = at(accountRegionKey(accountRegionOf(projectArn)))?.versions.get(projectArn);
      const entry = shelf && entryOf(shelf, name);
      return entry && toKnown(entry);
    },
    versions: (projectArn) =>
      at(accountRegionKey(accountRegionOf(projectArn)))
        ?.versions.get(projectArn)
        ?.toList(),
    projectsEdition(place) {
      const key = accountRegionKey(place);
      return at(key)?.projects.get(key)?.edition;
    },
    versionsEdition: (projectArn) =>
      at(accountRegionKey(accountRegionOf(projectArn)))?.versions.get(projectArn)?.edition,
    knownVersions(projectArn) {
      const shelf = at(accountRegionKey(accountRegionOf(projectArn)))?.versions.get(projectArn);
      return shelf ? livingOf(shelf) : [];
    },
  };
}
