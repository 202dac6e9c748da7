import {
  type AccountRegion,
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
  projectArnParts,
} from '../../domain/arn.js';
import { notFound } from '../../domain/foresight.js';
import type { ModelVersion, Project } from '../../domain/model.js';
import type { ModelVersionStatus } from '../../domain/status.js';
import { contextOfWhole, type Session } from '../session.js';

// What AWS has now, past the catalog. Rights were checked before: nothing of it is told but whether AWS would refuse.

/** @throws GatewayError NOT_FOUND */
export async function readProject({ upstream, callContext }: Session, arn: ProjectArn): Promise<Project> {
  const { projectName } = projectArnParts(arn);
  const { values } = await upstream.describeProjects(accountRegionOf(arn), [projectName], callContext);
  const project = values.find((it) => it.arn === arn);
  if (project) return project;
  throw notFound('project');
}

/** @throws GatewayError NOT_FOUND */
export async function readVersions(
  { upstream, callContext }: Session,
  projectArn: ProjectArn,
): Promise<readonly ModelVersion[]> {
  const snapshot = await upstream.listModelVersions(projectArn, callContext);
  if (snapshot) return snapshot.values;
  throw notFound('project');
}

/**
 * @param projectArn - of its project, where that is known
 * @throws GatewayError NOT_FOUND
 */
export async function readVersion(
  { upstream, callContext }: Session,
  arn: ModelVersionArn,
  projectArn?: ProjectArn,
): Promise<ModelVersion> {
  const { projectName, versionName } = modelVersionArnParts(arn);
  const at = accountRegionOf(arn);
  const owner =
    projectArn ?? (await upstream.describeProjects(at, [projectName], callContext)).values[0]?.arn;
  const found = owner && (await upstream.describeModelVersions(owner, [versionName], callContext));
  const version = found?.values.find((it) => it.arn === arn);
  if (version) return version;
  throw notFound('model version');
}

/**
 * How many versions of an account and region have one of these statuses now. Only the projects in which one is known to have it are read again.
 * @param known - all of them, as last seen
 */
export async function countNow(
  session: Session,
  at: AccountRegion,
  known: readonly ModelVersion[],
  statuses: readonly ModelVersionStatus[],
): Promise<number> {
  const isCounted = ({ status }: ModelVersion) => statuses.includes(status);
  const projects = new Set(known.filter(isCounted).map(({ projectArn }) => projectArn));
  const context = contextOfWhole(session, at);
  const lists = await Promise.all(
    [...projects].map((arn) => session.upstream.listModelVersions(arn, context)),
  );
  return lists.flatMap((it) => it?.values ?? []).filter(isCounted).length;
}
