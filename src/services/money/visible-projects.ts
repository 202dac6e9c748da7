import { accountRegionOf, type ProjectArn } from '../../domain/arn.js';
import type { Session } from '../session.js';
import { mayAlsoIfGone } from './last-tags.js';
import { usageIndexOf } from './usage-index.js';
import { isAt, type UsageScope } from './usage-scope.js';

/** Projects of which something is written down, also those that are gone, if the caller may see them. */
export async function visibleProjects(session: Session, scope: UsageScope): Promise<ProjectArn[]> {
  const { watched, versionsOf } = usageIndexOf(session.records);
  const known = scope.projectArns
    ? new Set(scope.projectArns)
    : new Set([...watched.keys(), ...versionsOf.keys()]);
  const arns = [...known].filter((it) => isAt(scope, accountRegionOf(it)));
  const answers = await Promise.all(arns.map((it) => mayAlsoIfGone(session, 'read', it)));
  return arns.filter((_, index) => answers[index]);
}
