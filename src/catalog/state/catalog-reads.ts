import { type AccountRegion, accountRegionKey, type ProjectArn } from '../../domain/arn.js';
import type { ModelVersion, Project } from '../../domain/model.js';
import type { Catalog, Entry, EntryList } from '../port.js';
import type { CatalogState } from './catalog-state.js';
import { entryOf, existingEntriesOf, toEntry } from './collection.js';

/** What a catalog answers from memory. */
export abstract class CatalogReads implements Omit<Catalog, 'observe' | 'pendingInstances' | 'log'> {
  /** What is known; it may become another object. */
  protected abstract readonly state: CatalogState;

  project(at: AccountRegion, name: string): Entry<Project> | undefined {
    const collection = this.state.projects.get(accountRegionKey(at));
    const entry = collection && entryOf(collection, name);
    return entry && toEntry(entry);
  }

  projects(at: AccountRegion): EntryList<Project> | undefined {
    return this.state.projects.get(accountRegionKey(at))?.toList();
  }

  version(projectArn: ProjectArn, name: string): Entry<ModelVersion> | undefined {
    const collection = this.state.versions.get(projectArn);
    const entry = collection && entryOf(collection, name);
    return entry && toEntry(entry);
  }

  versions(projectArn: ProjectArn): EntryList<ModelVersion> | undefined {
    return this.state.versions.get(projectArn)?.toList();
  }

  projectsRevision(at: AccountRegion): object | undefined {
    return this.state.projects.get(accountRegionKey(at))?.revision;
  }

  versionsRevision(projectArn: ProjectArn): object | undefined {
    return this.state.versions.get(projectArn)?.revision;
  }

  versionEntries(projectArn: ProjectArn): readonly Entry<ModelVersion>[] {
    const collection = this.state.versions.get(projectArn);
    return collection ? existingEntriesOf(collection) : [];
  }
}
