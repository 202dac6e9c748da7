import type { ProjectArn } from '../domain/arn.js';
import type { StatusChange } from '../domain/event.js';
import type { EpochMs } from '../domain/model.js';
import { Knowledge } from './memory-knowledge.js';
import { VersionShelf } from './memory-shelf.js';
import type { Observation } from './port.js';
import { type Delta, toShelfDelta } from './redis-delta.js';

/**
 * What observations of one account would change: worked out on copies, so that what is known stays as it is until it
 * is stored.
 * @param forgetBefore - what has been gone since before is forgotten first; null: nothing is
 */
export function draft(
  known: Knowledge,
  account: string,
  observations: readonly Observation[],
  forgetBefore: EpochMs | null,
): Delta {
  const scope = forgetBefore === null ? scopeOf(observations) : null;
  const copy = copyOf(known, account, scope);
  const copied = [...copy.versions.keys()];
  if (forgetBefore !== null) copy.forget(forgetBefore);
  const changes: StatusChange[] = observations.flatMap((it) => copy.learn(it));
  const arns = new Set([...copied, ...copy.versions.keys()]);
  const shelves = [
    toShelfDelta(account, known.projects.get(account), copy.projectsOf(account)),
    ...[...arns].map((arn) => toShelfDelta(arn, known.versions.get(arn), copy.versions.get(arn))),
  ];
  return { shelves: shelves.filter((it) => it !== null), changes };
}

/** @param scope - these projects' versions only; null: those of every project of the account */
function copyOf(known: Knowledge, account: string, scope: ReadonlySet<ProjectArn> | null): Knowledge {
  const copy = new Knowledge();
  const projects = known.projects.get(account);
  if (projects) copy.projectsOf(account).overwrite(projects.listedAt, projects.entries, []);
  for (const arn of scope ?? known.versions.keys()) {
    const shelf = known.versions.get(arn);
    if (shelf?.accountKey === account) copy.versions.set(arn, copyOfVersions(arn, shelf));
  }
  return copy;
}

function copyOfVersions(arn: ProjectArn, { listedAt, endedAt, entries }: VersionShelf): VersionShelf {
  const copy = new VersionShelf(arn);
  copy.overwrite(listedAt, entries, []);
  copy.endedAt = endedAt;
  return copy;
}

/** Null where an observation can reach every project. */
function scopeOf(observations: readonly Observation[]): ReadonlySet<ProjectArn> | null {
  const arns = observations.map((it) => {
    if (it.kind === 'versions') return it.projectArn;
    return it.kind === 'version-answer' ? it.version.projectArn : null;
  });
  return arns.includes(null) ? null : new Set(arns as ProjectArn[]);
}
