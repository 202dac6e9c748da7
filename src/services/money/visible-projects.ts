import { type AccountRegion, accountRegionOf, type ProjectArn } from '../../domain/arn.js';
import { shown } from '../../domain/automation/shown-text.js';
import { invalidInput } from '../../domain/errors.js';
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

/**
 * Refuses an account or a region that the caller knows nothing of: nothing was spent there, and a slip of the pen would read as
 * that. Where something was spent that is not configured any more may be asked for.
 * @throws GatewayError INVALID_INPUT
 */
export async function checkPlace(session: Session, scope: UsageScope): Promise<void> {
  const { accounts } = session.permissions;
  if (accounts.some((it) => isAt(scope, it))) return;
  const places = [...accounts, ...(await visibleProjects(session, {})).map(accountRegionOf)];
  if (places.some((it) => isAt(scope, it))) return;
  const { accountId = null, region = null } = scope;
  const ofAccount = places.filter((it) => isAt({ accountId }, it));
  if (accountId !== null && ofAccount.length === 0) throw notOne('accountId', accountId, places);
  if (region !== null) throw notOne('region', region, ofAccount);
}

function notOne(field: 'accountId' | 'region', given: string, places: readonly AccountRegion[]) {
  const names = [...new Set(places.map((it) => it[field]))].sort();
  const expected = names.length === 0 ? 'there is none that you may see' : `expected ${names.join(' or ')}`;
  return invalidInput(`${field}: ${expected}, not ${shown(given)}.`, [field]);
}
