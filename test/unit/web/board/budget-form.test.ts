import {
  type BudgetForm,
  budgetMistake,
  toBudgetForm,
  toBudgetInput,
} from '../../../../src/web/board/data/budget-form.js';
import type { Budget } from '../../../../src/web/board/data/budgets.js';

const project = (name: string, accountId = '123456789012') => ({
  ...{ name, accountId, region: 'us-east-1' },
  arn: `arn:aws:rekognition:us-east-1:${accountId}:project/${name}/1`,
});
const [cats, dogs, others] = [project('cats'), project('dogs'), project('cats', '111122223333')];
const projects = [cats, dogs, others];

const form: BudgetForm = { ...toBudgetForm(null, 'EUR', projects), name: 'vision team', amount: '250.5' };

const budget: Budget = {
  ...{ name: 'team', timeZone: 'Europe/Berlin', revision: 'r1', updatedBy: 'ann', forecast: null },
  monthly: { amount: '200', currencyCode: 'USD' },
  spent: { runningHours: 1, trainingHours: 0, cost: null, isCostComplete: true, basis: 'OBSERVED' },
  thresholds: [{ percent: 90, action: 'STOP_MODELS', reachedAt: null }],
  scope: { accountId: null, region: null, projectArns: [cats.arn, dogs.arn] },
};

it('of a new one counts everything, in the currency of the prices', () => {
  expect(budgetMistake(form, projects)).toBeNull();
  expect(toBudgetInput(form, projects, null)).toEqual({
    ...{ name: 'vision team', monthly: { amount: '250.5', currencyCode: 'EUR' }, timeZone: 'UTC' },
    scope: { accountId: null, region: null, projectArns: null },
    thresholds: [
      { percent: 80, action: 'NOTIFY' },
      { percent: 100, action: 'REFUSE_STARTS' },
    ],
    ...{ revision: null, mustBeNew: true },
  });
});

it('of one that is changed keeps what is not touched, and is refused where somebody else was first', () => {
  const known = toBudgetForm(budget, 'EUR', projects);
  expect(known.projects).toBe(`${cats.arn}\ndogs`); // two projects are called cats
  expect(toBudgetInput(known, projects, budget)).toEqual({
    ...{ name: 'team', monthly: budget.monthly, timeZone: 'Europe/Berlin', scope: budget.scope },
    thresholds: [{ percent: 90, action: 'STOP_MODELS' }],
    ...{ revision: 'r1', mustBeNew: false },
  });
});

it('finds projects by their names in the account and region that were chosen', () => {
  const place = '111122223333 us-east-1';
  const input = toBudgetInput({ ...form, place, projects: ' cats \n' }, projects, null);
  expect(input.scope).toEqual({
    ...{ accountId: '111122223333', region: 'us-east-1', projectArns: [others.arn] },
  });
});

it.each([
  [{ name: '-team' }, 'name'],
  [{ amount: '0' }, 'amount'],
  [{ amount: 'much' }, 'amount'],
  [{ currency: 'EURO' }, 'currencyCode'],
  [{ projects: 'birds' }, 'projectArns'],
  [{ projects: 'cats' }, 'projectArns'],
  [{ thresholds: [] }, 'thresholds'],
  [{ thresholds: [{ percent: 'half', action: 'NOTIFY' as const }] }, 'thresholds'],
])('of %j is refused at its field', (part, field) => {
  expect(budgetMistake({ ...form, ...part }, projects)?.field).toBe(field);
});
