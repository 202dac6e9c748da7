import type { StatusChange } from '../../domain/event.js';
import { meetsScope } from '../../domain/event-scope.js';
import type { GatewayEvent } from '../../domain/gateway-event.js';
import type { ChangeFilter } from '../port.js';

/** Null: none of these are wanted. */
export interface Matcher {
  readonly change: ((change: StatusChange) => boolean) | null;
  readonly event: ((event: GatewayEvent) => boolean) | null;
}

/** Builds the sets once, for a follower that will use them a million times. */
export function toMatcher(filter: ChangeFilter): Matcher {
  const kinds = toSet(filter.kinds);
  return {
    change: kinds === null || kinds.has('STATUS_CHANGED') ? toChangeMatcher(filter) : null,
    event: kinds === null || isOnlyStatus(kinds) ? null : toEventMatcher(filter, kinds),
  };
}

function toChangeMatcher(filter: ChangeFilter): (change: StatusChange) => boolean {
  const projectArns = toSet(filter.projectArns);
  const versionArns = toSet(filter.versionArns);
  const statuses = toSet(filter.statuses);
  return ({ projectArn, versionArn, status }) =>
    (versionArns === null || versionArns.has(versionArn)) &&
    (projectArns === null || projectArns.has(projectArn)) &&
    (statuses === null || (status !== null && statuses.has(status)));
}

function toEventMatcher(
  { projectArns }: ChangeFilter,
  kinds: ReadonlySet<string>,
): (event: GatewayEvent) => boolean {
  return (event) =>
    kinds.has(event.kind) &&
    (projectArns === undefined || projectArns.some((it) => meetsScope(event.scope, it)));
}

function isOnlyStatus(kinds: ReadonlySet<string>): boolean {
  return kinds.size === 0 || (kinds.size === 1 && kinds.has('STATUS_CHANGED'));
}

function toSet(values: readonly string[] | undefined): ReadonlySet<string> | null {
  return values === undefined ? null : new Set(values);
}
