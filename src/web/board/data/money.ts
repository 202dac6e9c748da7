import type { BoardMoneyFragment } from '../generated.js';
import type { BoardModel } from './model.js';

export type Money = BoardMoneyFragment;

const HOUR_MS = 3_600_000;

/** As people write it where the viewer is: `$1,234.50`. */
export function moneyText({ amount, currencyCode }: Money): string {
  return new Intl.NumberFormat(undefined, { style: 'currency', currency: currencyCode }).format(
    Number(amount),
  );
}

/** So many times as much. */
export function times({ amount, currencyCode }: Money, factor: number): Money {
  return { amount: String(Number(amount) * factor), currencyCode };
}

/** What an hour costs more, or less, once a change is done. */
export function changeText({ amount, currencyCode }: Money): string {
  const change = Number(amount);
  const hourly = moneyText({ amount: String(Math.abs(change)), currencyCode });
  if (change === 0) return 'An hour costs as much as before.';
  return `An hour costs ${hourly} ${change > 0 ? 'more' : 'less'} then.`;
}

export interface BurnRate {
  /** Null where nothing has a price. */
  readonly hourly: Money | null;
  /** How many of the models that run have no price. */
  readonly unpriced: number;
}

/** What an hour of all these costs as they run now. A gateway has prices of one currency. */
export function burnRateOf(running: readonly BoardModel[]): BurnRate {
  const prices = running.flatMap(({ hourlyCost }) => hourlyCost ?? []);
  const [first] = prices;
  const sum = prices.reduce((all, { amount }) => all + Number(amount), 0);
  return {
    hourly: first ? { amount: String(sum), currencyCode: first.currencyCode } : null,
    unpriced: running.length - prices.length,
  };
}

export interface CostSoFar {
  readonly cost: Money;
  /** It ran already when the gateway first saw it. */
  readonly isAtLeast: boolean;
}

/** What a model has cost since it runs, at what an hour of it costs now; null where that is not known. */
export function costSoFar(model: BoardModel, nowMs: number): CostSoFar | null {
  const { runningSince, isRunningSinceExact, hourlyCost } = model;
  if (!runningSince || !hourlyCost) return null;
  const hours = Math.max(0, nowMs - Date.parse(runningSince)) / HOUR_MS;
  return { cost: times(hourlyCost, hours), isAtLeast: isRunningSinceExact === false };
}
