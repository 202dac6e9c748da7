import {
  waitUntilProjectVersionRunning,
  waitUntilProjectVersionTrainingCompleted,
} from '@aws-sdk/client-rekognition';
import { OutputConfig, refused, START_MS, setStage } from './stage.js';

const WAITER = { minDelay: 1, maxDelay: 1, maxWaitTime: 5 };

const stage = setStage();

describe('1. a version', () => {
  test('1.1 lives from training to its end', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const { ProjectVersionArn = '' } = await client.createProjectVersion({
      ProjectArn,
      VersionName: 'v',
      OutputConfig,
    });
    const status = async () => (await stage.described(client, ProjectArn, 'v')).Status;
    expect(await status()).toBe('TRAINING_IN_PROGRESS');
    stage.pass(19_999);
    expect(await status()).toBe('TRAINING_IN_PROGRESS');
    stage.pass(1);
    expect(await status()).toBe('TRAINING_COMPLETED');
    const started = await client.startProjectVersion({
      ProjectVersionArn,
      MinInferenceUnits: 1,
      MaxInferenceUnits: 3,
    });
    expect(started.Status).toBe('STARTING');
    expect(await status()).toBe('STARTING');
    stage.pass(8_000);
    expect(await stage.described(client, ProjectArn, 'v')).toMatchObject({
      Status: 'RUNNING',
      MinInferenceUnits: 1,
      MaxInferenceUnits: 3,
    });
    expect((await client.stopProjectVersion({ ProjectVersionArn })).Status).toBe('STOPPING');
    expect(await status()).toBe('STOPPING');
    stage.pass(4_000);
    expect(await status()).toBe('STOPPED');
    expect((await client.deleteProjectVersion({ ProjectVersionArn })).Status).toBe('DELETING');
    expect(await status()).toBe('DELETING');
    stage.pass(2_000);
    expect(await status()).toBeUndefined();
  });

  test('1.2 in immediate mode is at its end at the next describe, but not in the answer itself', async () => {
    await stage.restart({ transitions: 'immediate' });
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const { ProjectVersionArn = '' } = await client.createProjectVersion({
      ProjectArn,
      VersionName: 'v',
      OutputConfig,
    });
    const names = { ProjectArn, VersionNames: ['v'] };
    await waitUntilProjectVersionTrainingCompleted({ client, ...WAITER }, names);
    expect(await client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 })).toMatchObject({
      Status: 'STARTING',
    });
    await waitUntilProjectVersionRunning({ client, ...WAITER }, names);
  });

  test('1.3 shows what came of its training, and before that nothing', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    await client.createProjectVersion({ ProjectArn, VersionName: 'v', OutputConfig, KmsKeyId: 'alias/k' });
    const before = await stage.described(client, ProjectArn, 'v');
    expect(before).toMatchObject({
      StatusMessage: 'The model is being trained.',
      KmsKeyId: 'alias/k',
      OutputConfig,
    });
    for (const member of [
      'EvaluationResult',
      'ManifestSummary',
      'TrainingEndTimestamp',
      'BillableTrainingTimeInSeconds',
    ])
      expect(before).not.toHaveProperty(member);
    stage.pass(20_000);
    expect(await stage.described(client, ProjectArn, 'v')).toMatchObject({
      StatusMessage: 'The model is ready to run.',
      TrainingEndTimestamp: new Date(START_MS + 20_000),
      BillableTrainingTimeInSeconds: 23,
      EvaluationResult: {
        F1Score: expect.any(Number),
        Summary: { S3Object: { Bucket: 'my-bucket', Name: 'out/EvaluationResultSummary-p-v.json' } },
      },
      TrainingDataResult: { Input: {} },
      TestingDataResult: { Input: { AutoCreate: false } },
    });
  });

  test('1.4 that failed to train has its manifest report and no evaluation', async () => {
    await stage.control().addFault({ operation: 'CreateProjectVersion', outcome: 'FAILED' });
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    await stage.trainedOf(client, ProjectArn, 'v');
    const version = await stage.described(client, ProjectArn, 'v');
    expect(version).toMatchObject({
      Status: 'TRAINING_FAILED',
      StatusMessage: 'The manifest file contains too many invalid rows.',
      ManifestSummary: { S3Object: { Name: 'out/ManifestSummary-p-v.json' } },
    });
    expect(version).not.toHaveProperty('EvaluationResult');
    expect(version).not.toHaveProperty('BillableTrainingTimeInSeconds');
  });

  test('1.5 that does not exist is left out, not refused', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    await stage.trainedOf(client, ProjectArn, 'v');
    const { ProjectVersionDescriptions = [] } = await client.describeProjectVersions({
      ProjectArn,
      VersionNames: ['v', 'unknown'],
    });
    expect(ProjectVersionDescriptions).toHaveLength(1);
    const unknown = client.describeProjectVersions({ ProjectArn: ProjectArn.replace('/p/', '/q/') });
    await expect(unknown).rejects.toEqual(refused('ResourceNotFoundException'));
  });

  test('1.6 of a project called version is found by its ARN', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client, 'version');
    const ProjectVersionArn = await stage.trainedOf(client, ProjectArn, 'version');
    await client.tagResource({ ResourceArn: ProjectArn, Tags: { is: 'project' } });
    await client.tagResource({ ResourceArn: ProjectVersionArn, Tags: { is: 'version' } });
    expect((await client.listTagsForResource({ ResourceArn: ProjectArn })).Tags).toEqual({ is: 'project' });
    expect((await client.listTagsForResource({ ResourceArn: ProjectVersionArn })).Tags).toEqual({
      is: 'version',
    });
  });

  test('1.7 trains with both kinds of data or with none', async () => {
    const client = stage.clientOf();
    const ProjectArn = await stage.projectOf(client);
    const data = { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: 'bbb', Name: 'm' } } }] };
    const alone = client.createProjectVersion({
      ProjectArn,
      VersionName: 'v',
      OutputConfig,
      TrainingData: data,
    });
    await expect(alone).rejects.toEqual(refused('InvalidParameterException'));
    const TestingData = { AutoCreate: true };
    await client.createProjectVersion({
      ProjectArn,
      VersionName: 'v',
      OutputConfig,
      TrainingData: data,
      TestingData,
    });
    expect(await stage.described(client, ProjectArn, 'v')).toMatchObject({
      TrainingDataResult: { Input: data },
      TestingDataResult: { Input: { Assets: [], AutoCreate: true } },
    });
  });
});
