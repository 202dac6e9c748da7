import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { AccountRegion, ProjectArn } from '../domain/arn.js';
import type { Observation } from '../domain/observation.js';
import type { CallContext, Upstream } from '../upstream/port.js';

/** Everything under one parent, or these names. */
export type Scope = 'all' | readonly string[];

/** What is refreshed: the projects of an account and region, or the versions of one project. */
export type RefreshTarget =
  | { readonly kind: 'projects'; readonly at: AccountRegion }
  | { readonly kind: 'versions'; readonly projectArn: ProjectArn };

export interface RefreshDependencies {
  readonly upstream: Upstream;
  readonly catalog: Pick<Catalog, 'observe'>;
  readonly clock: Clock;
}

/** Which instance refreshes when several want to refresh the same. */
export interface RefreshLock {
  /**
   * Refreshes the names that are stale. Waits for those that another instance is refreshing already.
   * @param of - what the names are of, the same on every instance
   * @param isStale - called again and again; false once a refresh of any instance is in the catalog
   */
  refresh(
    of: string,
    names: readonly string[],
    isStale: (name: string) => boolean,
    refreshNames: (names: readonly string[]) => Promise<void>,
  ): Promise<void>;
}

/** For a single instance: it never waits. */
export const noRefreshLock: RefreshLock = {
  refresh: (_of, names, _isOld, refreshNames) => refreshNames(names),
};

/**
 * Calls upstream and puts the answer into the catalog. Resolves when the catalog holds it. Callers that share one
 * answer share one observation. A refresh that fails half-way changes nothing.
 * @throws GatewayError as the upstream does
 */
export type Refresh = (target: RefreshTarget, scope: Scope, callContext: CallContext) => Promise<void>;

export function createRefresh({ upstream, catalog, clock }: RefreshDependencies): Refresh {
  /** By answer. The upstream gives the same object to all callers of one shared call. */
  const observed = new WeakMap<object, Promise<void>>();

  return async (target, scope, callContext) => {
    const { answer, observation } =
      target.kind === 'projects'
        ? await askForProjects(upstream, target.at, scope, callContext)
        : await askForVersions(upstream, clock, target.projectArn, scope, callContext);
    const observing = (answer && observed.get(answer)) ?? catalog.observe(observation);
    if (answer) observed.set(answer, observing);
    await observing;
  };
}

/** What upstream answered, and what that tells; a null answer tells each of its callers for itself. */
interface Told {
  readonly answer: object | null;
  readonly observation: Observation;
}

async function askForProjects(
  upstream: Upstream,
  at: AccountRegion,
  scope: Scope,
  callContext: CallContext,
): Promise<Told> {
  const answer =
    scope === 'all'
      ? await upstream.listProjects(at, callContext)
      : await upstream.describeProjects(at, scope, callContext);
  const { values: projects, startedAt } = answer;
  return { answer, observation: { kind: 'projects', at, scope, projects, startedAt } };
}

async function askForVersions(
  upstream: Upstream,
  clock: Clock,
  projectArn: ProjectArn,
  scope: Scope,
  callContext: CallContext,
): Promise<Told> {
  const begunAt = clock.now();
  const answer =
    scope === 'all'
      ? await upstream.listModelVersions(projectArn, callContext)
      : await upstream.describeModelVersions(projectArn, scope, callContext);
  if (answer === null)
    return { answer, observation: { kind: 'project-gone', projectArn, startedAt: begunAt } };
  const { values: versions, startedAt } = answer;
  return { answer, observation: { kind: 'versions', projectArn, scope, versions, startedAt } };
}
