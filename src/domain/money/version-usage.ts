import type { EpochMs } from '../model.js';
import { type MeteredStretch, sumOfMetered } from './metered.js';
import { type Period, sharedMs, without } from './period.js';
import { certainUnits, isBlindIn, mayUseMore, type RunInterval } from './run-interval.js';
import type { Training } from './training.js';
import { type UsageBasis, weakest } from './usage-basis.js';
import { isUnwatchedIn, type Watched } from './watched.js';

/** All that is written down of one version. */
export interface VersionRecords {
  readonly createdAt: EpochMs;
  /** Ordered by their beginning. */
  readonly intervals: readonly RunInterval[];
  /** In order. */
  readonly metered: readonly MeteredStretch[];
  readonly training: Training | null;
}

/** How well a project was watched. */
export interface Watch {
  readonly watched: Watched;
  /** The last refresh of its versions; null: none since this process began. */
  readonly seenAt: EpochMs | null;
}

/** What versions used, in whole milliseconds. */
export interface UsageSum {
  readonly runningMs: number;
  /** Inference units times time. */
  readonly unitMs: number;
  readonly trainingMs: number;
  /** Null: there is nothing to know. */
  readonly basis: UsageBasis | null;
}

/**
 * What a version used in the period: what AWS metered, and what the gateway saw of the rest. Nothing ran after now; AWS may date the end of a training ahead of that.
 * @param watch - of its project; null: nothing is written down of it
 */
export function usageOfVersion(
  version: VersionRecords,
  watch: Watch | null,
  period: Period,
  now: EpochMs,
): UsageSum {
  const alive = {
    from: Math.ceil(Math.max(period.from, version.createdAt)),
    to: Math.floor(Math.min(period.to, now)),
  };
  const metered = version.metered.filter((it) => sharedMs(it, alive) > 0);
  const parts = [
    ...metered.map((it) => ({ ...sumOfMetered(it, alive), basis: 'METERED' as const })),
    ...without(alive, metered).map((it) => ({
      ...sumOfIntervals(version.intervals, it),
      basis: basisIn(version, watch, it),
    })),
  ];
  return {
    runningMs: parts.reduce((sum, it) => sum + it.runningMs, 0),
    unitMs: parts.reduce((sum, it) => sum + it.unitMs, 0),
    trainingMs: trainingIn(version.training, period),
    basis: weakest(parts.map((it) => it.basis)),
  };
}

/** Time that two intervals share counts once. */
function sumOfIntervals(intervals: readonly RunInterval[], { from, to }: Period) {
  let [runningMs, unitMs] = [0, 0];
  let countedTo = from;
  for (const it of intervals) {
    if (it.to <= countedTo) continue;
    if (it.from >= to) break;
    const ms = sharedMs(it, { from: countedTo, to });
    runningMs += ms;
    unitMs += ms * certainUnits(it);
    countedTo = it.to;
  }
  return { runningMs, unitMs };
}

function basisIn({ intervals }: VersionRecords, watch: Watch | null, period: Period): UsageBasis | null {
  if (period.to <= period.from) return null;
  if (watch === null || isUnwatchedIn(watch.watched, watch.seenAt, period)) return 'AT_LEAST';
  const isUncertain = intervals.some(
    (it) => isBlindIn(it, period) || (mayUseMore(it) && sharedMs(it, period) > 0),
  );
  return isUncertain ? 'AT_LEAST' : 'OBSERVED';
}

function trainingIn(training: Training | null, { from, to }: Period): number {
  return training && training.endedAt >= from && training.endedAt < to ? training.billedMs : 0;
}
