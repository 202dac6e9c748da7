import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { ensureCommand, ensurePythonModule } from '../../support/debian.js';
import { credentialsOf } from '../../support/emulator.js';
import { cleanEnv, INSTALLING_MS, setClientStage } from './stage.js';

const AWS = ensureCommand('aws', 'awscli');
const pythons = ensurePythonModule('boto3', 'python3-boto3');
const stage = setClientStage({ EMULATOR_DATA: 'demo', EMULATOR_TPS: '0' });
const env = cleanEnv({
  AWS_PAGER: '',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: '123456789012',
  AWS_SECRET_ACCESS_KEY: 'x',
});

/** Two whole periods of five minutes of the demo's running model, which has one to three units. */
const EndTime = new Date(Math.floor(Date.now() / 300_000) * 300_000 - 3_600_000);
const StartTime = new Date(EndTime.getTime() - 600_000);
const Dimensions = [
  { Name: 'ProjectName', Value: 'circuit-boards' },
  { Name: 'VersionName', Value: 'v4' },
];
const metric = { Namespace: 'AWS/Rekognition', MetricName: 'InServiceInferenceUnits', Dimensions };
const queries = [{ Id: 'units', MetricStat: { Metric: metric, Period: 300, Stat: 'Average' } }];

const run = async (command: string, args: readonly string[]) =>
  JSON.parse((await promisify(execFile)(command, [...args], { env })).stdout);

it('the JavaScript SDK reads the units in service', async () => {
  const credentials = credentialsOf('123456789012');
  const client = new CloudWatch({ endpoint: stage.url(), region: 'us-east-1', credentials });
  const { MetricDataResults } = await client.getMetricData({
    StartTime,
    EndTime,
    MetricDataQueries: queries,
  });
  expect(MetricDataResults?.[0]).toMatchObject({ Id: 'units', Values: [1, 1], StatusCode: 'Complete' });
});

it('the AWS CLI reads them', async () => {
  const common = ['--endpoint-url', stage.url(), '--output', 'json'];
  const times = ['--start-time', StartTime.toISOString(), '--end-time', EndTime.toISOString()];
  const data = ['get-metric-data', '--metric-data-queries', JSON.stringify(queries), ...times];
  const { MetricDataResults } = await run(AWS, ['cloudwatch', ...data, ...common]);
  expect(MetricDataResults[0].Values).toEqual([1, 1]);
  const { Namespace, MetricName } = metric;
  const what = ['--namespace', Namespace, '--metric-name', MetricName];
  const dimensions = ['--dimensions', ...Dimensions.map((it) => `Name=${it.Name},Value=${it.Value}`)];
  const how = ['--period', '60', '--statistics', 'Average', 'SampleCount'];
  const statistics = ['get-metric-statistics', ...what, ...dimensions, ...how, ...times];
  const { Datapoints } = await run(AWS, ['cloudwatch', ...statistics, ...common]);
  expect(Datapoints).toHaveLength(10);
  expect(Datapoints[0]).toMatchObject({ Average: 1, SampleCount: 1, Unit: 'Count' });
});

it.each(pythons)(
  '%s with boto3 reads them, and hears what it did wrong',
  async (python) => {
    const script = `
import boto3, json, sys
from datetime import datetime, timezone
url, start, end, queries = sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), json.loads(sys.argv[4])
client = boto3.client('cloudwatch', endpoint_url=url)
at = lambda seconds: datetime.fromtimestamp(seconds, timezone.utc)
pages = client.get_paginator('get_metric_data').paginate(StartTime=at(start), EndTime=at(end), MetricDataQueries=queries)
values = [value for page in pages for it in page['MetricDataResults'] for value in it['Values']]
try:
    client.get_metric_data(StartTime=at(end), EndTime=at(start), MetricDataQueries=queries)
    code = None
except client.exceptions.ClientError as error:
    code = error.response['Error']['Code']
print(json.dumps({'values': values, 'code': code}))
`;
    const args = [stage.url(), String(StartTime.getTime() / 1_000), String(EndTime.getTime() / 1_000)];
    const seen = await run(python, ['-c', script, ...args, JSON.stringify(queries)]);
    expect(seen).toEqual({ values: [1, 1], code: 'InvalidParameterValue' });
  },
  INSTALLING_MS,
);
