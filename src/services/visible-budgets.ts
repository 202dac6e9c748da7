import { checkText } from '../domain/constraints.js';
import { maySee } from './budget-rights.js';
import { allBudgets, BUDGET_KIND, type Budget, toBudget } from './budgets.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import type { Session } from './session.js';

const BY_NAME: Order<Budget> = {
  name: 'budgets',
  descending: false,
  keyOf: ({ name }) => name,
  idOf: ({ name }) => name,
};

/** Those that the caller may see. */
export async function listBudgets(session: Session, page: PageRequest): Promise<Connection<Budget>> {
  const toPage = createPage(BY_NAME, page);
  const budgets = allBudgets(session);
  const answers = await Promise.all(budgets.map((it) => maySee(session, it)));
  return toPage(budgets.filter((_, index) => answers[index]));
}

/** Null: there is none of this name, for the caller. */
export async function findBudget(session: Session, name: string): Promise<Budget | null> {
  checkText('budgetName', name, ['id']);
  session.callContext.cacheDependencies?.noStore(); // nothing tells the cache of changed records
  const record = session.records.get(BUDGET_KIND, name);
  const budget = record ? toBudget(record) : null;
  return budget && (await maySee(session, budget)) ? budget : null;
}
