import { ServiceError } from '../errors.js';
import { versionsNow } from '../resources.js';
import { runsOf } from '../usage/runs.js';
import { integer, list, string, structure, type Valid } from '../validation/shape.js';
import type { World } from '../world.js';
import { type Datapoint, datapoints, keptMs, METRICS } from './datapoints.js';

const NAMESPACE = 'AWS/Rekognition';

export const DIMENSIONS = list(
  structure({ Name: string({ min: 1, max: 255 }), Value: string({ min: 1, max: 1024 }) }, {}),
  { max: 30 },
);
export const NAME = string({ min: 1, max: 255 });
export const PERIOD = integer({ min: 1 });

/** Rekognition's CloudWatch service has errors with names of their own. */
export function invalid(
  code: 'InvalidParameterValue' | 'InvalidParameterCombination',
  message: string,
): ServiceError {
  return new ServiceError(code, message);
}

interface Wanted {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Valid<typeof DIMENSIONS>;
  /** In seconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** In seconds. */
  readonly period: number;
}

/**
 * The points of the caller's metric, oldest first; none for a metric that nobody writes, as in CloudWatch. A model is
 * named by project and version names, so one that is made again continues its series.
 * @throws ServiceError InvalidParameterValue for a period that is no multiple of a minute, or a start that is not
 *   before its end
 */
export function metricPoints(world: World, wanted: Wanted): Datapoint[] {
  const { period, from, to } = wanted;
  if (period % 60 !== 0)
    throw invalid('InvalidParameterValue', 'The parameter Period must be a multiple of 60.');
  if (from >= to)
    throw invalid(
      'InvalidParameterValue',
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  const metricOf = Object.hasOwn(METRICS, wanted.metric) ? METRICS[wanted.metric] : undefined;
  if (wanted.namespace !== NAMESPACE || !metricOf || wanted.dimensions.length !== 2) return [];
  const { ProjectName, VersionName } = Object.fromEntries(wanted.dimensions.map((it) => [it.Name, it.Value]));
  const runs = runsOf(world.region, versionsNow(world), world.nowMs).filter(
    (run) => run.projectName === ProjectName && run.versionName === VersionName,
  );
  const periodMs = period * 1_000;
  const fromMs = Math.max(from * 1_000, world.nowMs - keptMs(periodMs));
  return datapoints(runs, metricOf, fromMs, to * 1_000, periodMs);
}
