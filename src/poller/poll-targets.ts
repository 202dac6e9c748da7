import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import { type AccountRegion, accountRegionKey, accountRegionOf, type ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { RefreshTarget } from '../refresh/refresh.js';
import type { Interests } from './interest.js';
import type { PollTarget } from './next-refresh.js';
import { isAlive, toProjectsTarget, toVersionsTarget } from './target-from-catalog.js';
import { createTargetState, type TargetState } from './target-state.js';

interface Settings {
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly random: () => number;
  readonly interests: Interests;
  /** There is nothing to refresh any more. */
  readonly onForget: (state: TargetState) => void;
}

/** All targets of one account and region, and what the poller remembers of them. */
export class PollTargets {
  private readonly projectsState: TargetState;
  private readonly versionsStates = new Map<ProjectArn, TargetState>();

  constructor(
    private readonly at: AccountRegion,
    private readonly settings: Settings,
  ) {
    this.projectsState = this.newTargetState({ kind: 'projects', at });
  }

  get count(): number {
    return 1 + this.versionsStates.size;
  }

  /** The projects themselves, then the versions of each project. */
  list(): PollTarget[] {
    const { catalog, clock, interests } = this.settings;
    const { at, projectsState } = this;
    this.clearSettledWakes();
    const projectArns = this.projectsToPoll();
    this.forgetAllBut(projectArns);
    const now = clock.now();
    const interest = { isWatched: interests.isWatchedIn(at), isRead: interests.isListReadIn(at, now) };
    const ofVersions = (it: ProjectArn) =>
      toVersionsTarget(catalog, it, this.stateOfVersions(it), interests.of(it, now));
    return [toProjectsTarget(catalog, at, projectsState, interest), ...[...projectArns].map(ofVersions)];
  }

  stateOf({ id }: Pick<PollTarget, 'id'>): TargetState | undefined {
    return id === this.projectsState.id ? this.projectsState : this.versionsStates.get(id as ProjectArn);
  }

  invalidate(projectArn: ProjectArn, versionName: string): void {
    this.stateOfVersions(projectArn).invalidated.set(versionName, this.wokenAt(projectArn, versionName));
  }

  /** Ends the wakes that a refresh has answered, whichever instance made it, for its poller or for a reader. */
  clearSettledWakes(): void {
    const { catalog } = this.settings;
    for (const [projectArn, { invalidated }] of this.versionsStates)
      for (const [name, invalidatedAt] of invalidated)
        if ((catalog.version(projectArn, name)?.validatedAt ?? 0) >= invalidatedAt) invalidated.delete(name);
  }

  private newTargetState(target: RefreshTarget): TargetState {
    return createTargetState(target, this.settings.clock.now(), this.settings.random());
  }

  private stateOfVersions(projectArn: ProjectArn): TargetState {
    const { versionsStates } = this;
    const state = versionsStates.get(projectArn) ?? this.newTargetState({ kind: 'versions', projectArn });
    versionsStates.set(projectArn, state);
    return state;
  }

  /** Listed projects, and those that a client named or the poller saw before any list has shown them. */
  private projectsToPoll(): ReadonlySet<ProjectArn> {
    const { at, versionsStates } = this;
    const { catalog, clock, interests } = this.settings;
    const listed = new Set((catalog.projects(at)?.values ?? []).map((it) => it.arn));
    const isHere = (arn: ProjectArn) => accountRegionKey(accountRegionOf(arn)) === accountRegionKey(at);
    const isInvalidated = (arn: ProjectArn) => (versionsStates.get(arn)?.invalidated.size ?? 0) > 0;
    const named = interests.named(clock.now()).filter(isHere);
    const unlisted = [...named, ...versionsStates.keys()].filter((it) => !listed.has(it));
    return new Set([...listed, ...unlisted.filter((it) => isInvalidated(it) || isAlive(catalog, it))]);
  }

  private forgetAllBut(projectArns: ReadonlySet<ProjectArn>): void {
    for (const [projectArn, state] of this.versionsStates) {
      if (projectArns.has(projectArn) || state.inFlight.size > 0) continue;
      this.versionsStates.delete(projectArn);
      this.settings.onForget(state);
    }
  }

  /** Time of the mutation's answer, if the catalog has it: a refresh that counts as newer may begin before the wake. */
  private wokenAt(projectArn: ProjectArn, versionName: string): EpochMs {
    const { catalog, clock } = this.settings;
    const known = catalog.version(projectArn, versionName);
    const isAnswer = known?.value && known.validatedAt === 0;
    return isAnswer ? Math.min(known.value.observedAt, clock.now()) : clock.now();
  }
}
