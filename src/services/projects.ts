import { type AccountRegion, accountRegionOf, type ProjectArn, projectArnParts } from '../domain/arn.js';
import { checkTags, checkText } from '../domain/constraints.js';
import { GatewayError, invalidInput } from '../domain/errors.js';
import type { Project } from '../domain/model.js';
import type { ProjectStatus } from '../domain/status.js';
import { accountRegionFor, checkConfigured } from './account-regions.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import { withFields } from './error-fields.js';
import type { CreateProject } from './mutations/foresee-project.js';
import { afterLostReply, isCreatedSince } from './mutations/lost-reply.js';
import type { Change } from './mutations/one-change.js';
import { refuseProtectedProject, sendDeletion } from './mutations/protected-deletion.js';
import { loadProject, type MaybePromise } from './reading/loaders.js';
import type { Session } from './session.js';

/** Loaded by the first dry run. */
const foresight = () => import('./mutations/foresee-project.js');
/** Loaded by the first deletion. */
const records = () => import('./records-of-project.js');

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
export function findProject({ loaders }: Session, arn: ProjectArn): MaybePromise<Project | null> {
  return loadProject(loaders, arn);
}

/** @throws GatewayError INVALID_INPUT for a page or names out of range */
export async function listProjects(
  session: Session,
  { names, accountId, region }: ProjectFilter,
  page: PageRequest,
): Promise<Connection<Project>> {
  const toPage = createPage(NEWEST_FIRST, page);
  const accountRegions = session.permissions.accounts.filter(
    (it) => (accountId === null || it.accountId === accountId) && (region === null || it.region === region),
  );
  if (names) checkNames('projectName', names);
  const lists = await Promise.all(accountRegions.map((at) => projectsAt(session, at, names)));
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

/** Of the project that had the name, as far as known; null: none had. Absent: not known. */
interface BeforeCreation {
  readonly namesake?: ProjectArn | null;
}

/**
 * May be refused as ALREADY_EXISTS, INVALID_INPUT, QUOTA_EXCEEDED. It has happened if a project of the name was created
 * since.
 */
export function createProject(
  input: CreateProject,
): Change<BeforeCreation, ProjectArn, { readonly project: Project }> {
  return {
    check: (session) => checkCreation(session, input),
    async before(session) {
      const known = session.catalog.project(accountRegionFor(session, input), input.projectName);
      return known ? { namesake: known.value?.arn ?? null } : {};
    },
    foresee: async (session) => (await foresight()).foreseeProject(session, input).catch(withExisting),
    send: (session) =>
      session.upstream
        .createProject(accountRegionFor(session, input), input, session.callContext)
        .catch(withExisting),
    async recognise(session, { at, before }) {
      const found = await lookForProject(session, accountRegionFor(session, input), input.projectName);
      if (!found || found.arn === before?.namesake) return 'not-done';
      const isNew = isCreatedSince(found.creationTimestamp, at) || before?.namesake === null;
      return isNew ? { sent: found.arn } : 'not-done';
    },
    async answer(session, arn) {
      const project = newProject(accountRegionFor(session, input), arn, input);
      await recordAnswer(session, project);
      return { project };
    },
  };
}

function checkCreation(session: Session, { projectName, tags, feature, ...at }: CreateProject): void {
  checkText('projectName', projectName, ['projectName']);
  checkTags(tags);
  if (feature === 'UNKNOWN')
    throw invalidInput('feature: expected CUSTOM_LABELS or CONTENT_MODERATION.', ['feature']);
  accountRegionFor(session, at);
}

/** Puts a mutation's answer where reads see it. */
async function recordAnswer({ catalog, clock, loaders }: Session, project: Project): Promise<void> {
  await catalog.observe({ kind: 'project-answer', project, startedAt: clock.now() });
  loaders.forgetProject(project, project.name);
}

function newProject(at: AccountRegion, arn: ProjectArn, input: CreateProject): Project {
  const { projectName: name, createdMs } = projectArnParts(arn);
  return {
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
}

/** A fresh describe, past the catalog. */
async function lookForProject(
  { upstream, callContext }: Session,
  at: AccountRegion,
  name: string,
): Promise<Project | null> {
  return (await upstream.describeProjects(at, [name], afterLostReply(callContext))).values[0] ?? null;
}

/** AWS has one error for every conflict; a project that is being created can only be in use by its name. */
function withExisting(error: unknown): never {
  if (error instanceof GatewayError && error.code === 'IN_USE')
    throw new GatewayError('ALREADY_EXISTS', 'A project of this name exists already.', {
      ...error.details,
      field: ['projectName'],
    });
  throw error;
}

/**
 * May be refused as IN_USE while it has versions, PROTECTED, NOT_FOUND. It has happened if the project is gone, also if another
 * one has its name now, or if it is being deleted.
 */
export function deleteProject(
  arn: ProjectArn,
): Change<object, ProjectStatus, { readonly projectArn: ProjectArn; readonly status: ProjectStatus }> {
  const { projectName } = projectArnParts(arn);
  const at = accountRegionOf(arn);
  const fields = { NOT_FOUND: 'projectArn', IN_USE: 'projectArn' };
  return {
    check: (session) => checkConfigured(session, 'projectArn', arn),
    before: async () => ({}),
    async foresee(session) {
      refuseProtectedProject(session, arn);
      return withFields(fields, async () => (await foresight()).foreseeDeletion(session, arn));
    },
    send: (session) =>
      sendDeletion(
        session,
        arn,
        () => refuseProtectedProject(session, arn),
        () => withFields(fields, () => session.upstream.deleteProject(arn, session.callContext)),
      ),
    async recognise(session) {
      const found = await lookForProject(session, at, projectName);
      return found?.arn === arn && found.status !== 'DELETING' ? 'not-done' : { sent: 'DELETING' };
    },
    async answer(session, status) {
      const known = session.catalog.project(at, projectName)?.value;
      if (known?.arn === arn) await recordAnswer(session, { ...known, status });
      else session.loaders.forgetProject(at, projectName);
      await (await records()).deleteRecordsOf(session, arn).catch(session.onDefect); // the project is deleted all the same
      return { projectArn: arn, status };
    },
  };
}
