import { type BudgetThreshold, isSameThreshold } from '../domain/automation/budget.js';
import { forecastOf, printAmount, reachedIn, usedRatio } from '../domain/automation/budget-decision.js';
import { monthAt } from '../domain/automation/calendar-month.js';
import type { Failure } from '../domain/automation/failure.js';
import { shown } from '../domain/automation/shown-text.js';
import { isTimeZone } from '../domain/automation/wall-clock.js';
import type { EpochMs } from '../domain/model.js';
import type { Money } from '../domain/money/cost.js';
import { allBudgets, type Budget, costOf, progressOf, spendingOf } from './budgets.js';
import type { UsageServices } from './money/usage-scope.js';

// What a budget shows beside what somebody put: as of this moment.

/** Null: nothing of what was used, or runs, has a price. */
export function forecastMoney(services: UsageServices, budget: Budget): Money | null {
  if (costOf(services, budget) === null) return null;
  const spending = spendingOf(services, budget);
  const amount = printAmount(forecastOf(spending, services.clock.wallNow()));
  return { amount, currencyCode: spending.currencyCode };
}

/** With when each was reached this month; null: not yet. */
export function thresholdsOf(
  services: UsageServices,
  budget: Budget,
): readonly (BudgetThreshold & { readonly reachedAt: EpochMs | null })[] {
  const month = monthAt(budget.timeZone, services.clock.wallNow());
  const reached = reachedIn(progressOf(services, budget.name), month);
  return budget.thresholds.map((it) => ({
    ...it,
    reachedAt: reached.find((other) => isSameThreshold(it, other))?.at ?? null,
  }));
}

/** Null: the budget can be counted as it was put. */
export function failureOf({ prices }: UsageServices, { monthly, timeZone }: Budget): Failure | null {
  const isCounted = monthly.currencyCode === prices.currencyCode;
  if (isCounted && isTimeZone(timeZone)) return null;
  const message = isCounted
    ? `The time zone ${shown(timeZone)} is not known to this gateway any more: the budget is counted in months of UTC. Put it again with another one.`
    : notCounted(monthly, prices.currencyCode);
  return { code: 'INVALID_INPUT', message, awsRequestId: null };
}

export function notCounted({ currencyCode }: Money, ofPrices: string): string {
  return `The budget is not counted: it is in ${currencyCode}, and prices are in ${ofPrices} now. Put it again in ${ofPrices}.`;
}

/** Which part of its monthly amount each budget has spent; without those in another currency than the prices. */
export function usedRatios(services: UsageServices): readonly { name: string; ratio: number }[] {
  return allBudgets(services).flatMap((it) => {
    const ratio = usedRatio(it, spendingOf(services, it));
    return ratio === null ? [] : [{ name: it.name, ratio }];
  });
}
