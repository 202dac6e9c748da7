import { accountRegionKey, accountRegionOf, type ProjectArn } from '../domain/arn.js';
import type { StatusChange } from '../domain/event.js';
import { LONGEST_LOOK_MS } from './memory-catalog.js';
import { Knowledge } from './memory-knowledge.js';
import { MemoryShelf, VersionShelf } from './memory-shelf.js';
import type { Observation } from './port.js';
import { PROJECTS, type ShelfChange, toShelfChange } from './redis-delta.js';

/** What an observation would change: worked out on copies, so that what is known stays as it is until it is stored. */
export interface Draft {
  readonly shelves: readonly ShelfChange[];
  readonly changes: readonly StatusChange[];
}

/** The account and region that an observation is about; each is compared and stored by itself. */
export function accountOf(observation: Observation): string {
  switch (observation.kind) {
    case 'projects':
      return accountRegionKey(observation.at);
    case 'project-answer':
      return accountRegionKey(observation.project);
    case 'version-answer':
      return accountRegionKey(accountRegionOf(observation.version.projectArn));
    default:
      return accountRegionKey(accountRegionOf(observation.projectArn));
  }
}

export function draft(known: Knowledge, account: string, observation: Observation, now: number): Draft {
  const copy = copyOf(known, scopeOf(observation));
  const copied = new Set(copy.versions.keys());
  const changes = copy.learn(observation);
  copy.forget(now - LONGEST_LOOK_MS);
  const arns = new Set([...copied, ...copy.versions.keys()]);
  const shelves = [
    toShelfChange(PROJECTS, known.projects.get(account), copy.projectsOf(account)),
    ...[...arns].map((arn) => toShelfChange(arn, known.versions.get(arn), copy.versions.get(arn))),
  ];
  return { shelves: shelves.filter((it) => it !== null), changes };
}

/** All of it, or without the versions of other projects than one. */
export function copyOf(known: Knowledge, only: ProjectArn | null = null): Knowledge {
  const copy = new Knowledge();
  for (const [key, shelf] of known.projects) copy.projects.set(key, copyInto(new MemoryShelf(), shelf));
  for (const [arn, shelf] of known.versions) {
    if (only !== null && only !== arn) continue;
    const versions = copyInto(new VersionShelf(arn), shelf);
    versions.endedAt = shelf.endedAt;
    copy.versions.set(arn, versions);
  }
  return copy;
}

function copyInto<S extends MemoryShelf<never>>(copy: S, { listedAt, entries }: S): S {
  copy.overwrite(listedAt, entries, []);
  return copy;
}

/** Null where an observation can reach every project. */
function scopeOf(observation: Observation): ProjectArn | null {
  if (observation.kind === 'versions') return observation.projectArn;
  return observation.kind === 'version-answer' ? observation.version.projectArn : null;
}
