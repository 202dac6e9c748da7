import {
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
} from '../../domain/arn.js';
import { GatewayError, invalidInput } from '../../domain/errors.js';
import { notFound } from '../../domain/foresight.js';
import type { ModelVersion } from '../../domain/model.js';
import { checkConfigured } from '../account-regions.js';
import { atField } from '../error-fields.js';
import { projectNameOf } from '../permissions.js';
import { loadVersion } from '../reading/loaders.js';
import type { Session } from '../session.js';

export interface VersionOfProject {
  readonly projectArn: ProjectArn;
  readonly modelVersionArn: ModelVersionArn;
}

/**
 * A version's ARN has its project's name. Another project may have had that before: only {@link requireVersionOf} tells.
 * @throws GatewayError INVALID_INPUT
 */
export function checkVersionOf(session: Session, { projectArn, modelVersionArn }: VersionOfProject): void {
  checkConfigured(session, 'projectArn', projectArn);
  const [project, version] = [projectNameOf(projectArn), modelVersionArnParts(modelVersionArn)];
  const isSame =
    version.projectName === project.projectName &&
    version.accountId === project.accountId &&
    version.region === project.region;
  if (isSame) return;
  const field = ['modelVersionArn'];
  throw invalidInput('modelVersionArn: expected a version of the project that projectArn names.', field);
}

/** @throws GatewayError NOT_FOUND; IN_USE while it is being deleted */
export async function requireVersionOf(
  { loaders }: Session,
  { projectArn, modelVersionArn }: VersionOfProject,
): Promise<ModelVersion> {
  const project = await loaders.project(accountRegionOf(projectArn), projectNameOf(projectArn).projectName);
  if (project?.arn !== projectArn) throw atField(notFound('project'), 'projectArn');
  const version = await loadVersion(loaders, modelVersionArn);
  if (version?.projectArn !== projectArn) throw atField(notFound('model version'), 'modelVersionArn');
  if (version.status !== 'DELETING') return version;
  throw atField(new GatewayError('IN_USE', 'modelVersionArn: it is being deleted.'), 'modelVersionArn');
}
