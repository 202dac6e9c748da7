import {
  type Budget,
  forecastOf,
  scopeOf,
  shareOf,
  spentOf,
  thresholdText,
} from '../../../../src/web/board/data/budgets.js';
import { burnRateOf, changeText, costSoFar, moneyText } from '../../../../src/web/board/data/money.js';
import { daysUntil, toVariables, usageByDay } from '../../../../src/web/board/data/usage.js';
import type { BoardUsageByDayQuery, BoardUsageFragment } from '../../../../src/web/board/generated.js';
import { modelOf } from './models.js';

const usd = (amount: string) => ({ amount, currencyCode: 'USD' });
const NOON_MS = Date.UTC(2026, 10, 28, 12);

describe('the burn rate', () => {
  const priced = modelOf({ status: 'RUNNING', hourlyCost: usd('4.5') });

  it('is the sum of what runs', () => {
    expect(burnRateOf([priced, priced])).toEqual({ hourly: usd('9'), unpriced: 0 });
  });

  it('counts those without a price apart', () => {
    expect(burnRateOf([priced, modelOf({ status: 'RUNNING' })])).toEqual({ hourly: usd('4.5'), unpriced: 1 });
    expect(burnRateOf([modelOf({ status: 'RUNNING' })])).toEqual({ hourly: null, unpriced: 1 });
    expect(burnRateOf([])).toEqual({ hourly: null, unpriced: 0 });
  });
});

describe('the cost so far', () => {
  const running = { status: 'RUNNING', hourlyCost: usd('4'), runningSince: '2026-11-28T10:30:00Z' } as const;

  it('grows with the time that it runs', () => {
    expect(costSoFar(modelOf({ ...running, isRunningSinceExact: true }), NOON_MS)).toEqual({
      cost: usd('6'),
      isAtLeast: false,
    });
  });

  it('is the least where it ran before the gateway looked, and nothing before its time', () => {
    const model = modelOf({ ...running, isRunningSinceExact: false });
    expect(costSoFar(model, NOON_MS)?.isAtLeast).toBe(true);
    expect(costSoFar(model, 0)?.cost).toEqual(usd('0'));
  });

  it('is not known without a price, and not for what does not run', () => {
    expect(costSoFar(modelOf({ ...running, hourlyCost: null }), NOON_MS)).toBeNull();
    expect(costSoFar(modelOf(), NOON_MS)).toBeNull();
  });
});

describe('the usage by day', () => {
  const none: BoardUsageFragment = {
    ...{ runningHours: 0, trainingHours: 0, cost: null, isCostComplete: true, basis: 'OBSERVED' },
  };
  const days = daysUntil(NOON_MS);
  const answer = (all: BoardUsageFragment, today = none) =>
    ({
      modelVersion: {
        all,
        ...Object.fromEntries(days.map((_, index) => [`day${index}`, index === 13 ? today : none])),
      },
    }) as BoardUsageByDayQuery;

  it('asks for 14 days of UTC, today last', () => {
    expect(days).toHaveLength(14);
    const variables = toVariables('arn', days);
    expect(variables).toMatchObject({ d0: '2026-11-15T00:00:00.000Z', d13: '2026-11-28T00:00:00.000Z' });
  });

  it('is nothing where nothing was used', () => {
    expect(usageByDay(days, answer(none))).toBeNull();
    expect(usageByDay(days, { modelVersion: null })).toBeNull();
  });

  it('has bars of money, or of hours where nothing has a price', () => {
    const used = { ...none, runningHours: 2, cost: usd('8') };
    const priced = usageByDay(days, answer(used, used));
    expect(priced?.values.at(-1)).toBe(8);
    expect(priced?.total).toBe('$8.00: 2 h running.');
    const unpriced = usageByDay(
      days,
      answer({ ...used, cost: null, basis: 'AT_LEAST' }, { ...used, cost: null }),
    );
    expect(unpriced?.values.at(-1)).toBe(2);
    expect(unpriced?.total).toBe('At least 2 h running; no price is known.');
  });

  it('says what is not in it', () => {
    const part = { ...none, runningHours: 1, trainingHours: 0.5, cost: usd('4'), isCostComplete: false };
    expect(usageByDay(days, answer(part))?.total).toBe(
      '$4.00: 1 h running, 0.5 h of training, part of it without a price.',
    );
  });
});

describe('a budget', () => {
  const budget: Budget = {
    ...{ name: 'team', timeZone: 'UTC', revision: '1', updatedBy: null },
    monthly: usd('200'),
    spent: { runningHours: 1, trainingHours: 0, cost: usd('50'), isCostComplete: true, basis: 'OBSERVED' },
    forecast: usd('250'),
    thresholds: [],
    scope: { accountId: null, region: null, projectArns: null },
  };

  it('says what is used of it, and where it goes', () => {
    expect(spentOf(budget)).toBe('$50.00 of $200.00');
    expect(shareOf(budget)).toBe(0.25);
    expect(forecastOf(budget)).toEqual({ text: '$250.00 by the end of the month', isOver: true });
  });

  it('says what is not known', () => {
    const unknown = { ...budget, forecast: null, spent: { ...budget.spent, cost: null } };
    expect([spentOf(unknown), shareOf(unknown), forecastOf(unknown)]).toEqual([
      'Of $200.00: no price is known',
      null,
      null,
    ]);
    const least = { ...budget, spent: { ...budget.spent, basis: 'AT_LEAST' as const } };
    expect(spentOf(least)).toBe('At least $50.00 of $200.00');
  });

  it('names what it is about', () => {
    expect(scopeOf(budget)).toBe('everything');
    const projectArns = ['arn:aws:rekognition:us-east-1:123456789012:project/boards/1'];
    expect(scopeOf({ ...budget, scope: { accountId: '123456789012', region: null, projectArns } })).toBe(
      '123456789012 boards',
    );
    expect(thresholdText({ percent: 100, action: 'STOP_MODELS' })).toBe('100 %: models are stopped');
  });
});

it('what an hour costs more or less is said', () => {
  expect([usd('4'), usd('-2.5'), usd('0')].map(changeText)).toEqual([
    'An hour costs $4.00 more then.',
    'An hour costs $2.50 less then.',
    'An hour costs as much as before.',
  ]);
});

it('money is written as people write it', () => {
  expect(moneyText(usd('1234.5'))).toBe('$1,234.50');
});
