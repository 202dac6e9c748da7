import type { SpendingBudget } from '../../domain/automation/budget.js';
import { checkBudget } from '../../domain/automation/budget-constraints.js';
import { holdsNow, printAmount, readProgress } from '../../domain/automation/budget-decision.js';
import type { Warning } from '../../domain/plan.js';
import { checkOwned } from '../budget-rights.js';
import {
  allBudgets,
  BUDGET_KIND,
  BUDGET_PROGRESS_KIND,
  type Budget,
  MAX_BUDGETS,
  progressOf,
  spendingOf,
  toBudget,
  usageOf,
} from '../budgets.js';
import { refuseBeyondShare } from '../caps.js';
import type { Session } from '../session.js';
import { deleteRecord, putRecord } from './record-change.js';

/** What is put or deleted, by its name on this gateway. */
interface BudgetRequest {
  readonly name: string;
  /** Of what is replaced or deleted; null: whatever it is now. */
  readonly revision: string | null;
}

const CAP = {
  ...{ key: BUDGET_KIND, max: MAX_BUDGETS, of: 'on this gateway' },
  others: (session: Session) => allBudgets(session).length,
  check: (session: Session) => refuseBeyondShare(session, allBudgets(session), MAX_BUDGETS, BEYOND_SHARE),
};
const BEYOND_SHARE = {
  message: `name: of the ${MAX_BUDGETS} budgets on this gateway you have as many as are left for others. Delete one, or replace one of yours.`,
  field: ['name'],
};

/** May be refused as INVALID_INPUT, ALREADY_EXISTS, REVISION_MISMATCH, QUOTA_EXCEEDED. */
export function putBudget(
  { name, revision, mustBeNew }: BudgetRequest & { readonly mustBeNew: boolean },
  budget: SpendingBudget,
) {
  const check = ({ prices }: Session) => checkBudget(name, budget, prices.currencyCode);
  return putRecord<SpendingBudget, { readonly budget: Budget }>(
    {
      ...{ kind: BUDGET_KIND, key: name, noun: 'budget', name, revision, mustBeNew },
      check,
      cap: CAP,
      async value(session, known) {
        if (known) await checkOwned(session, known.scope); // somebody may have put it since
        return budget;
      },
      // What came of the one before stays, in another revision: the engine, which may be acting on that, is refused.
      besides: ({ records }) => {
        const progress = records.get(BUDGET_PROGRESS_KIND, name);
        const value = progress?.value ?? readProgress(null);
        return [{ kind: BUDGET_PROGRESS_KIND, key: name, value, expected: progress?.revision ?? null }];
      },
      warnings: async (session) => (passes(() => check(session)) ? warningsOf(session, name, budget) : []),
    },
    async (_session, record) => ({ budget: toBudget(record) }),
  );
}

/** May be refused as NOT_FOUND, REVISION_MISMATCH. What has come of it goes with it. */
export function deleteBudget({ name, revision }: BudgetRequest) {
  return deleteRecord<SpendingBudget>({
    ...{ kind: BUDGET_KIND, key: name, noun: 'budget', name, revision },
    check: (session, known) => checkOwned(session, known.scope),
    besides: () => [{ kind: BUDGET_PROGRESS_KIND, key: name, value: null }],
  });
}

/** Warnings are made of what is refused, too. */
function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

/** What it does at once. */
function warningsOf(session: Session, name: string, budget: SpendingBudget): readonly Warning[] {
  const progress = progressOf(session, name);
  // Of one that may never be on record no sum is kept: those of others would go.
  const spending = spendingOf(session, budget, usageOf(session, budget).cost);
  const spent = `${printAmount(spending.spent)} ${spending.currencyCode}`;
  const warn = (what: string): Warning => ({
    code: 'BUDGET_REACHED',
    message: `thresholds: ${spent} are spent this month already, so ${what}.`,
    field: ['thresholds'],
  });
  return [
    ...(holdsNow(budget, 'REFUSE_STARTS', progress, spending)
      ? [warn('starts are refused from now on')]
      : []),
    ...(holdsNow(budget, 'STOP_MODELS', progress, spending)
      ? [warn('what runs in its scope is stopped, unless that was done this month')]
      : []),
  ];
}
