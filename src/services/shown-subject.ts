import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import { projectNameOf } from './permissions.js';
import type { Session } from './session.js';

/** The subject that changed something in a project: shown to owners and to itself. Null to others. */
export async function shownSubject(
  { caller, permissions }: Session,
  arn: ProjectArn | ModelVersionArn,
  subject: string,
): Promise<string | null> {
  const maySee = caller.subject === subject || (await permissions.may('delete', projectNameOf(arn)));
  return maySee ? subject : null;
}
