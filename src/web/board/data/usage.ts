import type {
  BoardUsageByDayQuery,
  BoardUsageByDayQueryVariables,
  BoardUsageFragment,
} from '../generated.js';
import { moneyText } from './money.js';

const DAY_MS = 86_400_000;
const DAYS = 14;

/** Beginnings of the last days, UTC, in milliseconds; the last one is today. */
export function daysUntil(nowMs: number): number[] {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return Array.from({ length: DAYS }, (_, index) => today - (DAYS - 1 - index) * DAY_MS);
}

export function toVariables(arn: string, days: readonly number[]): BoardUsageByDayQueryVariables {
  const entries = days.map((it, index) => [`d${index}`, new Date(it).toISOString()]);
  return { arn, ...Object.fromEntries(entries) } as BoardUsageByDayQueryVariables;
}

export interface UsageByDay {
  readonly days: readonly number[];
  /** Of each day: its cost, or its hours where nothing has a price. */
  readonly values: readonly number[];
  readonly toText: (value: number) => string;
  /** Of all days, in words. */
  readonly total: string;
}

/** Null where it has used nothing on any of the days. */
export function usageByDay(
  days: readonly number[],
  { modelVersion }: BoardUsageByDayQuery,
): UsageByDay | null {
  if (!modelVersion || modelVersion.all.runningHours + modelVersion.all.trainingHours === 0) return null;
  const { all, ...byName } = modelVersion;
  const byDay = Object.values(byName);
  const { cost } = all;
  return {
    days,
    values: byDay.map((it) => (cost ? Number(it.cost?.amount ?? 0) : it.runningHours)),
    toText: cost ? (value) => moneyText({ ...cost, amount: String(value) }) : hoursText,
    total: totalOf(all),
  };
}

function hoursText(hours: number): string {
  return `${hours.toLocaleString(undefined, { maximumFractionDigits: 1 })} h`;
}

function totalOf({ cost, runningHours, trainingHours, basis, isCostComplete }: BoardUsageFragment): string {
  const least = basis === 'AT_LEAST' ? 'At least ' : '';
  const training = trainingHours > 0 ? `, ${hoursText(trainingHours)} of training` : '';
  const used = `${hoursText(runningHours)} running${training}`;
  if (!cost) return `${least}${used}; no price is known.`;
  return `${least}${moneyText(cost)}: ${used}${isCostComplete ? '' : ', part of it without a price'}.`;
}
