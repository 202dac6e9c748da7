import { type AccountRegion, accountRegionOf, type ModelVersionArn, type ProjectArn } from '../domain/arn.js';
import type { Budget } from '../domain/budget.js';
import { invalidInput } from '../domain/errors.js';
import type { Session } from './session.js';

/**
 * Whether the gateway serves it, and the caller may see anything there: a caller that may not gets the answer for
 * unknown ones.
 */
export function isConfigured({ permissions }: Session, at: AccountRegion): boolean {
  return permissions.accounts.some((it) => it.accountId === at.accountId && it.region === at.region);
}

/**
 * @throws GatewayError INVALID_INPUT with `field` as its path if the gateway does not serve the ARN's account and
 * region
 */
export function checkConfigured(session: Session, field: string, arn: ProjectArn | ModelVersionArn): void {
  const at = accountRegionOf(arn);
  if (isConfigured(session, at)) return;
  throw invalidInput(
    `${field}: account ${at.accountId} in region ${at.region} is not configured on this gateway. gateway { accounts } lists what is.`,
    [field],
  );
}

/** The account and region of the input; the first that the caller may use where the input leaves them out. */
export function accountRegionFor(
  { permissions: { accounts } }: Session,
  wanted: { readonly accountId: string | null; readonly region: string | null },
): AccountRegion {
  const fits = accounts.find(
    (it) =>
      (wanted.accountId === null || it.accountId === wanted.accountId) &&
      (wanted.region === null || it.region === wanted.region),
  );
  if (fits) return { accountId: fits.accountId, region: fits.region };
  const isRegion = wanted.accountId === null || accounts.some((it) => it.accountId === wanted.accountId);
  const field = isRegion ? 'region' : 'accountId';
  throw invalidInput(`${field}: not configured on this gateway. gateway { accounts } lists what is.`, [
    field,
  ]);
}

/** The room left in the accounts and regions that the caller may see. */
export function reachableBudgets(session: Session): readonly Budget[] {
  return session.upstream.budgets().filter((it) => isConfigured(session, it));
}
