import type { ProjectArn } from '../../domain/arn.js';
import { isNeverStarted } from '../../domain/foresight.js';
import type { ModelVersion } from '../../domain/model.js';
import type { Warning } from '../../domain/plan.js';
import { loadVersion } from '../reading/loaders.js';
import { openSchedulesOfAlias } from '../schedules.js';
import type { Session } from '../session.js';
import type { VersionOfProject } from './version-of-project.js';

/** Of an alias that is put. */
export async function putAliasWarnings(
  session: Session,
  { projectArn, name, modelVersionArn }: VersionOfProject & { readonly name: string },
): Promise<readonly Warning[]> {
  const version = await loadVersion(session.loaders, modelVersionArn);
  return [
    ...openWindowWarnings(session, { projectArn, aliasName: name }, 'name'),
    ...neverStartedWarnings(version, 'modelVersionArn'),
  ];
}

/** Moving an alias starts and stops nothing by itself. @param field - of the input, with the alias's name */
export function openWindowWarnings(
  { records, clock }: Session,
  { projectArn, aliasName }: { readonly projectArn: ProjectArn; readonly aliasName: string },
  field: string,
): readonly Warning[] {
  return openSchedulesOfAlias(records, projectArn, aliasName, clock.wallNow()).map(({ name }) => ({
    code: 'WINDOW_IS_OPEN',
    message: `${field}: the window of the schedule ${name} is open. What the alias names now is not started before the next one; what it named before runs until this one ends.`,
    field: [field],
  }));
}

/** Of a version that an alias names. @param field - of the input, that leads to it */
export function neverStartedWarnings(version: ModelVersion | null, field: string): readonly Warning[] {
  if (version === null || !isNeverStarted(version.status)) return [];
  const message = `${field}: the model version is ${version.status}, so that nothing can start it.`;
  return [{ code: 'NEVER_STARTED', message, field: [field] }];
}
