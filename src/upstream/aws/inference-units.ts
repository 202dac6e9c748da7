import type { GetMetricDataCommandOutput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { UnitPoint } from '../../domain/money/metered.js';
import type { Upstream, VersionName } from '../port.js';
import type { AwsCaller } from './caller.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const MAX_QUERIES = 500;
const PERIOD_SECONDS = 60;

/** https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-cloudwatch-metrics.html */
export function createInferenceUnits(caller: AwsCaller): Pick<Upstream, 'readInferenceUnits'> {
  const read: Upstream['readInferenceUnits'] = async (at, versions, period, callContext) => {
    const series: (readonly UnitPoint[] | null)[] = [];
    for (let i = 0; i < versions.length; i += MAX_QUERIES)
      series.push(...(await readSome(versions.slice(i, i + MAX_QUERIES))));
    return series;

    async function readSome(some: readonly VersionName[]) {
      const results = new Map<string, SeriesParts>();
      let NextToken: string | undefined;
      do {
        const input = {
          MetricDataQueries: some.map(toQuery),
          ...{ StartTime: new Date(period.from), EndTime: new Date(period.to), NextToken },
        };
        const { answer } = await caller.call(at, 'GetMetricData', callContext, async (clients, options) => {
          const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
          return (await clients.cloudWatch()).send(new GetMetricDataCommand(input), options);
        });
        note(answer, results);
        NextToken = answer.NextToken;
      } while (NextToken);
      return some.map((_, index) => {
        const found = results.get(idOf(index));
        return !found || found.isComplete ? (found?.points ?? []) : null;
      });
    }
  };
  return { readInferenceUnits: read };
}

interface SeriesParts {
  readonly points: UnitPoint[];
  isComplete: boolean;
}

/** A series may lie on several pages; the last one tells whether it is complete. */
function note({ MetricDataResults = [] }: GetMetricDataCommandOutput, results: Map<string, SeriesParts>) {
  for (const { Id = '', Timestamps = [], Values = [], StatusCode } of MetricDataResults) {
    const known = results.get(Id) ?? { points: [], isComplete: true };
    known.points.push(...Timestamps.map((it, index) => [it.getTime(), Values[index] ?? 0] as const));
    known.isComplete = StatusCode === 'Complete';
    results.set(Id, known);
  }
}

function toQuery({ projectName, versionName }: VersionName, index: number): MetricDataQuery {
  return {
    Id: idOf(index),
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Rekognition',
        MetricName: 'InServiceInferenceUnits',
        Dimensions: [
          { Name: 'ProjectName', Value: projectName },
          { Name: 'VersionName', Value: versionName },
        ],
      },
      Period: PERIOD_SECONDS,
      Stat: 'Average',
    },
  };
}

function idOf(index: number): string {
  return `m${index}`;
}
