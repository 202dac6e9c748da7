import { accountRegionOf } from '../arn.js';
import { checkText } from '../constraints.js';
import { invalidInput } from '../errors.js';
import {
  type BudgetScope,
  type BudgetThreshold,
  isInScope,
  isSameThreshold,
  type SpendingBudget,
  toDecimal,
} from './budget.js';
import { shown } from './shown-text.js';
import { isTimeZone } from './wall-clock.js';

const MAX_THRESHOLDS = 10;
const MAX_PERCENT = 1_000;
/** Of projects in a scope. */
const MAX_PROJECTS = 100;

/**
 * @param currencyCode - of the prices
 * @throws GatewayError INVALID_INPUT
 */
export function checkBudget(name: string, budget: SpendingBudget, currencyCode: string): void {
  checkText('budgetName', name, ['name']);
  checkScope(budget.scope);
  checkMonthly(budget, currencyCode);
  if (!isTimeZone(budget.timeZone))
    throw invalidInput(
      `timeZone: expected an IANA name, for example Europe/Berlin or UTC, not ${shown(budget.timeZone)}.`,
      ['timeZone'],
    );
  checkThresholds(budget.thresholds);
}

function checkScope(scope: BudgetScope): void {
  const { projectArns } = scope;
  const field = ['scope', 'projectArns'];
  if (!projectArns) return;
  if (projectArns.length < 1 || projectArns.length > MAX_PROJECTS)
    throw invalidInput(
      `projectArns: expected 1 to ${MAX_PROJECTS}, not ${projectArns.length}. Left out, it means every project.`,
      field,
    );
  if (projectArns.some((it) => !isInScope(scope, accountRegionOf(it), it)))
    throw invalidInput(
      'projectArns: expected projects of the account and region that the scope names.',
      field,
    );
}

function checkMonthly({ monthly }: SpendingBudget, currencyCode: string): void {
  if (toDecimal(monthly) <= 0n) throw invalidInput('amount: expected more than 0.', ['monthly', 'amount']);
  if (monthly.currencyCode !== currencyCode)
    throw invalidInput(
      `currencyCode: expected ${currencyCode}, the currency of the prices of this gateway, not ${shown(monthly.currencyCode)}.`,
      ['monthly', 'currencyCode'],
    );
}

function checkThresholds(thresholds: readonly BudgetThreshold[]): void {
  const count = thresholds.length;
  if (count < 1 || count > MAX_THRESHOLDS)
    throw invalidInput(`thresholds: expected 1 to ${MAX_THRESHOLDS}, not ${count}.`, ['thresholds']);
  thresholds.forEach((it, index) => {
    if (!(it.percent > 0 && it.percent <= MAX_PERCENT))
      throw invalidInput(`percent: expected more than 0, and at most ${MAX_PERCENT}.`, [
        ...['thresholds', String(index), 'percent'],
      ]);
    if (thresholds.findIndex((other) => isSameThreshold(it, other)) < index)
      throw invalidInput('thresholds: expected each percent with each action once.', [
        'thresholds',
        String(index),
      ]);
  });
}
