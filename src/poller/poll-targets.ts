import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import { type AccountRegion, accountRegionKey, accountRegionOf, type ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { RefreshTarget } from '../refresh/refresh.js';
import type { Interests } from './interest.js';
import type { PollTarget } from './next-refresh.js';
import { isAlive, toProjectsTarget, toVersionsTarget } from './target-from-catalog.js';
import { createTargetState, type TargetState } from './target-state.js';

/** All targets of one account and region, and what the poller remembers of them. */
export interface PollTargets {
  /** The projects themselves, then the versions of each project. */
  list(): PollTarget[];
  stateOf(target: Pick<PollTarget, 'id'>): TargetState | undefined;
  count(): number;
  invalidate(projectArn: ProjectArn, versionName: string): void;
  /** Ends the wakes that a refresh has answered, whichever instance made it, for its poller or for a reader. */
  clearSettledWakes(): void;
}

interface Settings {
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly random: () => number;
  readonly interests: Interests;
  /** There is nothing to refresh any more. */
  readonly onForget: (state: TargetState) => void;
}

export function createPollTargets(at: AccountRegion, settings: Settings): PollTargets {
  const { catalog, clock, random, interests, onForget } = settings;
  const projectsState = newTargetState({ kind: 'projects', at });
  const versionsStates = new Map<ProjectArn, TargetState>();

  function newTargetState(target: RefreshTarget): TargetState {
    return createTargetState(target, clock.now(), random());
  }

  function stateOfVersions(projectArn: ProjectArn): TargetState {
    const state = versionsStates.get(projectArn) ?? newTargetState({ kind: 'versions', projectArn });
    versionsStates.set(projectArn, state);
    return state;
  }

  /** Listed projects, and those that a client named or the poller saw before any list has shown them. */
  function projectsToPoll(): ReadonlySet<ProjectArn> {
    const listed = new Set((catalog.projects(at)?.values ?? []).map((it) => it.arn));
    const isHere = (arn: ProjectArn) => accountRegionKey(accountRegionOf(arn)) === accountRegionKey(at);
    const isInvalidated = (arn: ProjectArn) => (versionsStates.get(arn)?.invalidated.size ?? 0) > 0;
    const named = interests.named(clock.now()).filter(isHere);
    const unlisted = [...named, ...versionsStates.keys()].filter((it) => !listed.has(it));
    return new Set([...listed, ...unlisted.filter((it) => isInvalidated(it) || isAlive(catalog, it))]);
  }

  function forgetAllBut(projectArns: ReadonlySet<ProjectArn>): void {
    for (const [projectArn, state] of versionsStates) {
      if (projectArns.has(projectArn) || state.inFlight.size > 0) continue;
      versionsStates.delete(projectArn);
      onForget(state);
    }
  }

  /** Time of the mutation's answer, if the catalog has it: a refresh that counts as newer may begin before the wake. */
  function wokenAt(projectArn: ProjectArn, versionName: string): EpochMs {
    const known = catalog.version(projectArn, versionName);
    const isAnswer = known?.value && known.validatedAt === 0;
    return isAnswer ? Math.min(known.value.observedAt, clock.now()) : clock.now();
  }

  function clearSettledWakes(): void {
    for (const [projectArn, { invalidated }] of versionsStates)
      for (const [name, invalidatedAt] of invalidated)
        if ((catalog.version(projectArn, name)?.validatedAt ?? 0) >= invalidatedAt) invalidated.delete(name);
  }

  return {
    clearSettledWakes,
    list() {
      clearSettledWakes();
      const projectArns = projectsToPoll();
      forgetAllBut(projectArns);
      const now = clock.now();
      return [
        toProjectsTarget(catalog, at, projectsState, interests.isWatchedIn(at)),
        ...[...projectArns].map((it) =>
          toVersionsTarget(catalog, it, stateOfVersions(it), interests.of(it, now)),
        ),
      ];
    },
    stateOf: ({ id }) => (id === projectsState.id ? projectsState : versionsStates.get(id as ProjectArn)),
    count: () => 1 + versionsStates.size,
    invalidate(projectArn, versionName) {
      stateOfVersions(projectArn).invalidated.set(versionName, wokenAt(projectArn, versionName));
    },
  };
}
