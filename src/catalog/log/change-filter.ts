import type { StatusChange } from '../../domain/event.js';
import type { ChangeFilter } from '../port.js';

export type Matcher = (change: StatusChange) => boolean;

/** Builds the sets once, for a follower that will use them a million times. */
export function toMatcher(filter: ChangeFilter): Matcher {
  const projectArns = toSet(filter.projectArns);
  const versionArns = toSet(filter.versionArns);
  const statuses = toSet(filter.statuses);
  return ({ projectArn, versionArn, status }) =>
    (versionArns === null || versionArns.has(versionArn)) &&
    (projectArns === null || projectArns.has(projectArn)) &&
    (statuses === null || (status !== null && statuses.has(status)));
}

function toSet(values: readonly string[] | undefined): ReadonlySet<string> | null {
  return values === undefined ? null : new Set(values);
}
