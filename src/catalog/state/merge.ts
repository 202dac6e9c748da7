import { accountRegionKey, accountRegionOf, type ProjectArn } from '../../domain/arn.js';
import type { StatusChange } from '../../domain/event.js';
import type { ModelVersion, Project } from '../../domain/model.js';
import type { Knowledge } from './catalog-state.js';
import { entryOf, type Shelf } from './collection.js';
import { type MemoryShelf, VersionShelf } from './memory-collection.js';
import { toChanges } from './status-changes.js';

/** Part of what is known in one account and region: its projects, or the versions of one of them. */
export type Part =
  | { readonly kind: 'projects'; readonly account: string }
  | { readonly kind: 'versions'; readonly account: string; readonly projectArn: ProjectArn };

/** Where `other` knows something newer than `known`, in groups of one account that hold some `size` entries each. */
export function newerParts(known: Knowledge, other: Knowledge, size: number): Part[][] {
  const groups: Part[][] = [];
  let left = 0;
  const add = (part: Part, count: number) => {
    const last = groups.at(-1);
    const fits = last && left > 0 && last[0]?.account === part.account;
    if (fits) last.push(part);
    else groups.push([part]);
    left = (fits ? left : size) - count;
  };
  for (const [account, shelf] of other.projects)
    if (isNewer(known.projects.get(account), shelf)) add({ kind: 'projects', account }, shelf.entries.size);
  for (const [projectArn, shelf] of other.versions) {
    if (!isNewer(known.versions.get(projectArn), shelf)) continue;
    const account = accountRegionKey(accountRegionOf(projectArn));
    add({ kind: 'versions', account, projectArn }, shelf.entries.size);
  }
  return groups;
}

/** Takes over what `other` knows better; returns the changes of status that it means. */
export function mergePart(known: Knowledge, other: Knowledge, part: Part): StatusChange[] {
  if (part.kind === 'projects') {
    const shelf: Shelf<Project> | undefined = other.projects.get(part.account);
    if (shelf) known.projectsOf(part.account).merge(shelf);
    return [];
  }
  const from = other.versions.get(part.projectArn);
  if (!from) return [];
  const into = known.versions.get(part.projectArn) ?? new VersionShelf(part.projectArn);
  known.versions.set(part.projectArn, into);
  const turns = into.merge(from);
  if (from.endedAt !== null && from.endedAt > (into.listedAt ?? 0)) into.endedAt ??= from.endedAt;
  // What was not known at all is no news: it may have been so for years.
  return toChanges(turns.filter(({ before }) => before !== undefined));
}

function isNewer<T extends Project | ModelVersion>(
  known: MemoryShelf<T> | undefined,
  other: MemoryShelf<T>,
): boolean {
  if (known === undefined || (other.listedAt ?? 0) > (known.listedAt ?? 0)) return true;
  for (const [name, { at }] of other.entries) if (at > (entryOf(known, name)?.at ?? -1)) return true;
  return false;
}
