import type { ProjectArn } from '../../domain/arn.js';
import type { NewProject } from '../../domain/change-inputs.js';
import { GatewayError, invalidInput } from '../../domain/errors.js';
import { refuseFull } from '../../domain/foresight.js';
import { type Foreseen, oneCall } from '../../domain/plan.js';
import { accountRegionFor } from '../account-regions.js';
import { contextOfWhole, type Session } from '../session.js';
import { readProject, readVersions } from './current-state.js';

export interface CreateProject extends NewProject {
  readonly accountId: string | null;
  readonly region: string | null;
}

// What would be sent; throws what AWS would refuse it with, in the order in which it is found.

export async function foreseeProject(session: Session, input: CreateProject): Promise<Foreseen> {
  const at = accountRegionFor(session, input);
  const isAdapter = input.feature === 'CONTENT_MODERATION';
  if (isAdapter !== (input.autoUpdate !== null))
    throw invalidInput('autoUpdate: expected for the feature CONTENT_MODERATION, and for no other.');
  const { values } = await session.upstream.listProjects(at, contextOfWhole(session, at));
  if (values.some(({ name }) => name === input.projectName))
    throw new GatewayError('IN_USE', 'The name is taken.');
  refuseFull('projects', values.length);
  return { calls: [{ operation: 'CreateProject', arn: null, ...at }] };
}

export async function foreseeDeletion(session: Session, arn: ProjectArn): Promise<Foreseen> {
  const { status } = await readProject(session, arn);
  if (status === 'DELETING') throw new GatewayError('IN_USE', 'The project is being deleted already.');
  if ((await readVersions(session, arn)).length > 0)
    throw new GatewayError('IN_USE', 'The project has model versions, which must be deleted first.');
  return oneCall('DeleteProject', arn);
}
