import {
  type AccountRegion,
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
} from '../domain/arn.js';
import type { Author } from '../domain/automation/author.js';
import {
  type BudgetAction,
  type BudgetScope,
  isInScope,
  reachesAccountRegion,
  readBudget,
  type SpendingBudget,
  toDecimal,
} from '../domain/automation/budget.js';
import {
  type BudgetProgress,
  costOfTime,
  holdsNow,
  readProgress,
  type Spending,
} from '../domain/automation/budget-decision.js';
import { monthAt } from '../domain/automation/calendar-month.js';
import type { ModelVersion } from '../domain/model.js';
import { hourlyCostOf, type Money } from '../domain/money/cost.js';
import type { Usage } from '../domain/money/usage.js';
import type { StoredRecord } from '../records/port.js';
import { runsIn as runsOfProject, type SeenRun } from './money/sightings.js';
import { costSoFar, usageIn } from './money/usage.js';
import type { UsageServices } from './money/usage-scope.js';

/** Of the records that somebody put; their key is the budget's name. */
export const BUDGET_KIND = 'budget';
/** Of the records of what has come of them, with the same keys: a budget's revision is not changed by what is spent. */
export const BUDGET_PROGRESS_KIND = 'budget-progress';
export const MAX_BUDGETS = 100;

interface StoredBudget extends SpendingBudget {
  readonly author: Author;
}

export interface Budget extends StoredBudget {
  readonly kind: 'Budget';
  readonly name: string;
  readonly revision: string;
}

export function toBudget({ key, revision, value }: StoredRecord): Budget {
  return { ...readBudget<StoredBudget>(value), kind: 'Budget', name: key, revision };
}

/** By name. */
export function allBudgets({ records }: Pick<UsageServices, 'records'>): readonly Budget[] {
  return records.list(BUDGET_KIND).map(toBudget);
}

export function progressOf({ records }: Pick<UsageServices, 'records'>, name: string): BudgetProgress {
  return readProgress(records.get(BUDGET_PROGRESS_KIND, name)?.value);
}

/** What was used in the budget's scope since its month began. */
export function usageOf(services: UsageServices, { scope, timeZone }: SpendingBudget): Usage {
  const now = services.clock.wallNow();
  return usageIn(services, scope, monthAt(timeZone, now).fromMs, now);
}

/** What that costs; null: none of it has a price. */
export function costOf(services: UsageServices, { scope, timeZone }: SpendingBudget): Money | null {
  return costSoFar(services, scope, monthAt(timeZone, services.clock.wallNow()).fromMs);
}

/**
 * What is spent at this moment; what has no price is not in it.
 * @param cost - of what was used. Default: from the sum that is kept for budgets on record
 */
export function spendingOf(
  services: UsageServices,
  budget: SpendingBudget,
  cost: Money | null = costOf(services, budget),
): Spending {
  const { prices, clock } = services;
  const month = monthAt(budget.timeZone, clock.wallNow());
  const costs = runsIn(services, budget.scope).map(({ version, seenAt }) => {
    const hourly = toDecimal(hourlyCostOf(prices, version) ?? NOTHING);
    const unseenMs = Math.min(clock.now() - seenAt, clock.wallNow() - month.fromMs);
    return { hourly, unseen: costOfTime(hourly, unseenMs) };
  });
  return {
    month,
    currencyCode: prices.currencyCode,
    spent: toDecimal(cost ?? NOTHING),
    unseen: costs.reduce((sum, it) => sum + it.unseen, 0n),
    hourly: costs.reduce((sum, it) => sum + it.hourly, 0n),
  };
}

const NOTHING = { amount: '0' };

/** What runs now, as far as known. */
export function runsIn(services: UsageServices, scope: BudgetScope): SeenRun[] {
  return projectsIn(services, scope).flatMap((arn) => runsOfProject(services.catalog, arn));
}

/** As the catalog knows them. */
export function versionsIn(services: UsageServices, scope: BudgetScope): ModelVersion[] {
  const entries = projectsIn(services, scope).flatMap((arn) => services.catalog.versionEntries(arn));
  return entries.flatMap(({ value }) => value ?? []);
}

function projectsIn({ upstream, catalog }: UsageServices, scope: BudgetScope): ProjectArn[] {
  return upstream.accounts
    .filter((at) => reachesAccountRegion(scope, at))
    .flatMap((at) => catalog.projects(at)?.values ?? [])
    .filter((it) => isInScope(scope, it, it.arn))
    .map(({ arn }) => arn);
}

type Version = Pick<ModelVersion, 'arn' | 'projectArn'>;

/** The budgets that refuse any start of the version at this moment. */
export function refusingBudgets(services: UsageServices, version: Version): readonly Budget[] {
  return budgetsThatHold(services, placeOf(version), 'REFUSE_STARTS');
}

/** Null: no budget refuses its start. */
function refusingBudget(services: UsageServices, version: Version): Budget | null {
  return refusingBudgets(services, version)[0] ?? null;
}

/** The budget because of which the gateway starts the version by itself no more until the month ends; null: none. */
export function stoppedByBudget(services: UsageServices, version: Version): Budget | null {
  return budgetsThatHold(services, placeOf(version), 'STOP_MODELS')[0] ?? null;
}

/** Why the gateway may not start a version by itself now, in words that name no budget; null: it may. */
export function refusalOfOwnStart(services: UsageServices, arn: ModelVersionArn): string | null {
  const version = versionOf(services, arn);
  const isRefused = version && (refusingBudget(services, version) ?? stoppedByBudget(services, version));
  return isRefused ? 'a budget lets nothing more start until the month ends or it is raised' : null;
}

/** With the project that it belongs to; null: that is not known. */
export function versionOf({ catalog }: Pick<UsageServices, 'catalog'>, arn: ModelVersionArn): Version | null {
  const project = catalog.project(accountRegionOf(arn), modelVersionArnParts(arn).projectName)?.value;
  return project ? { arn, projectArn: project.arn } : null;
}

function placeOf({ arn, projectArn }: Version): Place {
  return { at: accountRegionOf(arn), projectArn };
}

interface Place {
  readonly at: AccountRegion;
  /** Null: it is not made yet, and in no scope that names projects. */
  readonly projectArn: ProjectArn | null;
}

/** Of those in whose scope a place is, the ones that have reached a threshold with this action. */
export function budgetsThatHold(
  services: UsageServices,
  { at, projectArn }: Place,
  action: BudgetAction,
): readonly Budget[] {
  return allBudgets(services)
    .filter((it) => it.thresholds.some((threshold) => threshold.action === action))
    .filter(({ scope }) => isInScope(scope, at, projectArn))
    .filter((it) => holdsNow(it, action, progressOf(services, it.name), spendingOf(services, it)));
}
