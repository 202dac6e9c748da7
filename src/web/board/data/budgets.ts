import type { BoardBudgetsQuery } from '../generated.js';
import { type Money, moneyText } from './money.js';

export type Budget = BoardBudgetsQuery['budgets']['nodes'][number];
type Threshold = Budget['thresholds'][number];

/** How much of a budget this month has used: 0 to 1, and more; null where no price is known. */
export function shareOf({ monthly, spent }: Budget): number | null {
  return spent.cost ? Number(spent.cost.amount) / Number(monthly.amount) : null;
}

/** `$12.00 of $500.00`, as well as it is known. */
export function spentOf({ monthly, spent }: Budget): string {
  if (!spent.cost) return `Of ${moneyText(monthly)}: no price is known`;
  const least = spent.basis === 'AT_LEAST' || !spent.isCostComplete ? 'At least ' : '';
  return `${least}${moneyText(spent.cost)} of ${moneyText(monthly)}`;
}

/** What the month comes to if it goes on so; null where that is not known. */
export function forecastOf({
  forecast,
  monthly,
}: Budget): { readonly text: string; readonly isOver: boolean } | null {
  if (!forecast) return null;
  return { text: `${moneyText(forecast)} by the end of the month`, isOver: isMore(forecast, monthly) };
}

function isMore(a: Money, b: Money): boolean {
  return Number(a.amount) > Number(b.amount);
}

/** What it is about: everything, or these accounts and projects. */
export function scopeOf({ scope: { accountId, region, projectArns } }: Budget): string {
  const names = (projectArns ?? []).map((arn) => arn.split('/')[1] ?? arn);
  const parts = [accountId, region, names.join(', ')].filter((it) => it);
  return parts.length === 0 ? 'everything' : parts.join(' ');
}

/** Those that may change it are the ones that see its subject: owners of all of its scope, and it. */
export function mayChange({ updatedBy }: Budget): boolean {
  return updatedBy !== null;
}

const ACTIONS = {
  NOTIFY: 'told',
  REFUSE_STARTS: 'starts are refused',
  STOP_MODELS: 'models are stopped',
} as const;

/** `100 %: starts are refused`; later versions of the gateway may do more. */
export function thresholdText({ percent, action }: Pick<Threshold, 'percent' | 'action'>): string {
  return `${percent.toLocaleString()} %: ${ACTIONS[action] ?? action}`;
}
