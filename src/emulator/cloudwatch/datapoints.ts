import type { Run } from '../state.js';

/** A statistic set of one period, of the values of its minutes. */
export interface Datapoint {
  readonly atMs: number;
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Metric → its value while a run lasts. https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/rm-model-usage.html */
export const METRICS: Readonly<Record<string, (run: Run) => number>> = {
  InServiceInferenceUnits: ({ units }) => units,
  DesiredInferenceUnits: ({ units }) => units,
  MinInferenceUnits: ({ minUnits }) => minUnits,
  MaxInferenceUnits: ({ maxUnits }) => maxUnits,
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How long points of a period are kept: under 5 minutes 15 days, under an hour 63 days, else 455 days. */
export function keptMs(periodMs: number): number {
  if (periodMs < 300_000) return 15 * DAY_MS;
  return (periodMs < 3_600_000 ? 63 : 455) * DAY_MS;
}

/**
 * The points of a metric, oldest first, one for each period in which the model ran. A minute in which it ran has one
 * value: the mean over the time that it ran in this minute.
 * @param fromMs - inclusive, rounded down to a period
 * @param toMs - exclusive
 */
export function datapoints(
  runs: readonly Run[],
  metricOf: (run: Run) => number,
  fromMs: number,
  toMs: number,
  periodMs: number,
): Datapoint[] {
  const firstMs = Math.floor(fromMs / periodMs) * periodMs;
  const points = new Map<number, Datapoint>();
  for (const [minuteMs, value] of minutes(runs, metricOf, firstMs, toMs)) {
    const atMs = Math.floor(minuteMs / periodMs) * periodMs;
    points.set(atMs, joined(points.get(atMs), atMs, value));
  }
  return [...points.values()].sort((a, b) => a.atMs - b.atMs);
}

function minutes(
  runs: readonly Run[],
  metricOf: (run: Run) => number,
  fromMs: number,
  toMs: number,
): Map<number, number> {
  const parts = new Map<number, { weighted: number; ms: number }>();
  for (const run of runs) {
    const [beginMs, endMs] = [Math.max(run.fromMs, fromMs), Math.min(run.toMs, toMs)];
    for (let atMs = Math.floor(beginMs / MINUTE_MS) * MINUTE_MS; atMs < endMs; atMs += MINUTE_MS) {
      const ms = Math.min(endMs, atMs + MINUTE_MS) - Math.max(beginMs, atMs);
      const part = parts.get(atMs) ?? { weighted: 0, ms: 0 };
      parts.set(atMs, { weighted: part.weighted + metricOf(run) * ms, ms: part.ms + ms });
    }
  }
  return new Map([...parts].map(([atMs, { weighted, ms }]) => [atMs, weighted / ms]));
}

function joined(point: Datapoint | undefined, atMs: number, value: number): Datapoint {
  if (!point) return { atMs, count: 1, sum: value, minimum: value, maximum: value };
  return {
    atMs,
    count: point.count + 1,
    sum: point.sum + value,
    minimum: Math.min(point.minimum, value),
    maximum: Math.max(point.maximum, value),
  };
}

export const STATISTIC_NAMES = ['Average', 'Sum', 'SampleCount', 'Minimum', 'Maximum'] as const;

/** Statistic → its value of a point. */
export const STATISTICS: Readonly<Record<string, (point: Datapoint) => number>> = {
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  SampleCount: ({ count }) => count,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};
