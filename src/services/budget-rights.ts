import { accountRegionOf, type ProjectArn } from '../domain/arn.js';
import { isAuthor } from '../domain/automation/author.js';
import { type BudgetScope, reachesAccountRegion } from '../domain/automation/budget.js';
import { GatewayError, invalidInput } from '../domain/errors.js';
import { type Action, allows } from '../domain/grant.js';
import { isConfigured } from './account-regions.js';
import { BUDGET_KIND, type Budget, toBudget } from './budgets.js';
import { mayAlsoIfGone } from './money/last-tags.js';
import { projectNameOf } from './permissions.js';
import type { Session } from './session.js';

/** What only owners may do. */
const OWNING: Action = 'delete';

/**
 * Whether the caller may do it in all of a scope. One without projects needs a grant on the whole account and region, in
 * which tags count for nothing. What is left of a project that is gone is still its owners'.
 */
async function mayInScope(session: Session, action: Action, scope: BudgetScope): Promise<boolean> {
  const { permissions } = session;
  const { projectArns } = scope;
  if (!projectArns) return accountRegionsOf(session, scope).every((it) => permissions.mayInAll(action, it));
  const answers = await Promise.all(projectArns.map((it) => mayAlsoIfGone(session, action, it)));
  return answers.every(Boolean);
}

/** A scope that this gateway does not serve any more is like an account and region that no pattern but `*` names. */
function accountRegionsOf({ upstream }: Session, scope: BudgetScope) {
  const served = upstream.accounts.filter((it) => reachesAccountRegion(scope, it));
  return served.length > 0 ? served : [{ accountId: scope.accountId ?? '*', region: scope.region ?? '*' }];
}

export function maySee(session: Session, { scope }: Pick<Budget, 'scope'>): Promise<boolean> {
  return mayInScope(session, 'read', scope);
}

/** The subject that put it, as far as the caller may know it: owners and the subject itself. */
export async function updaterOf(session: Session, { scope, author }: Budget): Promise<string | null> {
  const maySeeIt = isAuthor(session.caller, author) || (await mayInScope(session, OWNING, scope));
  return maySeeIt ? author.subject : null;
}

/** What the engine signs with: `automation:budget/<name>`. */
const BUDGET_SUBJECT = `automation:${BUDGET_KIND}`;

export function subjectOf(name: string): string {
  return `${BUDGET_SUBJECT}/${name}`;
}

/** The same subject, without the name of a budget that the caller may not see. */
export async function withoutHiddenBudget(session: Session, subject: string): Promise<string> {
  if (!subject.startsWith(`${BUDGET_SUBJECT}/`)) return subject;
  const record = session.records.get(BUDGET_KIND, subject.slice(BUDGET_SUBJECT.length + 1));
  return record && (await maySee(session, toBudget(record))) ? subject : BUDGET_SUBJECT;
}

/**
 * @param scope - as it is to be; null: the budget is deleted
 * @throws GatewayError FORBIDDEN, also where the name is that of a budget that the caller may not see; NOT_FOUND for a
 *   project that is not there for the caller; INVALID_INPUT for what this gateway does not serve
 */
export async function authorizeBudgetChange(
  session: Session,
  name: string,
  scope: BudgetScope | null,
): Promise<void> {
  if (!session.caller.grants.some((it) => allows(it, OWNING))) throw forbidden();
  if (scope) {
    checkServed(session, scope);
    await checkProjects(session, scope.projectArns ?? []);
    await checkOwned(session, scope);
  }
  const record = session.records.get(BUDGET_KIND, name);
  if (record) await checkOwned(session, toBudget(record).scope);
}

/** @throws GatewayError FORBIDDEN */
export async function checkOwned(session: Session, scope: BudgetScope): Promise<void> {
  if (!(await mayInScope(session, OWNING, scope))) throw forbidden();
}

function checkServed({ permissions }: Session, scope: BudgetScope): void {
  if (permissions.accounts.some((it) => reachesAccountRegion(scope, it))) return;
  throw invalidInput('scope: not configured on this gateway. gateway { accounts } lists what is.', ['scope']);
}

async function checkProjects(session: Session, arns: readonly ProjectArn[]): Promise<void> {
  const field = ['scope', 'projectArns'];
  for (const arn of arns) {
    const { accountId, region } = accountRegionOf(arn);
    if (!isConfigured(session, { accountId, region }))
      throw invalidInput(
        `projectArns: account ${accountId} in region ${region} is not configured on this gateway. gateway { accounts } lists what is.`,
        field,
      );
    if (!(await session.permissions.may('read', projectNameOf(arn))))
      throw new GatewayError('NOT_FOUND', 'projectArns: there is no such project.', { field });
  }
}

/** The same for a budget that the caller may see and for one that is hidden. */
function forbidden(): GatewayError {
  return new GatewayError(
    'FORBIDDEN',
    'You may not change this budget. The role owner would do, in a grant for all of its scope: without projects, that is whole accounts and regions.',
  );
}
