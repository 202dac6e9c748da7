import type { EpochMs } from '../model.js';
import { type Decimal, dividedTo, printDecimal } from '../money/decimal.js';
import {
  amountOf,
  type BudgetAction,
  type BudgetThreshold,
  isSameThreshold,
  type SpendingBudget,
  toDecimal,
} from './budget.js';
import type { CalendarMonth } from './calendar-month.js';
import type { Decision } from './decision.js';

/** The record of what has come of a budget; its key is the budget's name. Instants are of the wall clock. */
export interface BudgetProgress {
  /** The name of the month that `reached` is about. */
  readonly month: string;
  readonly reached: readonly ReachedThreshold[];
  /** The currency of the prices with which it was told that the budget cannot be counted; null: it can. */
  readonly failedCurrency: string | null;
}

export interface ReachedThreshold extends BudgetThreshold {
  /** What had to be spent for it then: a decimal number. */
  readonly amount: string;
  readonly at: EpochMs;
}

/** What is known of the money in a budget's scope. */
export interface Spending {
  /** In the budget's time zone. */
  readonly month: CalendarMonth;
  /** Of the prices: all amounts are in it. */
  readonly currencyCode: string;
  /** In the month, to the last refreshes that showed what runs running. */
  readonly spent: Decimal;
  /** What has been spent since those refreshes if everything has run on. */
  readonly unseen: Decimal;
  /** What an hour of all that runs now costs. */
  readonly hourly: Decimal;
}

/** Write down what has come of it; `reached` are those that are reached just now, least amount first. */
export interface BudgetNote {
  readonly kind: 'reached' | 'failed' | 'note';
  readonly reached: readonly ReachedThreshold[];
  readonly progress: BudgetProgress;
}

/** `refresh`: find out whether everything has run on. */
export type BudgetAct = BudgetNote | { readonly kind: 'refresh' };

const HOUR_MS = 3_600_000;
/** What a training has cost, and what a model costs that scales by itself, shows without a change of status. */
const CHECK_MS = 60_000;
/** After a refresh; a threshold that it has shown to be reached is noticed so late. */
const SOON_MS = 1_000;

/** Reads a record of this release or an earlier one. */
export function readProgress(value: unknown): BudgetProgress {
  return { month: '', reached: [], failedCurrency: null, ...(value as Partial<BudgetProgress>) };
}

/** What a budget asks for now. */
export function decideBudget(
  budget: SpendingBudget,
  progress: BudgetProgress,
  spending: Spending,
  now: EpochMs,
): Decision<BudgetAct> {
  const { month, currencyCode } = spending;
  const { failedCurrency } = progress;
  const known = reachedIn(progress, month);
  const { monthly } = budget;
  if (monthly.currencyCode !== currencyCode) {
    if (failedCurrency === currencyCode) return { act: null, wakeAt: null, reason: 'it is told already' };
    const failed = { month: month.name, reached: known, failedCurrency: currencyCode };
    const reason = `it is in ${monthly.currencyCode}, and prices are in ${currencyCode} now`;
    return { act: { kind: 'failed', reached: [], progress: failed }, wakeAt: null, reason };
  }
  const kept = known.filter((it) => isStillReached(budget, it, spending));
  const reached = newlyReached(budget, kept, spending, now);
  const next = { month: month.name, reached: [...kept, ...reached], failedCurrency: null };
  const dueAt = wakeUpAt(budget, next.reached, spending, now);
  const wakeAt = Math.max(dueAt, now + SOON_MS);
  if (reached.length > 0)
    return { act: { kind: 'reached', reached, progress: next }, wakeAt, reason: reasonOf(budget, reached) };
  if (kept.length < known.length || failedCurrency !== null)
    return { act: { kind: 'note', reached, progress: next }, wakeAt, reason: 'it was changed' };
  if (dueAt <= now) return { act: { kind: 'refresh' }, wakeAt, reason: 'a threshold may be reached' };
  return { act: null, wakeAt: dueAt, reason: 'no threshold is reached' };
}

/** What was reached in this month: of an earlier one, nothing counts any more. */
export function reachedIn(progress: BudgetProgress, { name }: CalendarMonth): readonly ReachedThreshold[] {
  return progress.month === name ? progress.reached : [];
}

/**
 * Whether a threshold with this action holds at this moment: it is reached, noticed or not, or was and is not raised since.
 * Without a currency in common, none does.
 */
export function holdsNow(
  budget: SpendingBudget,
  action: BudgetAction,
  progress: BudgetProgress,
  spending: Spending,
): boolean {
  if (budget.monthly.currencyCode !== spending.currencyCode) return false;
  const known = reachedIn(progress, spending.month).filter((it) => isStillReached(budget, it, spending));
  return budget.thresholds.some(
    (it) =>
      it.action === action &&
      (amountOf(budget, it) <= spending.spent || known.some((other) => isSameThreshold(it, other))),
  );
}

/** What the month will have cost at its end if what runs now goes on. */
export function forecastOf({ month, spent, unseen, hourly }: Spending, now: EpochMs): Decimal {
  return spent + unseen + costOfTime(hourly, month.toMs - now);
}

/** @param ms - less than none counts as none */
export function costOfTime(hourly: Decimal, ms: number): Decimal {
  return (hourly * BigInt(Math.max(0, Math.ceil(ms)))) / BigInt(HOUR_MS);
}

/** Which part of the month's amount is spent; null without a currency in common. */
export function usedRatio({ monthly }: SpendingBudget, { currencyCode, spent }: Spending): number | null {
  return monthly.currencyCode === currencyCode ? Number(spent) / Number(toDecimal(monthly)) : null;
}

/** A raise that puts it out of reach arms it again. Less spent than was thought does not. */
function isStillReached(budget: SpendingBudget, reached: ReachedThreshold, { spent }: Spending): boolean {
  if (!budget.thresholds.some((it) => isSameThreshold(it, reached))) return false;
  const amount = amountOf(budget, reached);
  return amount <= spent || amount <= toDecimal(reached);
}

function newlyReached(
  budget: SpendingBudget,
  kept: readonly ReachedThreshold[],
  { spent }: Spending,
  at: EpochMs,
): ReachedThreshold[] {
  return budget.thresholds
    .map(({ percent, action }) => ({ percent, action, due: amountOf(budget, { percent, action }) }))
    .filter(({ due, ...it }) => due <= spent && !kept.some((other) => isSameThreshold(it, other)))
    .sort((one, other) => one.percent - other.percent)
    .map(({ due, ...it }) => ({ ...it, amount: printDecimal(due), at }));
}

/** The moment at which the next threshold will be reached if what runs goes on, and at least now and then. */
function wakeUpAt(
  budget: SpendingBudget,
  reached: readonly ReachedThreshold[],
  { month, spent, unseen, hourly }: Spending,
  now: EpochMs,
): EpochMs {
  const next = budget.thresholds
    .filter((it) => !reached.some((other) => isSameThreshold(it, other)))
    .map((it) => now + msUntil(amountOf(budget, it) - spent - unseen, hourly));
  return Math.min(month.toMs, now + CHECK_MS, ...next);
}

function msUntil(left: Decimal, hourly: Decimal): number {
  if (hourly <= 0n) return Number.POSITIVE_INFINITY;
  if (left <= 0n) return 0;
  return Number((left * BigInt(HOUR_MS) + hourly - 1n) / hourly);
}

function reasonOf({ monthly }: SpendingBudget, reached: readonly ReachedThreshold[]): string {
  const last = reached.at(-1);
  return `at least ${last?.percent}% of ${monthly.amount} ${monthly.currencyCode} a month are spent`;
}

/** Rounded to 4 decimals. */
export function printAmount(value: Decimal): string {
  return printDecimal(dividedTo(4, value, 1n));
}
