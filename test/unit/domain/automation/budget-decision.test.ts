import type { BudgetThreshold, SpendingBudget } from '../../../../src/domain/automation/budget.js';
import {
  type BudgetNote,
  type BudgetProgress,
  decideBudget,
  forecastOf,
  holdsNow,
  readProgress,
  type Spending,
  usedRatio,
} from '../../../../src/domain/automation/budget-decision.js';
import { monthAt } from '../../../../src/domain/automation/calendar-month.js';
import { parseDecimal } from '../../../../src/domain/money/decimal.js';

const NOW = Date.parse('2026-11-10T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOTIFY: BudgetThreshold = { percent: 50, action: 'NOTIFY' };
const REFUSE: BudgetThreshold = { percent: 80, action: 'REFUSE_STARTS' };
const STOP: BudgetThreshold = { percent: 100, action: 'STOP_MODELS' };

function aBudget(more: Partial<SpendingBudget> = {}): SpendingBudget {
  return {
    scope: { accountId: null, region: null, projectArns: null },
    monthly: { amount: '100', currencyCode: 'USD' },
    timeZone: 'UTC',
    thresholds: [STOP, NOTIFY, REFUSE],
    ...more,
  };
}

function spent(
  amount: string,
  more: { hourly?: string; unseen?: string; at?: number; currencyCode?: string } = {},
): Spending {
  const { hourly = '0', unseen = '0', at = NOW, currencyCode = 'USD' } = more;
  const decimal = (text: string) => parseDecimal(text) ?? 0n;
  return {
    ...{ month: monthAt('UTC', at), currencyCode },
    ...{ spent: decimal(amount), unseen: decimal(unseen), hourly: decimal(hourly) },
  };
}

const NEW = readProgress(undefined);
const reached = (threshold: BudgetThreshold, amount: string, at = NOW - HOUR) => ({
  ...threshold,
  ...{ amount, at },
});
const inMonth = (month: string, ...of: BudgetProgress['reached']): BudgetProgress => ({
  ...{ month, reached: of, failedCurrency: null },
});

describe('a budget', () => {
  it('reports no threshold before it is reached', () => {
    const { act, wakeAt } = decideBudget(aBudget(), NEW, spent('49.9999'), NOW);
    expect([act, wakeAt]).toEqual([null, NOW + MINUTE]);
  });

  it('reports all that are reached, least first, with what they needed', () => {
    const { act, reason } = decideBudget(aBudget(), NEW, spent('80'), NOW);
    const both = [reached(NOTIFY, '50', NOW), reached(REFUSE, '80', NOW)];
    expect(act).toEqual({ kind: 'reached', reached: both, progress: inMonth('2026-11', ...both) });
    expect(reason).toBe('at least 80% of 100 USD a month are spent');
  });

  it('reports each once a month', () => {
    const known = inMonth('2026-11', reached(NOTIFY, '50'));
    expect(decideBudget(aBudget(), known, spent('60'), NOW).act).toBeNull();
    expect(decideBudget(aBudget(), known, spent('80'), NOW).act).toMatchObject({
      reached: [REFUSE],
      progress: { reached: [NOTIFY, REFUSE] },
    });
    const later = Date.parse('2026-12-10T00:00:00Z');
    expect(decideBudget(aBudget(), known, spent('60', { at: later }), later).act).toMatchObject({
      ...{ kind: 'reached', reached: [NOTIFY], progress: { month: '2026-12' } },
    });
  });

  it.each([
    ['a raise puts it out of reach', '200', '60', []],
    ['a raise leaves it in reach', '110', '60', [NOTIFY]],
    ['less is spent than was thought', '100', '40', [NOTIFY]],
    ['it is lowered', '10', '60', [NOTIFY]],
  ])('keeps a threshold that is reached, unless a raise puts it out of reach: %s', (_, amount, now, kept) => {
    const budget = aBudget({ monthly: { amount, currencyCode: 'USD' }, thresholds: [NOTIFY] });
    const known = inMonth('2026-11', reached(NOTIFY, '50'));
    const { act } = decideBudget(budget, known, spent(now), NOW);
    expect((act as BudgetNote | null)?.progress.reached ?? known.reached).toMatchObject(kept);
    expect(act?.kind).toBe(kept.length > 0 ? undefined : 'note');
  });

  it('forgets a threshold that it has no more, and one with another action is another', () => {
    const known = inMonth('2026-11', reached(NOTIFY, '50'));
    const other: BudgetThreshold = { percent: 50, action: 'STOP_MODELS' };
    const { act } = decideBudget(aBudget({ thresholds: [other] }), known, spent('60'), NOW);
    expect(act).toMatchObject({ kind: 'reached', reached: [other], progress: { reached: [other] } });
    expect((act as BudgetNote).progress.reached).toHaveLength(1);
  });

  it.each([
    ['when the next will be reached', '49', '60', NOW + MINUTE],
    ['when the next will be reached', '49', '600', NOW + 6_000],
    ['as if all had run on since it was last seen', '48.5', '600', NOW + 6_000, '0.5'],
    ['soon, where a threshold was reached and the next one is near', '79.9999', '600', NOW + 1_000],
    ['now and then, where that is far', '10', '4', NOW + MINUTE],
    ['now and then, where nothing runs', '10', '0', NOW + MINUTE],
  ])('wakes %s', (_, amount, hourly, wakeAt, unseen = '0') => {
    expect(decideBudget(aBudget(), NEW, spent(amount, { hourly, unseen }), NOW).wakeAt).toBe(wakeAt);
  });

  it('refreshes what runs before it says that a threshold is reached', () => {
    const may = spent('49.5', { hourly: '600', unseen: '0.5' });
    expect(decideBudget(aBudget(), NEW, may, NOW)).toMatchObject({
      ...{ act: { kind: 'refresh' }, wakeAt: NOW + 1_000 },
    });
    const known = inMonth('2026-11', reached(NOTIFY, '50'));
    expect(decideBudget(aBudget(), known, may, NOW).act).toBeNull();
  });

  it("wakes at its month's end", () => {
    const at = Date.parse('2026-11-30T23:59:50Z');
    expect(decideBudget(aBudget(), NEW, spent('10', { at }), at).wakeAt).toBe(at + 10_000);
  });

  it('never takes its amount for one of another currency: that is told once, and forgotten when prices are back', () => {
    const yen = spent('1000', { currencyCode: 'JPY' });
    const known = inMonth('2026-11', reached(NOTIFY, '50'));
    const { act, reason } = decideBudget(aBudget(), known, yen, NOW);
    expect(act).toEqual({ kind: 'failed', reached: [], progress: { ...known, failedCurrency: 'JPY' } });
    expect(reason).toBe('it is in USD, and prices are in JPY now');
    const told = { ...known, failedCurrency: 'JPY' };
    expect(decideBudget(aBudget(), told, yen, NOW)).toMatchObject({ act: null, wakeAt: null });
    expect(decideBudget(aBudget(), told, spent('1000', { currencyCode: 'EUR' }), NOW).act?.kind).toBe(
      'failed',
    );
    expect(decideBudget(aBudget(), told, spent('60'), NOW).act).toEqual({
      ...{ kind: 'note', reached: [], progress: known },
    });
    expect([holdsNow(aBudget(), 'REFUSE_STARTS', known, yen), usedRatio(aBudget(), yen)]).toEqual([
      false,
      null,
    ]);
  });
});

it('what holds now needs no note of it', () => {
  const holds = (amount: string) => holdsNow(aBudget(), 'REFUSE_STARTS', NEW, spent(amount));
  expect([holds('79.9999'), holds('80'), holds('1000')]).toEqual([false, true, true]);
  expect(holdsNow(aBudget({ thresholds: [NOTIFY] }), 'REFUSE_STARTS', NEW, spent('1000'))).toBe(false);
});

it('a forecast is what is spent, and what runs on until the month ends', () => {
  const at = Date.parse('2026-11-30T12:00:00Z');
  expect(forecastOf(spent('10.25', { hourly: '4', unseen: '0.25', at }), at)).toBe(parseDecimal('58.5'));
  expect(forecastOf(spent('10.5', { at }), at)).toBe(parseDecimal('10.5'));
  expect(usedRatio(aBudget(), spent('125'))).toBe(1.25);
});

it('a record of this release is read by later ones', () => {
  const stored =
    '{"month":"2026-11","reached":[{"percent":50,"action":"NOTIFY","amount":"50","at":1}],"failedCurrency":null}';
  expect(readProgress(JSON.parse(stored))).toEqual(JSON.parse(stored));
  expect(readProgress(undefined)).toEqual({ month: '', reached: [], failedCurrency: null });
});
