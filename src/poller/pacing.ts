import type { EpochMs } from '../domain/model.js';

/**
 * How fast refreshes may follow each other in one account and region. Each class keeps its own pace and those of the
 * classes before it: all refreshes, lists without a version in transition, and of these the ones without interest.
 */
export type RefreshClass = 'inTransition' | 'list' | 'idle';

/** When the next refresh of each class may begin. */
export interface Pace {
  readonly inTransition: EpochMs;
  readonly list: EpochMs;
  readonly idle: EpochMs;
}

/** What is allowed, in calls a second. */
export type Rates = Readonly<Record<RefreshClass, number>>;

/** Of the rate that AWS allows. The governor keeps the last fifth from the poller too. */
const ALL_SHARE = 0.8;
const LIST_SHARE = 0.4;
/**
 * Calls that may follow each other at once, in the first class alone: a mutation's version need not wait for a list.
 */
const BURST = 2;
const GATES: Readonly<Record<RefreshClass, readonly RefreshClass[]>> = {
  inTransition: ['inTransition'],
  list: ['inTransition', 'list'],
  idle: ['inTransition', 'list', 'idle'],
};

export const UNSPENT: Pace = { inTransition: 0, list: 0, idle: 0 };

/** @param projects - without interest there is at most one call a minute for each */
export function toRates(callsPerSecond: number, projects: number): Rates {
  return {
    inTransition: callsPerSecond * ALL_SHARE,
    list: callsPerSecond * LIST_SHARE,
    idle: Math.max(1, projects) / 60,
  };
}

/** The first moment at which a refresh of this class may begin. */
export function passesAt(pace: Pace, rates: Rates, refreshClass: RefreshClass): EpochMs {
  return Math.max(...GATES[refreshClass].map((gate) => pace[gate] - toleranceMs(gate, rates)));
}

export function spent(
  pace: Pace,
  rates: Rates,
  refreshClass: RefreshClass,
  calls: number,
  now: EpochMs,
): Pace {
  const after = { ...pace };
  for (const gate of GATES[refreshClass])
    after[gate] = Math.max(pace[gate], now) + calls * spacingMs(gate, rates);
  return after;
}

function spacingMs(gate: RefreshClass, rates: Rates): number {
  return 1000 / rates[gate];
}

function toleranceMs(gate: RefreshClass, rates: Rates): number {
  return gate === 'inTransition' ? (BURST - 1) * spacingMs(gate, rates) : 0;
}
