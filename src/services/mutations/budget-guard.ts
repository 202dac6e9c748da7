import type { ModelVersionArn } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import { maySee } from '../budget-rights.js';
import { type Budget, refusingBudgets, stoppedByBudget, versionOf } from '../budgets.js';
import type { Session } from '../session.js';

/**
 * Lets a start through unless a budget refuses it at this moment. What the gateway would start by itself, a budget that has
 * stopped models refuses, too.
 * @param isAutomatic - whether the gateway starts it by itself. Default: as the session says
 * @throws GatewayError BUDGET_EXCEEDED, which names a budget only to a caller that may see it
 */
export async function checkBudgets(
  session: Session,
  arn: ModelVersionArn,
  isAutomatic = session.caller.cause !== undefined,
): Promise<void> {
  const version = versionOf(session, arn);
  if (!version) return; // then the version is not there either
  const stopped = isAutomatic ? stoppedByBudget(session, version) : null;
  const refusing = [...refusingBudgets(session, version), ...(stopped ? [stopped] : [])];
  if (refusing.length === 0) return;
  throw new GatewayError('BUDGET_EXCEEDED', await messageOf(session, refusing), {
    field: ['modelVersionArn'],
  });
}

/** What the gateway does by itself fails where others read it than its author: no budget is named there. */
async function messageOf(session: Session, budgets: readonly Budget[]): Promise<string> {
  const shown = session.caller.cause === undefined ? budgets : [];
  for (const it of shown)
    if (await maySee(session, it)) {
      const { amount, currencyCode } = it.monthly;
      return `modelVersionArn: the budget ${it.name} of ${amount} ${currencyCode} a month lets nothing more start until the month ends or it is raised.`;
    }
  return 'modelVersionArn: a budget lets nothing more start here until the month ends or it is raised.';
}
