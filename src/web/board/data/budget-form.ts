import type { BoardBudgetsQuery } from '../generated.js';
import type { Budget } from './budgets.js';
import type { BoardProject } from './model.js';
import { mistaken, type Refusal } from './refusal.js';

type Action = BoardBudgetsQuery['budgets']['nodes'][number]['thresholds'][number]['action'];

export interface TypedThreshold {
  readonly percent: string;
  readonly action: Action;
}

/** A budget as typed. */
export interface BudgetForm {
  readonly name: string;
  readonly amount: string;
  readonly currency: string;
  /** `<account> <region>`, either of which may be empty: every one. */
  readonly place: string;
  /** Names or ARNs, one a line; empty: every project. */
  readonly projects: string;
  readonly timeZone: string;
  readonly thresholds: readonly TypedThreshold[];
}

/** The members of the mutation's input that the form has a field for. */
export const BUDGET_FIELDS = ['name', 'amount', 'currencyCode', 'projectArns', 'timeZone', 'thresholds'];
export const MOST_THRESHOLDS = 10;

type Projects = readonly Pick<BoardProject, 'arn' | 'name' | 'accountId' | 'region'>[];

const FIRST_THRESHOLDS: readonly TypedThreshold[] = [
  { percent: '80', action: 'NOTIFY' },
  { percent: '100', action: 'REFUSE_STARTS' },
];

/** @param currency - of a new one */
export function toBudgetForm(budget: Budget | null, currency: string, projects: Projects): BudgetForm {
  const { accountId, region, projectArns } = budget?.scope ?? {};
  const place = placeText(accountId, region);
  return {
    name: budget?.name ?? '',
    amount: budget?.monthly.amount ?? '',
    currency: budget?.monthly.currencyCode ?? currency,
    place,
    projects: (projectArns ?? []).map((it) => nameOf(it, projects, place)).join('\n'),
    timeZone: budget?.timeZone ?? 'UTC',
    thresholds: budget?.thresholds.map(toTyped) ?? FIRST_THRESHOLDS,
  };
}

export function placeText(accountId: string | null = null, region: string | null = null): string {
  return accountId === null && region === null ? '' : `${accountId ?? ''} ${region ?? ''}`;
}

function toTyped({ percent, action }: Budget['thresholds'][number]): TypedThreshold {
  return { percent: String(percent), action };
}

/** Its name, if that is enough to find it again. */
function nameOf(arn: string, projects: Projects, place: string): string {
  const name = projects.find((it) => it.arn === arn)?.name;
  return name !== undefined && named(name, projects, place).length === 1 ? name : arn;
}

function named(name: string, projects: Projects, place: string): Projects {
  const [accountId = '', region = ''] = place.split(' ');
  return projects.filter(
    (it) =>
      it.name === name &&
      (accountId === '' || it.accountId === accountId) &&
      (region === '' || it.region === region),
  );
}

/** What is wrong with it, before the gateway is asked; null: nothing. */
export function budgetMistake(form: BudgetForm, projects: Projects): Refusal | null {
  const { name, amount, currency, thresholds } = form;
  if (!/^[a-z\d][\w .-]{0,63}$/i.test(name))
    return mistaken('name', name, 'letters, digits, spaces and “_.-”, a letter or digit first');
  if (!isMoreThanNothing(amount))
    return mistaken('amount', amount, 'an amount above 0, for example 250 or 12.50');
  if (!/^[A-Z]{3}$/.test(currency))
    return mistaken('currencyCode', currency, 'three letters, for example USD');
  const wrong = linesOf(form).find((it) => toArns(it, form, projects).length !== 1);
  if (wrong !== undefined) return { field: 'projectArns', message: whyWrong(wrong, form, projects) };
  const bad = thresholds.length === 0 ? '' : thresholds.find((it) => !isMoreThanNothing(it.percent))?.percent;
  return bad === undefined ? null : mistaken('thresholds', bad, 'a percentage above 0, for example 80');
}

function isMoreThanNothing(text: string): boolean {
  return /^\d{1,12}(\.\d{1,6})?$/.test(text) && Number(text) > 0;
}

function linesOf({ projects }: BudgetForm): string[] {
  return projects.split('\n').flatMap((it) => it.trim() || []);
}

function toArns(line: string, { place }: BudgetForm, projects: Projects): string[] {
  if (line.startsWith('arn:')) return [line];
  return named(line, projects, place).map(({ arn }) => arn);
}

function whyWrong(line: string, form: BudgetForm, projects: Projects): string {
  return toArns(line, form, projects).length === 0
    ? `There is no project ${line} there.`
    : `Several projects are called ${line}: choose the account and region.`;
}

/**
 * As the mutation takes it; an edit of somebody else in between is refused.
 * @param existing - null: it must be new
 */
export function toBudgetInput(form: BudgetForm, projects: Projects, existing: Budget | null) {
  const { name, amount, currency, place, timeZone, thresholds } = form;
  const [accountId = '', region = ''] = place.split(' ');
  const projectArns = linesOf(form).flatMap((it) => toArns(it, form, projects));
  return {
    name,
    monthly: { amount, currencyCode: currency },
    scope: {
      accountId: accountId || null,
      region: region || null,
      projectArns: projectArns.length > 0 ? projectArns : null,
    },
    timeZone: timeZone.trim(),
    thresholds: thresholds.map(({ percent, action }) => ({ percent: Number(percent), action })),
    revision: existing?.revision ?? null,
    mustBeNew: existing === null,
  };
}
