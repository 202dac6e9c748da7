import { type AccountRegion, accountRegionOf, type ModelVersionArn, type ProjectArn } from '../arn.js';
import type { Money } from '../money/cost.js';
import { type Decimal, parseDecimal } from '../money/decimal.js';

/** The record of what may be spent in a calendar month; its key is the budget's name. */
export interface SpendingBudget {
  readonly scope: BudgetScope;
  readonly monthly: Money;
  /** An IANA name. */
  readonly timeZone: string;
  readonly thresholds: readonly BudgetThreshold[];
}

/** All that is given must match; null: whatever it is. */
export interface BudgetScope {
  readonly accountId: string | null;
  readonly region: string | null;
  readonly projectArns: readonly ProjectArn[] | null;
}

export type BudgetAction = 'NOTIFY' | 'REFUSE_STARTS' | 'STOP_MODELS';

export interface BudgetThreshold {
  /** Of the monthly amount; more than 0, at most 1000. */
  readonly percent: number;
  readonly action: BudgetAction;
}

/** Reads a record of this release or an earlier one. */
export function readBudget<T extends SpendingBudget>(value: unknown): T {
  const budget = value as T;
  return { ...budget, scope: toScope(budget.scope) };
}

/** @param given - what is left out, or null, is whatever it is */
export function toScope(given: unknown): BudgetScope {
  const { accountId = null, region = null, projectArns = null } = (given ?? {}) as Partial<BudgetScope>;
  return { accountId, region, projectArns };
}

/** Of a percent: what is less does not count. A float would not hold 0.1. */
const PERCENT_PARTS = 100_000_000;

/** What must be spent to reach a threshold, rounded up. */
export function amountOf({ monthly }: SpendingBudget, { percent }: BudgetThreshold): Decimal {
  const parts = BigInt(Math.max(1, Math.round(percent * PERCENT_PARTS)));
  const whole = 100n * BigInt(PERCENT_PARTS);
  return (toDecimal(monthly) * parts + whole - 1n) / whole;
}

export function isSameThreshold(one: BudgetThreshold, other: BudgetThreshold): boolean {
  return one.percent === other.percent && one.action === other.action;
}

export function toDecimal({ amount }: Pick<Money, 'amount'>): Decimal {
  return parseDecimal(amount) ?? 0n;
}

/** @param projectArn - null: not known, and in no scope that names projects */
export function isInScope(scope: BudgetScope, at: AccountRegion, projectArn: ProjectArn | null): boolean {
  const { projectArns } = scope;
  return reachesAccountRegion(scope, at) && (projectArns === null || includes(projectArns, projectArn));
}

export function reachesAccountRegion({ accountId, region }: BudgetScope, at: AccountRegion): boolean {
  return (accountId ?? at.accountId) === at.accountId && (region ?? at.region) === at.region;
}

/** By the project's name, which is all that a version's ARN has of its project. */
export function mayConcern(scope: BudgetScope, arn: ModelVersionArn): boolean {
  const isNamed = scope.projectArns?.some((it) => arn.startsWith(it.slice(0, it.lastIndexOf('/') + 1)));
  return (isNamed ?? true) && reachesAccountRegion(scope, accountRegionOf(arn));
}

function includes(arns: readonly ProjectArn[], arn: ProjectArn | null): boolean {
  return arn !== null && arns.includes(arn);
}
