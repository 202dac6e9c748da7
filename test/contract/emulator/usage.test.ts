import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { credentialsOf } from '../../support/emulator.js';
import { ACCOUNT, refused, START_MS, setStage } from './stage.js';

const MINUTE_MS = 60_000;
const stage = setStage();

interface Usage {
  versions: { versionArn: string; runningSeconds: number; unitSeconds: number; runs: object[] }[];
}

const door = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const init = body ? { method, body: JSON.stringify(body) } : { method };
  return (await (await fetch(`${stage.url()}/_emulator${path}`, init)).json()) as T;
};
const usage = () => door<Usage>('GET', '/usage');

async function startedOf(minUnits: number, maxUnits = minUnits): Promise<string> {
  const client = stage.clientOf();
  const arn = await stage.trainedOf(client, await stage.projectOf(client), 'v1');
  await client.startProjectVersion({
    ProjectVersionArn: arn,
    MinInferenceUnits: minUnits,
    MaxInferenceUnits: maxUnits,
  });
  stage.pass(8_000);
  return arn;
}

const stop = (ProjectVersionArn: string) => stage.clientOf().stopProjectVersion({ ProjectVersionArn });

function cloudWatch(): CloudWatch {
  return new CloudWatch({
    endpoint: stage.url(),
    region: 'us-east-1',
    credentials: credentialsOf(ACCOUNT),
    maxAttempts: 1,
  });
}

const Dimensions = [
  { Name: 'ProjectName', Value: 'p' },
  { Name: 'VersionName', Value: 'v1' },
];
const metric = { Namespace: 'AWS/Rekognition', MetricName: 'InServiceInferenceUnits', Dimensions };
/** A whole hour around the run: the stage begins at 10:00:00.123, a model trains for 20 s and starts for 8 s. */
const hour = { StartTime: new Date(START_MS - 1_123), EndTime: new Date(START_MS + 3_600_000) };
const perMinute = { ...metric, ...hour, Period: 60, Statistics: ['Average' as const] };

describe('the account of usage', () => {
  it('counts from RUNNING until the stop, not while it starts or stops', async () => {
    const arn = await startedOf(2);
    stage.pass(90_000);
    await stop(arn);
    stage.pass(3_600_000);
    const { versions } = await usage();
    const run = { units: 2, fromMs: START_MS + 28_000, toMs: START_MS + 118_000 };
    expect(versions).toEqual([
      expect.objectContaining({ versionArn: arn, runningSeconds: 90, unitSeconds: 180, runs: [run] }),
    ]);
  });

  it('adds the runs of a version, and counts one that goes on up to now', async () => {
    const arn = await startedOf(1);
    stage.pass(10_000);
    await stop(arn);
    stage.pass(4_000);
    await stage.clientOf().startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: 3 });
    stage.pass(8_000 + 5_000);
    expect((await usage()).versions).toMatchObject([{ runningSeconds: 15, unitSeconds: 25 }]);
  });

  it('counts nothing for a start that failed or was stopped before it ran', async () => {
    const client = stage.clientOf();
    const arn = await stage.trainedOf(client, await stage.projectOf(client), 'v1');
    await stage.control().addFault({ operation: 'StartProjectVersion', outcome: 'FAILED', count: 1 });
    await client.startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: 1 });
    stage.pass(60_000);
    await client.startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: 1 });
    stage.pass(1_000);
    await stop(arn);
    stage.pass(60_000);
    expect((await usage()).versions).toEqual([]);
  });

  it('follows the units in service, which scale only within what the model was started with', async () => {
    const arn = await startedOf(1, 3);
    stage.pass(60_000);
    await door('POST', '/scale', { versionArn: arn, units: 3 });
    stage.pass(60_000);
    expect((await usage()).versions).toMatchObject([{ runningSeconds: 120, unitSeconds: 60 + 180 }]);
    expect(await door('POST', '/scale', { versionArn: arn, units: 4 })).toEqual({
      error: 'units must be a whole number, 1 to 3, as the model was started.',
    });
    await stop(arn);
    expect(await door('POST', '/scale', { versionArn: arn, units: 1 })).toEqual({
      error: `${arn} is not a running model.`,
    });
  });
});

describe('CloudWatch', () => {
  it('has a point for each minute in which the model ran, and none for the others', async () => {
    const arn = await startedOf(2);
    stage.pass(90_000);
    await stop(arn);
    const { Datapoints = [] } = await cloudWatch().getMetricStatistics(perMinute);
    expect(Datapoints.map(({ Timestamp, Average, Unit }) => [Timestamp?.getTime(), Average, Unit])).toEqual([
      [START_MS - 123, 2, 'Count'],
      [START_MS - 123 + MINUTE_MS, 2, 'Count'],
    ]);
  });

  it("gives the same sum of unit hours as the account of usage, by AWS's own formula", async () => {
    const arn = await startedOf(1, 4);
    for (const units of [4, 2, 3, 1]) {
      stage.pass(7 * MINUTE_MS);
      await door('POST', '/scale', { versionArn: arn, units });
    }
    stage.pass(5 * MINUTE_MS);
    await stop(arn);
    const { Datapoints = [] } = await cloudWatch().getMetricStatistics(perMinute);
    const unitSeconds = Datapoints.reduce((sum, { Average = 0 }) => sum + Average * 60, 0);
    const [used] = (await usage()).versions;
    // A minute counts whole where the model ran for a part of it: at most two minutes at four units more.
    expect(unitSeconds - (used?.unitSeconds ?? 0)).toBeGreaterThanOrEqual(0);
    expect(unitSeconds - (used?.unitSeconds ?? 0)).toBeLessThanOrEqual(2 * 60 * 4);
  });

  it('answers many metrics in pages', async () => {
    const arn = await startedOf(1, 2);
    stage.pass(10 * MINUTE_MS);
    await stop(arn);
    const query = (Id: string, MetricName: string) => ({
      Id,
      MetricStat: { Metric: { ...metric, MetricName }, Period: 60, Stat: 'Maximum' },
    });
    const MetricDataQueries = [query('least', 'MinInferenceUnits'), query('most', 'MaxInferenceUnits')];
    const values: Record<string, number[]> = { least: [], most: [] };
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await cloudWatch().getMetricData({
        ...hour,
        MetricDataQueries,
        MaxDatapoints: 7,
        ...(NextToken && { NextToken }),
      });
      for (const { Id = '', Values = [] } of page.MetricDataResults ?? []) values[Id]?.push(...Values);
      NextToken = page.NextToken;
      pages += 1;
    } while (NextToken);
    expect(values).toEqual({ least: Array(11).fill(1), most: Array(11).fill(2) });
    expect(pages).toBe(4);
  });

  it('knows no series of another name, account or namespace, and refuses what CloudWatch refuses', async () => {
    await startedOf(1);
    stage.pass(MINUTE_MS);
    const points = async (change: object) =>
      (await cloudWatch().getMetricStatistics({ ...perMinute, ...change })).Datapoints?.length;
    expect(await points({})).toBe(2);
    expect(await points({ Namespace: 'Rekognition' })).toBe(0);
    expect(await points({ Dimensions: Dimensions.slice(0, 1) })).toBe(0);
    expect(await points({ MetricName: 'SuccessfulRequestCount' })).toBe(0);
    await expect(points({ Period: 90 })).rejects.toEqual(refused('InvalidParameterValueException'));
    await expect(points({ EndTime: hour.StartTime })).rejects.toEqual(
      refused('InvalidParameterValueException'),
    );
  });
});

it('a quota is what EMULATOR_QUOTAS says', async () => {
  await stage.restart({ quotas: { runningModels: 1 } });
  const client = stage.clientOf();
  const project = await stage.projectOf(client);
  const [first, second] = [
    await stage.trainedOf(client, project, 'v1'),
    await stage.trainedOf(client, project, 'v2'),
  ];
  await client.startProjectVersion({ ProjectVersionArn: first, MinInferenceUnits: 1 });
  await expect(
    client.startProjectVersion({ ProjectVersionArn: second, MinInferenceUnits: 1 }),
  ).rejects.toMatchObject({ name: 'LimitExceededException', message: expect.stringContaining('At most 1') });
});
