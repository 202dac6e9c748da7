import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { AccountRegion, ProjectArn } from '../domain/arn.js';
import type { Ask, Upstream } from '../upstream/port.js';
import type { Scope } from './next-look.js';

/** What a look is at: the projects of an account and region, or the versions of one project. */
export type Target =
  | { readonly kind: 'projects'; readonly at: AccountRegion }
  | { readonly kind: 'versions'; readonly projectArn: ProjectArn };

export interface World {
  readonly upstream: Upstream;
  readonly catalog: Catalog;
  readonly clock: Clock;
}

/** Asks AWS and tells the catalog. One that fails half-way tells nothing. */
export async function look(world: World, target: Target, scope: Scope, ask: Ask): Promise<void> {
  if (target.kind === 'projects') await lookAtProjects(world, target.at, scope, ask);
  else await lookAtVersions(world, target.projectArn, scope, ask);
}

async function lookAtProjects(
  { upstream, catalog }: World,
  at: AccountRegion,
  scope: Scope,
  ask: Ask,
): Promise<void> {
  const { values: projects, startedAt } =
    scope === 'all' ? await upstream.listProjects(at, ask) : await upstream.describeProjects(at, scope, ask);
  await catalog.observe({ kind: 'projects', at, scope, projects, startedAt });
}

async function lookAtVersions(
  { upstream, catalog, clock }: World,
  projectArn: ProjectArn,
  scope: Scope,
  ask: Ask,
): Promise<void> {
  const askedAt = clock.now();
  const seen =
    scope === 'all'
      ? await upstream.listModelVersions(projectArn, ask)
      : await upstream.describeModelVersions(projectArn, scope, ask);
  if (seen === null) return catalog.observe({ kind: 'project-gone', projectArn, startedAt: askedAt });
  const { values: versions, startedAt } = seen;
  await catalog.observe({ kind: 'versions', projectArn, scope, versions, startedAt });
}
