import type { ProjectArn } from '../domain/arn.js';
import type { Action } from '../domain/grant.js';
import { projectNameOf } from './rights.js';
import type { Session } from './session.js';

const ACTIONS = ['start', 'stop', 'create', 'delete', 'copy', 'policy'] as const satisfies readonly Action[];

/** What the caller's grants allow in a project that the caller may read. Guard rails are not asked. */
export async function viewerMay(
  { rights }: Session,
  arn: ProjectArn,
): Promise<Uppercase<(typeof ACTIONS)[number]>[]> {
  const project = projectNameOf(arn);
  const answers = await Promise.all(ACTIONS.map((it) => rights.may(it, project)));
  return ACTIONS.filter((_, index) => answers[index]).map((it) => it.toUpperCase() as Uppercase<typeof it>);
}
