import { accountRegionKey, accountRegionOf, type ProjectArn } from '../../domain/arn.js';
import type { StatusChange } from '../../domain/event.js';
import type { ModelVersion, Project } from '../../domain/model.js';
import type { CatalogState } from './catalog-state.js';
import { type Collection, entryOf } from './collection.js';
import { type MemoryCollection, VersionCollection } from './memory-collection.js';
import { toChanges } from './status-changes.js';

/** Part of what is known in one account and region: its projects, or the versions of one of them. */
export type Part =
  | { readonly kind: 'projects'; readonly account: string }
  | { readonly kind: 'versions'; readonly account: string; readonly projectArn: ProjectArn };

/** Where `other` knows something newer than `known`, in groups of one account that hold some `size` entries each. */
export function newerParts(state: CatalogState, other: CatalogState, size: number): Part[][] {
  const groups: Part[][] = [];
  let left = 0;
  const add = (part: Part, count: number) => {
    const last = groups.at(-1);
    const fits = last && left > 0 && last[0]?.account === part.account;
    if (fits) last.push(part);
    else groups.push([part]);
    left = (fits ? left : size) - count;
  };
  for (const [account, collection] of other.projects)
    if (isNewer(state.projects.get(account), collection))
      add({ kind: 'projects', account }, collection.entries.size);
  for (const [projectArn, collection] of other.versions) {
    if (!isNewer(state.versions.get(projectArn), collection)) continue;
    const account = accountRegionKey(accountRegionOf(projectArn));
    add({ kind: 'versions', account, projectArn }, collection.entries.size);
  }
  return groups;
}

/** Merges what `other` knows better; returns the changes of status that it means. */
export function mergePart(state: CatalogState, other: CatalogState, part: Part): StatusChange[] {
  if (part.kind === 'projects') {
    const collection: Collection<Project> | undefined = other.projects.get(part.account);
    if (collection) state.projectsOf(part.account).merge(collection);
    return [];
  }
  const from = other.versions.get(part.projectArn);
  if (!from) return [];
  const into = state.versions.get(part.projectArn) ?? new VersionCollection(part.projectArn);
  state.versions.set(part.projectArn, into);
  const entryChanges = into.merge(from);
  if (from.endedAt !== null && from.endedAt > (into.listedAt ?? 0)) into.endedAt ??= from.endedAt;
  // A version that was not known at all is no change: it may have been so for years.
  return toChanges(entryChanges.filter(({ before }) => before !== undefined));
}

function isNewer<T extends Project | ModelVersion>(
  known: MemoryCollection<T> | undefined,
  other: MemoryCollection<T>,
): boolean {
  if (known === undefined || (other.listedAt ?? 0) > (known.listedAt ?? 0)) return true;
  for (const [name, { at }] of other.entries) if (at > (entryOf(known, name)?.at ?? -1)) return true;
  return false;
}
