import type { Catalog } from '../catalog/port.js';
import { type AccountRegion, accountRegionOf, type ModelVersionArn, type ProjectArn } from '../domain/arn.js';
import type { Caller } from '../domain/caller.js';
import { GatewayError } from '../domain/errors.js';
import type { EventScope } from '../domain/gateway-event.js';
import {
  type Action,
  allows,
  asksForTags,
  type Grant,
  grantsFor,
  hasTags,
  leastRoleFor,
  type ProjectName,
  reaches,
  reachesAll,
} from '../domain/grant.js';
import { type ListSizes, UNKNOWN_SIZES } from '../domain/list-sizes.js';
import type { Tag } from '../domain/model.js';

/** What can be done in a project besides reading it. */
const CHANGES = ['start', 'stop', 'create', 'delete', 'copy', 'policy'] as const satisfies readonly Action[];

/**
 * What the caller of one operation may do: the only place that decides it. What the caller may not read does not exist,
 * for the caller: every loader, list and event checks here.
 */
export class Permissions {
  /**
   * @param tagsOf - the tags of a project; none if it does not exist, null if they cannot be read now. Rejects instead where
   *   nothing has to be hidden
   */
  constructor(
    private readonly caller: Caller,
    private readonly configured: readonly AccountRegion[],
    private readonly tagsOf: (project: NamedProject) => Promise<readonly Tag[] | null>,
  ) {}

  /** As they are now: the same list until others count. */
  get grants(): Caller['grants'] {
    return this.caller.grants;
  }

  /** The configured accounts and regions in which the caller may see anything. */
  get accounts(): readonly AccountRegion[] {
    return this.configured.filter((at) => reaches(this.caller.grants, at));
  }

  /**
   * While tags cannot be read, grants with tags give nothing: an error would show that there is a project, and
   * one project's would hide all others.
   */
  async may(action: Action, project: NamedProject): Promise<boolean> {
    const { grants } = this.caller;
    const known = decide(grantsFor(grants, action, project));
    if (known !== null) return known;
    const tags = await this.tagsOf(project);
    return tags !== null && grantsFor(grants, action, project).some((it) => hasTags(it, tags));
  }

  /**
   * For what the gateway does by itself with the rights of an author.
   * @throws GatewayError FORBIDDEN; while tags cannot be read, which is no refusal, what kept them from it
   */
  async require(action: Action, project: NamedProject): Promise<void> {
    if (await this.may(action, project)) return;
    throw new GatewayError(
      'FORBIDDEN',
      `Its author may not ${action} there any more. The role ${leastRoleFor(action)} would do, in a grant for this project.`,
    );
  }

  /** What the caller may do there, in the order of {@link CHANGES}. Guard rails are not asked. */
  async changesIn(project: NamedProject): Promise<(typeof CHANGES)[number][]> {
    const answers = await Promise.all(CHANGES.map((it) => this.may(it, project)));
    return CHANGES.filter((_, index) => answers[index]);
  }

  /** As {@link may}, without waiting. Null: tags decide. */
  mayWithoutTags(action: Action, project: ProjectName): boolean | null {
    return decide(grantsFor(this.caller.grants, action, project));
  }

  /** Whether all of an account and region may be read, also what belongs to no project. */
  mayReadAll(at: AccountRegion): boolean {
    return this.mayInAll('read', at);
  }

  /** Whether it may be done in every project of an account and region, whatever it is called and whatever its tags. */
  mayInAll(action: Action, at: AccountRegion): boolean {
    return reachesAll(
      this.caller.grants.filter((it) => allows(it, action)),
      at,
    );
  }

  /**
   * Whether all of a scope may be read: each of its projects, or without projects the whole of every configured account and
   * region in it.
   */
  async mayReadScope(scope: EventScope): Promise<boolean> {
    const projects = (scope.projectArns ?? []).map(projectNameOf);
    if (projects.length === 0) return this.mayReadWhole(scope);
    const answers = await Promise.all(projects.map((it) => this.may('read', it)));
    return answers.every((it) => it);
  }

  /** As {@link mayReadScope}, without waiting. Null: tags decide. */
  mayReadScopeWithoutTags(scope: EventScope): boolean | null {
    const projects = (scope.projectArns ?? []).map(projectNameOf);
    if (projects.length === 0) return this.mayReadWhole(scope);
    const answers = projects.map((it) => this.mayWithoutTags('read', it));
    if (answers.includes(false)) return false;
    return answers.includes(null) ? null : true;
  }

  private mayReadWhole({ accountId, region }: EventScope): boolean {
    const within = this.configured.filter(
      (it) => (accountId ?? it.accountId) === it.accountId && (region ?? it.region) === it.region,
    );
    return within.length > 0 && within.every((it) => this.mayReadAll(it));
  }

  /** As {@link may}, for a project that is about to be made with these tags, or that had them and is gone. */
  mayWithTags(action: Action, project: ProjectName, tags: readonly Tag[]): boolean {
    return grantsFor(this.caller.grants, action, project).some((it) => hasTags(it, tags));
  }
}

/** Null: their tags decide. */
function decide(grants: readonly Grant[]): boolean | null {
  if (grants.some((it) => !asksForTags(it))) return true;
  return grants.length === 0 ? false : null;
}

/** A project, with its ARN where that is known: its tags are read by ARN. */
export interface NamedProject extends ProjectName {
  readonly arn?: ProjectArn;
}

/** The project of an ARN, as grants name it. */
export function projectNameOf(arn: ProjectArn | ModelVersionArn): NamedProject {
  const { region, accountId } = accountRegionOf(arn);
  const name = arn.indexOf('/') + 1;
  const nameEnd = arn.indexOf('/', name);
  const projectName = arn.slice(name, nameEnd);
  if (arn.startsWith('/version/', nameEnd)) return { region, accountId, projectName };
  return { region, accountId, projectName, arn: arn as ProjectArn };
}

/** The `items` of projects that may be read. */
export async function readable<T>(
  permissions: Permissions,
  items: readonly T[],
  projectOf: (item: T) => NamedProject,
): Promise<T[]> {
  const answers = await Promise.all(items.map((it) => permissions.may('read', projectOf(it))));
  return items.filter((_, index) => answers[index]);
}

/**
 * How long lists are at most, by what the catalog knows and the caller may read. Nothing is known to a caller whose grants
 * ask for tags, whatever there is: tags cannot be read at once, and projects that are hidden must not be counted.
 */
export function visibleSizes(
  catalog: Pick<Catalog, 'projects' | 'versions'>,
  configured: readonly AccountRegion[],
  caller: Caller,
): ListSizes {
  if (caller.grants.some(asksForTags)) return UNKNOWN_SIZES;
  const permissions = new Permissions(caller, configured, async () => null);
  const sizes = { projects: 0, modelVersions: 0 };
  for (const at of permissions.accounts) {
    const listed = catalog.projects(at);
    if (!listed) return UNKNOWN_SIZES;
    for (const { arn } of listed.values) {
      if (permissions.mayWithoutTags('read', projectNameOf(arn)) !== true) continue;
      const count = catalog.versions(arn)?.values.length ?? Number.POSITIVE_INFINITY;
      sizes.projects += 1;
      sizes.modelVersions = Math.max(sizes.modelVersions, count);
    }
  }
  return sizes;
}
