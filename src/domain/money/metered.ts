import type { ModelVersionArn, ProjectArn } from '../arn.js';
import type { EpochMs } from '../model.js';
import { type Period, sharedMs } from './period.js';

/** A stretch of time for which AWS's metric of a version was read. A record; see {@link keyOfMetered}. */
export interface MeteredStretch extends Period {
  readonly projectArn: ProjectArn;
  /** When inference units were in service, and how many on average, in order. None were in between. */
  readonly runs: readonly MeteredRun[];
}

type MeteredRun = readonly [from: EpochMs, to: EpochMs, units: number];

/** A minute of the metric: when it begins, and the inference units in service on average. */
export type UnitPoint = readonly [at: EpochMs, units: number];

/** Of the records. */
export const METERED_KIND = 'metered';

const MINUTE_MS = 60_000;
/** A longer stretch begins another record. */
const MAX_RUNS = 200;

export function keyOfMetered(arn: ModelVersionArn, { from }: Period): string {
  return `${arn} ${from}`;
}

/** Reads a record of this release or an earlier one. */
export function readMetered(value: unknown): MeteredStretch {
  return value as MeteredStretch;
}

/**
 * The last stretch with what was read next, or another one behind it.
 * @param last - undefined: nothing was read of this version yet
 * @param points - of the metric; those before `read` are known, or of another version that had the name
 */
export function withPoints(
  last: MeteredStretch | undefined,
  projectArn: ProjectArn,
  read: Period,
  points: readonly UnitPoint[],
): MeteredStretch {
  const goesOn = last && last.to === read.from && last.runs.length < MAX_RUNS;
  const known = goesOn ? last : { projectArn, from: read.from, to: read.from, runs: [] };
  const runs = [...known.runs];
  for (const [at, units] of [...points].sort((a, b) => a[0] - b[0])) {
    const run = { from: Math.max(at, known.to), to: Math.min(at + MINUTE_MS, read.to) };
    if (at < read.from || units <= 0 || run.to <= run.from) continue;
    const before = runs.at(-1);
    if (before && before[1] === run.from && before[2] === units)
      runs[runs.length - 1] = [before[0], run.to, units];
    else runs.push([run.from, run.to, units]);
  }
  return { projectArn, from: known.from, to: read.to, runs };
}

/** What was in service in the period, in whole milliseconds. */
export function sumOfMetered({ runs }: MeteredStretch, period: Period) {
  let [runningMs, unitMs] = [0, 0];
  for (const [from, to, units] of runs) {
    const ms = sharedMs({ from, to }, period);
    runningMs += ms;
    unitMs += ms * units;
  }
  return { runningMs, unitMs: Math.round(unitMs) };
}
