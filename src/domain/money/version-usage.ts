import type { EpochMs } from '../model.js';
import { type Period, sharedMs } from './period.js';
import { certainUnits, isBlindIn, mayUseMore, type RunInterval } from './run-interval.js';
import type { Training } from './training.js';
import type { UsageBasis } from './usage-basis.js';
import { isUnwatchedIn, type Watched } from './watched.js';

/** All that is written down of one version. */
export interface VersionRecords {
  readonly createdAt: EpochMs;
  /** Ordered by their beginning. */
  readonly intervals: readonly RunInterval[];
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
 * What a version used in the period.
 * @param watch - of its project; null: nothing is written down of it
 */
export function usageOfVersion(version: VersionRecords, watch: Watch | null, period: Period): UsageSum {
  const alive = { from: Math.max(period.from, version.createdAt), to: period.to };
  const ran = sumOfIntervals(version.intervals, alive);
  return { ...ran, trainingMs: trainingIn(version.training, period), basis: basisIn(version, watch, alive) };
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
