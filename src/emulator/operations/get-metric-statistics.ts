import { STATISTIC_NAMES, STATISTICS } from '../cloudwatch/datapoints.js';
import { DIMENSIONS, invalid, metricPoints, NAME, PERIOD } from '../cloudwatch/metric.js';
import { operation } from '../operation.js';
import { float, list, string, structure, type Valid } from '../validation/shape.js';

const MAX_DATAPOINTS = 1_440;
/** Calls a second [K]. */
const TPS = 400;

const INPUT = structure(
  { Namespace: NAME, MetricName: NAME, StartTime: float({}), EndTime: float({}), Period: PERIOD },
  {
    Dimensions: DIMENSIONS,
    Statistics: list(string({ values: STATISTIC_NAMES }), { min: 1, max: 5 }),
    Unit: NAME,
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export const getMetricStatistics = operation({
  name: 'GetMetricStatistics',
  notes: 'Inference units of models (minimum, maximum, desired, in service), from the history of their runs.',
  tps: TPS,
  changesState: false,
  input: INPUT,
  run(world, input: Valid<typeof INPUT>) {
    const { Namespace, MetricName, Dimensions = [], StartTime, EndTime, Period, Statistics, Unit } = input;
    if (!Statistics)
      throw invalid('InvalidParameterCombination', 'At least one of Statistics must be specified.');
    const points = metricPoints(world, {
      namespace: Namespace,
      metric: MetricName,
      dimensions: Dimensions,
      from: StartTime,
      to: EndTime,
      period: Period,
    });
    if (points.length > MAX_DATAPOINTS)
      throw invalid(
        'InvalidParameterCombination',
        `You have requested up to ${points.length} datapoints, which exceeds the limit of ${MAX_DATAPOINTS}.`,
      );
    const Datapoints = (Unit ?? 'Count') === 'Count' ? points : [];
    return {
      Label: MetricName,
      Datapoints: Datapoints.map((point) => ({
        Timestamp: new Date(point.atMs),
        ...Object.fromEntries(Statistics.map((name) => [name, STATISTICS[name]?.(point)])),
        Unit: 'Count',
      })),
    };
  },
});
