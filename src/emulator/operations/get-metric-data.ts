import { STATISTICS } from '../cloudwatch/datapoints.js';
import { DIMENSIONS, invalid, metricPoints, NAME, PERIOD } from '../cloudwatch/metric.js';
import { ServiceError } from '../errors.js';
import { operation } from '../operation.js';
import { boolean, float, integer, list, string, structure, type Valid } from '../validation/shape.js';
import type { World } from '../world.js';

const MAX_DATAPOINTS = 100_800;
/** Calls a second [K]. */
const TPS = 50;

const QUERY = structure(
  { Id: string({ min: 1, max: 255, pattern: '[a-z][a-zA-Z0-9_]*' }) },
  {
    MetricStat: structure(
      {
        Metric: structure({}, { Namespace: NAME, MetricName: NAME, Dimensions: DIMENSIONS }),
        Period: PERIOD,
        Stat: string({}),
      },
      { Unit: NAME },
    ),
    Expression: string({ min: 1, max: 2048 }),
    Label: string({}),
    ReturnData: boolean,
    Period: PERIOD,
  },
);

const INPUT = structure(
  { MetricDataQueries: list(QUERY, { max: 500 }), StartTime: float({}), EndTime: float({}) },
  {
    NextToken: string({}),
    ScanBy: string({ values: ['TimestampDescending', 'TimestampAscending'] }),
    MaxDatapoints: integer({ min: 1, max: MAX_DATAPOINTS }),
  },
);

type Input = Valid<typeof INPUT>;
type Query = Valid<typeof QUERY>;

interface Series {
  readonly id: string;
  readonly label: string;
  readonly points: readonly (readonly [at: Date, value: number])[];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export const getMetricData = operation({
  name: 'GetMetricData',
  notes: 'As GetMetricStatistics, for up to 500 metrics in pages. No expressions.',
  tps: TPS,
  changesState: false,
  input: INPUT,
  run(world, input) {
    const series = input.MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false).map((query) =>
      seriesOf(world, input, query),
    );
    const begin = offsetOf(input.NextToken);
    const end = begin + (input.MaxDatapoints ?? MAX_DATAPOINTS);
    const total = series.reduce((sum, { points }) => sum + points.length, 0);
    return {
      MetricDataResults: pageOf(series, begin, end),
      Messages: [],
      NextToken: end < total ? Buffer.from(String(end)).toString('base64') : undefined,
    };
  },
});

function seriesOf(world: World, { StartTime, EndTime, ScanBy }: Input, query: Query): Series {
  const { MetricStat, Id, Label } = query;
  if (!MetricStat)
    throw invalid(
      'InvalidParameterCombination',
      `Error in query ${Id}: MetricStat is needed, expressions are not emulated.`,
    );
  const { Metric, Period, Stat, Unit = 'Count' } = MetricStat;
  const statistic = Object.hasOwn(STATISTICS, Stat) ? STATISTICS[Stat] : undefined;
  if (!statistic)
    throw invalid('InvalidParameterValue', `The value ${Stat} for parameter Stat is not supported.`);
  const { Namespace = '', MetricName = '', Dimensions = [] } = Metric;
  const wanted = { namespace: Namespace, metric: MetricName, dimensions: Dimensions };
  const found = metricPoints(world, { ...wanted, from: StartTime, to: EndTime, period: Period });
  const points = (Unit === 'Count' ? found : []).map((it) => [new Date(it.atMs), statistic(it)] as const);
  const isAscending = ScanBy === 'TimestampAscending';
  return { id: Id, label: Label ?? MetricName, points: isAscending ? points : points.reverse() };
}

/** The points from `begin` to `end` of all series in a row. A series that ends on another page is partial. */
function pageOf(series: readonly Series[], begin: number, end: number): object[] {
  let offset = 0;
  return series.flatMap(({ id, label, points }) => {
    const [first, last] = [offset, offset + points.length];
    offset = last;
    if (points.length > 0 && (last <= begin || first >= end)) return [];
    if (points.length === 0 && begin > 0) return [];
    const shown = points.slice(Math.max(0, begin - first), Math.max(0, end - first));
    return [
      {
        Id: id,
        Label: label,
        Timestamps: shown.map(([at]) => at),
        Values: shown.map(([, value]) => value),
        StatusCode: last > end ? 'PartialData' : 'Complete',
      },
    ];
  });
}

function offsetOf(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = Number(Buffer.from(token, 'base64').toString());
  if (Number.isInteger(offset) && offset > 0) return offset;
  throw new ServiceError('InvalidNextToken', 'The next token specified is invalid.');
}
