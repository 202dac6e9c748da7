import type { Money } from './cost.js';
import { type Decimal, dividedTo, printDecimal } from './decimal.js';
import type { Period } from './period.js';
import type { Prices } from './prices.js';
import { type UsageBasis, weakest } from './usage-basis.js';
import type { UsageSum } from './version-usage.js';

/** What versions used in a period, and what that costs at the configured prices: an estimate, no invoice. */
export interface Usage extends Period {
  readonly runningMs: number;
  readonly inferenceUnitMs: number;
  /** Of trainings that ended well in the period. */
  readonly trainingMs: number;
  /** Null, as the others: something was used, and none of it has a price. */
  readonly inferenceCost: Money | null;
  readonly trainingCost: Money | null;
  readonly cost: Money | null;
  /** False: some of it has no price. */
  readonly isCostComplete: boolean;
  readonly basis: UsageBasis;
}

/** What was used in one region. */
export interface RegionUsage {
  readonly region: string;
  readonly sum: UsageSum;
}

const HOUR_MS = 3_600_000n;
const PLACES = 4;

/** The parts are added first, and rounded once. */
export function toUsage(prices: Prices, { from, to }: Period, parts: readonly RegionUsage[]): Usage {
  const total = (pick: (sum: UsageSum) => number) => parts.reduce((sum, it) => sum + pick(it.sum), 0);
  const inference = costOf(parts, ({ region, sum }) => [priceOf(prices, region, 'unitHour'), sum.unitMs]);
  const training = costOf(parts, ({ region, sum }) => [
    priceOf(prices, region, 'trainingHour'),
    sum.trainingMs,
  ]);
  const both = { cost: inference.cost + training.cost, isPriced: inference.isPriced || training.isPriced };
  const isAnyUnpriced = inference.isUnpriced || training.isUnpriced;
  return {
    from,
    to,
    runningMs: total((it) => it.runningMs),
    inferenceUnitMs: total((it) => it.unitMs),
    trainingMs: total((it) => it.trainingMs),
    inferenceCost: toMoney(prices, inference),
    trainingCost: toMoney(prices, training),
    cost: toMoney(prices, { ...both, isUnpriced: isAnyUnpriced }),
    isCostComplete: !isAnyUnpriced,
    basis: weakest(parts.map((it) => it.sum.basis)) ?? 'OBSERVED',
  };
}

interface Cost {
  /** In the prices' currency × milliseconds of an hour, so that it is exact. */
  readonly cost: Decimal;
  /** Something that was used has a price, or has none. */
  readonly isPriced: boolean;
  readonly isUnpriced: boolean;
}

function costOf(
  parts: readonly RegionUsage[],
  pick: (part: RegionUsage) => readonly [price: Decimal | null, ms: number],
): Cost {
  let [cost, isPriced, isUnpriced] = [0n, false, false];
  for (const part of parts) {
    const [price, ms] = pick(part);
    if (ms === 0) continue;
    if (price === null) isUnpriced = true;
    else [cost, isPriced] = [cost + price * BigInt(ms), true];
  }
  return { cost, isPriced, isUnpriced };
}

function priceOf({ byRegion }: Prices, region: string, unit: 'unitHour' | 'trainingHour'): Decimal | null {
  return byRegion.get(region)?.[unit] ?? null;
}

function toMoney({ currencyCode }: Prices, { cost, isPriced, isUnpriced }: Cost): Money | null {
  if (isUnpriced && !isPriced) return null;
  return { amount: printDecimal(dividedTo(PLACES, cost, HOUR_MS)), currencyCode };
}
