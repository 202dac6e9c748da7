import { DescribeModelCommand, LookoutVisionClient } from '@aws-sdk/client-lookoutvision';
import {
  paginateDescribeProjects,
  paginateDescribeProjectVersions,
  paginateListProjectPolicies,
  Rekognition,
  waitUntilProjectVersionRunning,
  waitUntilProjectVersionTrainingCompleted,
} from '@aws-sdk/client-rekognition';
import { S3 } from '@aws-sdk/client-s3';
import { STS } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { ensurePythonModule } from '../../support/debian.js';
import { credentialsOf } from '../../support/emulator.js';
import { until } from '../../support/until.js';
import { checkShapes } from './shapes.js';
import { INSTALLING_MS, ofEveryRekognitionOperation, setClientStage } from './stage.js';

const ACCOUNT = '123456789012';
const OutputConfig = { S3Bucket: 'my-bucket', S3KeyPrefix: 'out' };
/** Its own delays are 30 s and 120 s. */
const SOON = { maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.05 };

let pythons: readonly string[];
beforeAll(() => {
  pythons = ensurePythonModule('botocore', 'python3-boto3');
}, INSTALLING_MS);

const stage = setClientStage({ EMULATOR_SPEED: '100', EMULATOR_TPS: '0' });
const options = () => ({ endpoint: stage.url(), region: 'us-east-1', credentials: credentialsOf(ACCOUNT) });

async function all<T, V>(pages: AsyncIterable<T>, valuesOf: (page: T) => V[] | undefined): Promise<V[]> {
  const values: V[] = [];
  for await (const page of pages) values.push(...(valuesOf(page) ?? []));
  return values;
}

async function statusOf(client: Rekognition, ProjectArn: string | undefined, name: string) {
  const names = { ProjectArn, VersionNames: [name] };
  return (await client.describeProjectVersions(names)).ProjectVersionDescriptions?.[0]?.Status;
}

describe('the JS SDK', () => {
  let client: Rekognition;
  let ProjectArn: string | undefined;
  let ProjectVersionArn: string | undefined;

  beforeAll(async () => {
    client = new Rekognition(options());
    ({ ProjectArn } = await client.createProject({ ProjectName: 'cats', Tags: { team: 'pets' } }));
    const order = { ProjectArn, VersionName: 'v1', OutputConfig };
    ({ ProjectVersionArn } = await client.createProjectVersion(order));
  });

  test('pages through everything in the demo', async () => {
    const paging = { client, pageSize: 1 };
    const Features = ['CUSTOM_LABELS' as const, 'CONTENT_MODERATION' as const];
    const projects = await all(
      paginateDescribeProjects(paging, { Features }),
      (page) => page.ProjectDescriptions,
    );
    expect(projects.length).toBeGreaterThan(5);
    for (const { ProjectArn: arn, Feature } of projects) {
      // Its paginators leave the last token in their input: each has one of its own.
      const versions = paginateDescribeProjectVersions(paging, { ProjectArn: arn });
      const names = (await all(versions, (page) => page.ProjectVersionDescriptions)).map(
        (it) => it.ProjectVersionArn,
      );
      expect(new Set(names).size).toBe(names.length);
      if (Feature === 'CONTENT_MODERATION') continue; // adapters have no policies
      await all(paginateListProjectPolicies(paging, { ProjectArn: arn }), (page) => page.ProjectPolicies);
    }
  });

  test('waits for a training and reads its report', async () => {
    await waitUntilProjectVersionTrainingCompleted({ client, ...SOON }, { ProjectArn });
    const { ProjectVersionDescriptions } = await client.describeProjectVersions({ ProjectArn });
    const { F1Score, Summary } = ProjectVersionDescriptions?.[0]?.EvaluationResult ?? {};
    const s3 = new S3({ ...options(), forcePathStyle: true });
    const file = { Bucket: Summary?.S3Object?.Bucket, Key: Summary?.S3Object?.Name };
    const { Body } = await s3.getObject(file);
    const report = JSON.parse((await Body?.transformToString()) ?? '');
    expect(report.AggregatedEvaluationResults.F1Score).toBeCloseTo(F1Score ?? Number.NaN, 6);
    expect((await s3.headObject(file)).ContentType).toBe('application/json');
    await expect(s3.getObject({ ...file, Key: 'no-such' })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('starts, waits until it runs, and stops', async () => {
    await client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    const names = { ProjectArn, VersionNames: ['v1'] };
    await waitUntilProjectVersionRunning({ client, ...SOON }, names);
    await client.stopProjectVersion({ ProjectVersionArn });
    await until(async () => (await statusOf(client, ProjectArn, 'v1')) === 'STOPPED');
  });

  test('copies into another account with a role and a policy', async () => {
    const credentials = fromTemporaryCredentials({
      params: { RoleArn: 'arn:aws:iam::111122223333:role/Copier', RoleSessionName: 'test' },
      masterCredentials: credentialsOf(ACCOUNT),
      clientConfig: { endpoint: stage.url(), region: 'us-east-1' },
    });
    const other = new Rekognition({ ...options(), credentials });
    const identity = await new STS({ ...options(), credentials }).getCallerIdentity({});
    expect(identity.Account).toBe('111122223333');
    const { ProjectArn: DestinationProjectArn } = await other.createProject({ ProjectName: 'borrowed' });
    const copy = {
      SourceProjectArn: ProjectArn,
      SourceProjectVersionArn: ProjectVersionArn,
      DestinationProjectArn,
      VersionName: 'c1',
      OutputConfig,
    };
    await expect(other.copyProjectVersion(copy)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const Action = 'rekognition:CopyProjectVersion';
    const Principal = { AWS: '111122223333' };
    const PolicyDocument = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal, Action, Resource: ProjectVersionArn }],
    });
    const policy = { ProjectArn, PolicyName: 'lend' };
    const { PolicyRevisionId } = await client.putProjectPolicy({ ...policy, PolicyDocument });
    await other.copyProjectVersion(copy);
    await until(async () => (await statusOf(other, DestinationProjectArn, 'c1')) === 'COPYING_COMPLETED');
    await client.deleteProjectPolicy({ ...policy, PolicyRevisionId });
  });

  test('tags and deletes', async () => {
    await client.tagResource({ ResourceArn: ProjectArn, Tags: { colour: 'ä ö' } });
    await client.untagResource({ ResourceArn: ProjectArn, TagKeys: ['team'] });
    expect((await client.listTagsForResource({ ResourceArn: ProjectArn })).Tags).toEqual({ colour: 'ä ö' });
    await client.deleteProjectVersion({ ProjectVersionArn });
    await until(async () => (await statusOf(client, ProjectArn, 'v1')) === undefined);
    await client.deleteProject({ ProjectArn });
    const looked = () => client.describeProjects({ ProjectNames: ['cats'] });
    await until(async () => (await looked()).ProjectDescriptions?.length === 0);
  });

  test('sees Lookout for Vision too, while there still is an SDK for it', async () => {
    const lookout = new LookoutVisionClient(options());
    const model = new DescribeModelCommand({ ProjectName: 'anodized-lids', ModelVersion: 'latest' });
    expect((await lookout.send(model)).ModelDescription?.Status).toBe('TRAINING_FAILED');
  });

  test("hears nothing that AWS's own model does not say", () => {
    for (const python of pythons) {
      const { violations, checked } = checkShapes(python, stage.exchanges());
      expect(violations).toEqual([]);
      expect(checked).toMatchObject({ ...ofEveryRekognitionOperation(), 's3.HeadObject': 1 });
    }
  });
});
