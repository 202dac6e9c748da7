import type { EpochMs } from '../model.js';

/** A stretch of time: `from` belongs to it, `to` does not. Nothing where `to` is not later. */
export interface Period {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const DAY_MS = 86_400_000;

/** The period cut at the beginnings of UTC days. */
export function daysIn({ from, to }: Period): Period[] {
  const days: Period[] = [];
  for (let begin = from; begin < to; ) {
    const next = (Math.floor(begin / DAY_MS) + 1) * DAY_MS;
    days.push({ from: begin, to: Math.min(next, to) });
    begin = next;
  }
  return days;
}

/** What two stretches share: 0 or more milliseconds. */
export function sharedMs(one: Period, other: Period): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
}

/**
 * The parts of a period that are in none of the others, in order.
 * @param others - ordered, none overlaps the next
 */
export function without(period: Period, others: readonly Period[]): Period[] {
  const parts: Period[] = [];
  let { from } = period;
  for (const it of others) {
    if (it.to <= from || it.from >= period.to) continue;
    if (it.from > from) parts.push({ from, to: it.from });
    from = it.to;
  }
  if (from < period.to) parts.push({ from, to: period.to });
  return parts;
}
