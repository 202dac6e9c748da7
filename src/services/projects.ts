import { type AccountRegion, accountRegionOf, type ProjectArn, projectArnParts } from '../domain/arn.js';
import { checkTags, checkText } from '../domain/constraints.js';
import { GatewayError, invalidInput } from '../domain/errors.js';
import type { Project } from '../domain/model.js';
import type { ProjectStatus } from '../domain/status.js';
import type { NewProject } from '../upstream/port.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import { loadProject } from './loaders.js';
import { afterLostReply, isCreatedSince, withLostReply } from './lost-reply.js';
import { checkConfigured, placeOf } from './places.js';
import { withFields } from './refusals.js';
import { asMutation, type Session } from './session.js';
import type { Soon } from './soon.js';

export interface ProjectFilter {
  readonly names: readonly string[] | null;
  readonly accountId: string | null;
  readonly region: string | null;
}

const NEWEST_FIRST: Order<Project> = {
  name: 'projects',
  descending: true,
  keyOf: (project) => project.creationTimestamp,
  idOf: (project) => project.arn,
};

/** Null if it does not exist. */
export function findProject({ loaders }: Session, arn: ProjectArn): Soon<Project | null> {
  return loadProject(loaders, arn);
}

/** @throws GatewayError INVALID_INPUT for a page or names out of range */
export async function listProjects(
  session: Session,
  { names, accountId, region }: ProjectFilter,
  page: PageRequest,
): Promise<Connection<Project>> {
  const toPage = createPage(NEWEST_FIRST, page);
  const places = session.rights.accounts.filter(
    (it) => (accountId === null || it.accountId === accountId) && (region === null || it.region === region),
  );
  if (names) checkNames('projectName', names);
  const lists = await Promise.all(places.map((at) => projectsAt(session, at, names)));
  return toPage(lists.flat());
}

async function projectsAt(
  session: Session,
  at: AccountRegion,
  names: readonly string[] | null,
): Promise<Project[]> {
  if (!names) return [...(await session.loaders.projects(at))];
  const found = await Promise.all(
    [...new Set(names)].map((projectName) => session.loaders.project(at, projectName)),
  );
  return found.filter((it) => it !== null);
}

/** @throws GatewayError INVALID_INPUT unless there are 1..100 names that AWS could have given */
export function checkNames(rule: 'projectName' | 'versionName', names: readonly string[]): void {
  if (names.length < 1 || names.length > 100)
    throw invalidInput(`names: expected 1 to 100, not ${names.length}.`, ['filter', 'names']);
  names.forEach((name, index) => {
    checkText(rule, name, ['filter', 'names', String(index)]);
  });
}

export interface CreateProject extends NewProject {
  readonly accountId: string | null;
  readonly region: string | null;
}

/** @throws GatewayError ALREADY_EXISTS, INVALID_INPUT, QUOTA_EXCEEDED */
export async function createProject(session: Session, input: CreateProject): Promise<Project> {
  checkText('projectName', input.projectName, ['projectName']);
  checkTags(input.tags);
  if (input.feature === 'UNKNOWN')
    throw invalidInput('feature: expected CUSTOM_LABELS or CONTENT_MODERATION.', ['feature']);
  const { upstream, catalog, clock, ask } = asMutation(session);
  const at = placeOf(session, input);
  const sentAt = clock.now();
  const arn = await withLostReply(
    () => upstream.createProject(at, input, ask).catch(sayExists),
    async () => {
      const [found] = (await upstream.describeProjects(at, [input.projectName], afterLostReply(ask))).values;
      return found && isCreatedSince(found.creationTimestamp, sentAt) ? found.arn : null;
    },
  );
  const { projectName: name, createdMs } = projectArnParts(arn);
  const project: Project = {
    kind: 'Project',
    arn,
    name,
    ...at,
    status: 'CREATING',
    creationTimestamp: createdMs,
    feature: input.feature ?? 'CUSTOM_LABELS',
    autoUpdate: input.autoUpdate ?? false,
    datasets: [],
  };
  await catalog.observe({ kind: 'project-answer', project, startedAt: clock.now() });
  session.loaders.forgetProject(at, name);
  return project;
}

/** AWS has one error for every conflict; a project that is being created can only be in use by its name. */
function sayExists(error: unknown): never {
  if (error instanceof GatewayError && error.code === 'IN_USE')
    throw new GatewayError('ALREADY_EXISTS', 'A project of this name exists already.', {
      ...error.details,
      field: ['projectName'],
    });
  throw error;
}

/** @throws GatewayError IN_USE while it has versions, NOT_FOUND */
export async function deleteProject(
  session: Session,
  arn: ProjectArn,
): Promise<{ readonly projectArn: ProjectArn; readonly status: ProjectStatus }> {
  checkConfigured(session, 'projectArn', arn);
  const { upstream, catalog, clock, ask } = asMutation(session);
  const { projectName } = projectArnParts(arn);
  const at = accountRegionOf(arn);
  const fields = { NOT_FOUND: 'projectArn', IN_USE: 'projectArn' };
  const status = await withLostReply<ProjectStatus>(
    () => withFields(fields, () => upstream.deleteProject(arn, ask)),
    async () => {
      const [found] = (await upstream.describeProjects(at, [projectName], afterLostReply(ask))).values;
      return found?.arn === arn && found.status !== 'DELETING' ? null : 'DELETING';
    },
  );
  const known = catalog.project(at, projectName)?.value;
  if (known?.arn === arn)
    await catalog.observe({ kind: 'project-answer', project: { ...known, status }, startedAt: clock.now() });
  session.loaders.forgetProject(at, projectName);
  return { projectArn: arn, status };
}
