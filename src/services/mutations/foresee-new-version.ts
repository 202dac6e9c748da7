import { accountRegionOf, type ProjectArn } from '../../domain/arn.js';
import type { ModelVersionCopy, NewModelVersion } from '../../domain/change-inputs.js';
import { GatewayError, invalidInput } from '../../domain/errors.js';
import { refuseAdapter, refuseFull, refuseStatus } from '../../domain/foresight.js';
import type { Project } from '../../domain/model.js';
import { type Foreseen, oneCall } from '../../domain/plan.js';
import { isConfigured } from '../account-regions.js';
import type { Session } from '../session.js';
import { countNow, readProject, readVersions } from './current-state.js';
import { foreseeSource } from './foresee-source.js';
import { versionsAt } from './guard-rails.js';

// What would be sent; throws what AWS would refuse it with, in the order in which it is found.

export async function foreseeTraining(
  session: Session,
  projectArn: ProjectArn,
  { versionName, contentModerationConfidenceThreshold: threshold }: NewModelVersion,
): Promise<Foreseen> {
  const project = await readProject(session, projectArn);
  if (threshold !== null && project.feature === 'CUSTOM_LABELS')
    throw invalidInput('contentModerationConfidenceThreshold: expected for adapters only.');
  await foreseeName(session, project, versionName);
  const at = accountRegionOf(projectArn);
  const known = await versionsAt(session, at);
  refuseFull('trainings at the same time', await countNow(session, at, known, ['TRAINING_IN_PROGRESS']));
  return oneCall('CreateProjectVersion', projectArn);
}

/** Of a source whose account is not configured nothing can be known. */
export async function foreseeCopy(session: Session, copy: ModelVersionCopy): Promise<Foreseen> {
  const { sourceProjectArn, destinationProjectArn, versionName } = copy;
  const destination = await readProject(session, destinationProjectArn);
  if (isConfigured(session, accountRegionOf(sourceProjectArn))) {
    const source = await foreseeSource(session, copy);
    refuseAdapter(source);
    refuseAdapter(destination);
    refuseStatus('copy', source.status);
  }
  refuseAdapter(destination);
  await foreseeName(session, destination, versionName);
  return oneCall('CopyProjectVersion', destinationProjectArn);
}

async function foreseeName(session: Session, project: Project, versionName: string): Promise<void> {
  if (project.status === 'DELETING') throw inUse('The project is being deleted.');
  const versions = await readVersions(session, project.arn);
  if (versions.some(({ name }) => name === versionName)) throw inUse('The name is taken.');
  refuseFull('model versions of a project', versions.length);
}

function inUse(message: string): GatewayError {
  return new GatewayError('IN_USE', message);
}
