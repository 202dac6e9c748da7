import type { BudgetThreshold, SpendingBudget } from '../../../../src/domain/automation/budget.js';
import {
  decideBudget,
  readProgress,
  type Spending,
} from '../../../../src/domain/automation/budget-decision.js';
import { monthAt } from '../../../../src/domain/automation/calendar-month.js';
import { createRandom } from '../../../support/random.js';

const WALKS = Number(process.env.BUDGET_WALKS ?? 4);
const ZONES = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Kiritimati'];
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const LONGEST_STEP_MS = 6 * HOUR_MS;
/** Two months' days; Berlin's and Los Angeles' clocks go back in it. */
const FROM = Date.parse('2026-10-25T00:00:00Z');
const TO = FROM + 8 * DAY_MS;
/** What runs is refreshed so often without need. */
const LONGEST_UNSEEN_MS = 2 * 60_000;
/** A refresh, and a second. */
const LATEST_MS = 1_100;
const PERCENTS = [10, 25, 50, 80, 100, 150];

/** At some moment: what an hour costs from then on, and the budget if somebody puts it then. In whole cents. */
interface Step {
  readonly at: number;
  readonly hourly: number;
  readonly put: { readonly monthly: number; readonly thresholds: readonly BudgetThreshold[] } | null;
}

interface Told {
  readonly at: number;
  readonly percent: number;
}

function stepsOf(random: () => number): Step[] {
  const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const put = () => ({
    monthly: oneOf([40_00, 100_00, 200_00, 400_00]),
    thresholds: PERCENTS.filter(() => random() < 0.6).map((percent) => ({
      percent,
      action: 'NOTIFY' as const,
    })),
  });
  const steps: Step[] = [{ at: FROM, hourly: 0, put: put() }];
  for (let at = FROM; ; ) {
    at += 1 + Math.floor(random() * LONGEST_STEP_MS);
    if (at >= TO) return steps;
    steps.push({ at, hourly: oneOf([0, 0, 4_00, 16_00, 1]), put: random() < 0.2 ? put() : null });
  }
}

/** What has been spent, in cents times milliseconds of an hour: exact. */
function spentAt(steps: readonly Step[], from: number, at: number): number {
  return steps.reduce((sum, { at: begin, hourly }, index) => {
    const end = Math.min(at, steps[index + 1]?.at ?? TO);
    return sum + hourly * Math.max(0, end - Math.max(begin, from));
  }, 0);
}

/** Walks from crossing to crossing, with one flag for each threshold: told, or armed. */
function expectedOf(steps: readonly Step[], zone: string): Told[] {
  const told: Told[] = [];
  const months = [monthAt(zone, FROM), monthAt(zone, monthAt(zone, FROM).toMs)];
  for (const { fromMs, toMs } of months) {
    const isDone = new Set<number>();
    let budget = steps[0]?.put;
    for (const [index, { at, hourly, put }] of steps.entries()) {
      const end = Math.min(steps[index + 1]?.at ?? TO, toMs);
      budget = put ?? budget;
      if (!budget || end <= Math.max(at, fromMs)) continue;
      const begin = Math.max(at, fromMs);
      const spent = spentAt(steps, fromMs, begin);
      const due = new Map(
        budget.thresholds.map((it) => [it.percent, (budget?.monthly ?? 0) * (it.percent / 100) * HOUR_MS]),
      );
      for (const percent of isDone)
        if ((due.get(percent) ?? Number.POSITIVE_INFINITY) > spent) isDone.delete(percent);
      for (const [percent, amount] of due) {
        if (isDone.has(percent)) continue;
        const reachedAt = amount <= spent ? begin : begin + (amount - spent) / hourly;
        if (!(reachedAt < end)) continue;
        isDone.add(percent);
        told.push({ at: reachedAt, percent });
      }
    }
  }
  return told;
}

function toldBy(steps: readonly Step[], zone: string): Told[] {
  const told: Told[] = [];
  let progress = readProgress(undefined);
  let budget: SpendingBudget | null = null;
  let month = monthAt(zone, FROM);
  let seenAt = FROM;
  for (const [index, { at, hourly, put }] of steps.entries()) {
    if (put) budget = toBudget(put, zone);
    seenAt = at; // a change of status is a refresh
    const end = steps[index + 1]?.at ?? TO;
    for (let now = at; now < end; ) {
      if (now >= month.toMs) month = monthAt(zone, now);
      const cents = (units: number) => (BigInt(units) * 1_000_000n) / BigInt(HOUR_MS);
      if (now - seenAt > LONGEST_UNSEEN_MS) seenAt = now;
      const seen = cents(spentAt(steps, month.fromMs, seenAt));
      const spending: Spending = {
        ...{ month, currencyCode: 'USD', hourly: BigInt(hourly) * 1_000_000n },
        ...{ spent: seen, unseen: cents(spentAt(steps, month.fromMs, now)) - seen },
      };
      const { act, wakeAt } = decideBudget(budget as SpendingBudget, progress, spending, now);
      if (act?.kind === 'refresh') seenAt = now;
      else {
        for (const { percent } of act?.reached ?? []) told.push({ at: now, percent });
        progress = act?.progress ?? progress;
      }
      now = wakeAt ?? end;
    }
  }
  return told;
}

function toBudget({ monthly, thresholds }: NonNullable<Step['put']>, timeZone: string): SpendingBudget {
  return {
    scope: { accountId: null, region: null, projectArns: null },
    monthly: { amount: String(monthly / 100), currencyCode: 'USD' },
    ...{ timeZone, thresholds },
  };
}

it('tells each threshold at the moments that a model of its own finds, and at no other', () => {
  let count = 0;
  for (let seed = 1; seed <= WALKS; seed += 1) {
    const steps = stepsOf(createRandom(seed));
    const zone = ZONES[seed % ZONES.length] ?? 'UTC';
    const [told, expected] = [toldBy(steps, zone), expectedOf(steps, zone)].map((it) =>
      it.toSorted((one, other) => one.percent - other.percent || one.at - other.at),
    );
    expect([seed, told?.map((it) => it.percent)]).toEqual([seed, expected?.map((it) => it.percent)]);
    const late = told?.map(({ at }, index) => at - (expected?.[index]?.at ?? 0)) ?? [];
    expect([seed, late.filter((it) => it < 0 || it > LATEST_MS)]).toEqual([seed, []]);
    count += late.length;
  }
  expect(count).toBeGreaterThan(3 * WALKS);
});
