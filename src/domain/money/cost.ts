import { accountRegionOf } from '../arn.js';
import type { ModelVersion } from '../model.js';
import { type Decimal, dividedTo, printDecimal } from './decimal.js';
import type { Prices } from './prices.js';

export interface Money {
  /** A decimal number, rounded to 4 decimals. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currencyCode: string;
}

/** What something costs before it is rounded: in the prices' currency × seconds of an hour, so that it is exact. */
type Cost = Decimal;

const HOUR_SECONDS = 3_600n;
const PLACES = 4;

/** What an hour of several versions costs together. */
export interface HourlyCost {
  /** Null: none of those that run has a price. */
  readonly hourly: Money | null;
  /** False: some of those that run have no price. */
  readonly isCostComplete: boolean;
}

/** Returns null unless the version is RUNNING and its region has a price. */
export function hourlyCostOf(prices: Prices, version: ModelVersion): Money | null {
  const cost = costOfAnHour(prices, version);
  return cost === null ? null : toMoney(prices, cost);
}

/** The versions' costs are added first and rounded once. Nothing that runs costs 0. */
export function hourlyCostOfAll(prices: Prices, versions: readonly ModelVersion[]): HourlyCost {
  const running = versions.filter(isBilled);
  const costs = running.map((it) => costOfAnHour(prices, it)).filter((it) => it !== null);
  const total = costs.reduce((sum, it) => sum + it, 0n);
  return {
    hourly: running.length > 0 && costs.length === 0 ? null : toMoney(prices, total),
    isCostComplete: costs.length === running.length,
  };
}

/** Of one version, as it changes. Returns null where it is billed before or after, and its region has no price. */
export function hourlyCostChange(prices: Prices, before: ModelVersion, after: ModelVersion): Money | null {
  return hourlyCostChangeOfAll(prices, [{ from: before, to: after }]);
}

/** Of several versions, as they change together: added first and rounded once. Null as {@link hourlyCostChange}. */
export function hourlyCostChangeOfAll(
  prices: Prices,
  changes: readonly { readonly from: ModelVersion; readonly to: ModelVersion }[],
): Money | null {
  let total = 0n;
  for (const { from, to } of changes) {
    const [before, after] = [from, to].map((it) => (isBilled(it) ? costOfAnHour(prices, it) : 0n));
    if (before == null || after == null) return null;
    total += after - before;
  }
  return toMoney(prices, total);
}

export function noCost(prices: Prices): Money {
  return toMoney(prices, 0n);
}

/**
 * Returns null where the region has no price or AWS tells no billed time, which it does for training that ended well. A copy
 * was trained, and paid, elsewhere.
 */
export function trainingCostOf(prices: Prices, version: ModelVersion): Money | null {
  const { billableTrainingTimeInSeconds: seconds, sourceModelVersionArn } = version;
  const price = pricesAt(prices, version)?.trainingHour ?? null;
  if (price === null || seconds === null || sourceModelVersionArn !== null) return null;
  return toMoney(prices, price * BigInt(Math.round(seconds)));
}

/** Whether AWS bills its inference units now: what it bills while STARTING and STOPPING is not known. */
export function isBilled({ status }: Pick<ModelVersion, 'status'>): boolean {
  return status === 'RUNNING';
}

/** Of a model that scales by itself the least units are certain. AWS starts none with less than one. */
function costOfAnHour(prices: Prices, version: ModelVersion): Cost | null {
  const price = pricesAt(prices, version)?.unitHour ?? null;
  if (price === null || !isBilled(version)) return null;
  return price * BigInt(version.minInferenceUnits ?? 1) * HOUR_SECONDS;
}

function pricesAt({ byRegion }: Prices, { arn }: ModelVersion) {
  return byRegion.get(accountRegionOf(arn).region);
}

function toMoney({ currencyCode }: Prices, cost: Cost): Money {
  return { amount: printDecimal(dividedTo(PLACES, cost, HOUR_SECONDS)), currencyCode };
}
