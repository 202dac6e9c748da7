import {
  type CopyProjectVersionCommandInput,
  type ProjectVersionDescription,
  Rekognition,
  waitUntilProjectVersionRunning,
  waitUntilProjectVersionTrainingCompleted,
} from '@aws-sdk/client-rekognition';
import { credentialsOf, startTestEmulator, type TestEmulator } from '../../support/emulator.js';

const ACCOUNT = '123456789012';
const OutputConfig = { S3Bucket: 'my-bucket', S3KeyPrefix: 'out' };
const WAITER = { minDelay: 1, maxDelay: 1, maxWaitTime: 5 };
const START_MS = Date.parse('2026-11-21T10:00:00.123Z');

let emulator: TestEmulator;
let nowMs: number;

function clientOf(accountId: string, region = 'us-east-1'): Rekognition {
  return new Rekognition({
    endpoint: emulator.url,
    region,
    credentials: credentialsOf(accountId),
    maxAttempts: 1,
  });
}

beforeEach(async () => {
  nowMs = START_MS;
  emulator = await startTestEmulator({ now: () => nowMs });
});

afterEach(() => emulator.close());

async function projectOf(client: Rekognition, ProjectName = 'p'): Promise<string> {
  return (await client.createProject({ ProjectName })).ProjectArn ?? '';
}

async function trainedOf(client: Rekognition, ProjectArn: string, VersionName: string): Promise<string> {
  const { ProjectVersionArn = '' } = await client.createProjectVersion({
    ProjectArn,
    VersionName,
    OutputConfig,
  });
  nowMs += 20_000;
  return ProjectVersionArn;
}

async function described(
  client: Rekognition,
  ProjectArn: string,
  name: string,
): Promise<ProjectVersionDescription> {
  const { ProjectVersionDescriptions } = await client.describeProjectVersions({
    ProjectArn,
    VersionNames: [name],
  });
  return ProjectVersionDescriptions?.[0] ?? {};
}

const refused = (name: string) => expect.objectContaining({ name });

describe('1. a project', () => {
  test('1.1 is CREATING, then CREATED, DELETING, and gone', async () => {
    const client = clientOf(ACCOUNT);
    const arn = await projectOf(client);
    const status = async () => (await client.describeProjects({})).ProjectDescriptions?.[0]?.Status;
    expect(await status()).toBe('CREATING');
    nowMs += 1_000;
    expect(await status()).toBe('CREATED');
    expect(await client.deleteProject({ ProjectArn: arn })).toMatchObject({ Status: 'DELETING' });
    expect(await status()).toBe('DELETING');
    nowMs += 1_000;
    expect(await status()).toBeUndefined();
  });

  test('1.2 carries its creation time in its ARN', async () => {
    const client = clientOf(ACCOUNT);
    expect(await projectOf(client)).toBe(`arn:aws:rekognition:us-east-1:${ACCOUNT}:project/p/${START_MS}`);
    const { ProjectDescriptions } = await client.describeProjects({});
    expect(ProjectDescriptions?.[0]?.CreationTimestamp).toEqual(new Date(START_MS));
    expect(ProjectDescriptions?.[0]?.Datasets).toEqual([]);
    expect(ProjectDescriptions?.[0]).not.toHaveProperty('Feature');
  });

  test('1.3 has a name of its own in its account and region', async () => {
    await projectOf(clientOf(ACCOUNT));
    await expect(projectOf(clientOf(ACCOUNT))).rejects.toEqual(refused('ResourceInUseException'));
    await projectOf(clientOf('111122223333'));
    await projectOf(clientOf(ACCOUNT, 'eu-west-1'));
  });

  test('1.4 of another feature is only listed when asked for', async () => {
    const client = clientOf(ACCOUNT);
    const Feature = 'CONTENT_MODERATION';
    await client.createProject({ ProjectName: 'm', Feature, AutoUpdate: 'ENABLED' });
    expect((await client.describeProjects({})).ProjectDescriptions).toEqual([]);
    const { ProjectDescriptions } = await client.describeProjects({ Features: [Feature] });
    expect(ProjectDescriptions).toMatchObject([{ Feature, AutoUpdate: 'ENABLED' }]);
    const without = client.createProject({ ProjectName: 'n', Feature });
    await expect(without).rejects.toEqual(refused('InvalidParameterException'));
  });

  test('1.5 goes only when its versions are gone', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    const ProjectVersionArn = await trainedOf(client, ProjectArn, 'v');
    await expect(client.deleteProject({ ProjectArn })).rejects.toEqual(refused('ResourceInUseException'));
    await client.deleteProjectVersion({ ProjectVersionArn });
    nowMs += 2_000;
    await client.deleteProject({ ProjectArn });
  });

  test('1.6 whose name is used again at once has another ARN', async () => {
    await emulator.close();
    emulator = await startTestEmulator({ now: () => nowMs, transitions: 'immediate' });
    const client = clientOf(ACCOUNT);
    const first = await projectOf(client);
    await client.deleteProject({ ProjectArn: first });
    expect(await projectOf(client)).not.toBe(first);
  });
});

describe('2. a version', () => {
  test('2.1 lives from training to its end', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    const { ProjectVersionArn = '' } = await client.createProjectVersion({
      ProjectArn,
      VersionName: 'v',
      OutputConfig,
    });
    const status = async () => (await described(client, ProjectArn, 'v')).Status;
    expect(await status()).toBe('TRAINING_IN_PROGRESS');
    nowMs += 19_999;
    expect(await status()).toBe('TRAINING_IN_PROGRESS');
    nowMs += 1;
    expect(await status()).toBe('TRAINING_COMPLETED');
    const started = await client.startProjectVersion({
      ProjectVersionArn,
      MinInferenceUnits: 1,
      MaxInferenceUnits: 3,
    });
    expect(started.Status).toBe('STARTING');
    expect(await status()).toBe('STARTING');
    nowMs += 8_000;
    expect(await described(client, ProjectArn, 'v')).toMatchObject({
      Status: 'RUNNING',
      MinInferenceUnits: 1,
      MaxInferenceUnits: 3,
    });
    expect((await client.stopProjectVersion({ ProjectVersionArn })).Status).toBe('STOPPING');
    expect(await status()).toBe('STOPPING');
    nowMs += 4_000;
    expect(await status()).toBe('STOPPED');
    expect((await client.deleteProjectVersion({ ProjectVersionArn })).Status).toBe('DELETING');
    expect(await status()).toBe('DELETING');
    nowMs += 2_000;
    expect(await status()).toBeUndefined();
  });

  test('2.2 in immediate mode is at its end at the next look, but not in the answer itself', async () => {
    await emulator.close();
    emulator = await startTestEmulator({ now: () => nowMs, transitions: 'immediate' });
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
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

  test('2.3 shows what came of its training, and before that nothing', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    await client.createProjectVersion({ ProjectArn, VersionName: 'v', OutputConfig, KmsKeyId: 'alias/k' });
    const before = await described(client, ProjectArn, 'v');
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
    nowMs += 20_000;
    expect(await described(client, ProjectArn, 'v')).toMatchObject({
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

  test('2.4 that failed to train has its manifest report and no evaluation', async () => {
    await emulator.control.addFault({ operation: 'CreateProjectVersion', outcome: 'FAILED' });
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    await trainedOf(client, ProjectArn, 'v');
    const version = await described(client, ProjectArn, 'v');
    expect(version).toMatchObject({
      Status: 'TRAINING_FAILED',
      StatusMessage: 'The manifest file contains too many invalid rows.',
      ManifestSummary: { S3Object: { Name: 'out/ManifestSummary-p-v.json' } },
    });
    expect(version).not.toHaveProperty('EvaluationResult');
    expect(version).not.toHaveProperty('BillableTrainingTimeInSeconds');
  });

  test('2.5 nobody knows is left out, not refused', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    await trainedOf(client, ProjectArn, 'v');
    const { ProjectVersionDescriptions = [] } = await client.describeProjectVersions({
      ProjectArn,
      VersionNames: ['v', 'unknown'],
    });
    expect(ProjectVersionDescriptions).toHaveLength(1);
    const unknown = client.describeProjectVersions({ ProjectArn: ProjectArn.replace('/p/', '/q/') });
    await expect(unknown).rejects.toEqual(refused('ResourceNotFoundException'));
  });

  test('2.6 of a project called version is found by its ARN', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client, 'version');
    const ProjectVersionArn = await trainedOf(client, ProjectArn, 'version');
    await client.tagResource({ ResourceArn: ProjectArn, Tags: { is: 'project' } });
    await client.tagResource({ ResourceArn: ProjectVersionArn, Tags: { is: 'version' } });
    expect((await client.listTagsForResource({ ResourceArn: ProjectArn })).Tags).toEqual({ is: 'project' });
    expect((await client.listTagsForResource({ ResourceArn: ProjectVersionArn })).Tags).toEqual({
      is: 'version',
    });
  });

  test('2.7 trains with both kinds of data or with none', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
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
    expect(await described(client, ProjectArn, 'v')).toMatchObject({
      TrainingDataResult: { Input: data },
      TestingDataResult: { Input: { Assets: [], AutoCreate: true } },
    });
  });
});

describe('3. an operation at the wrong time', () => {
  test('3.1 is ResourceInUse while something is going on', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    const { ProjectVersionArn = '' } = await client.createProjectVersion({
      ProjectArn,
      VersionName: 'v',
      OutputConfig,
    });
    const start = () => client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    const inUse = refused('ResourceInUseException');
    await expect(start()).rejects.toEqual(inUse);
    await expect(client.stopProjectVersion({ ProjectVersionArn })).rejects.toEqual(inUse);
    await expect(client.deleteProjectVersion({ ProjectVersionArn })).rejects.toEqual(inUse);
    nowMs += 20_000;
    await start();
    await expect(start()).rejects.toEqual(inUse);
    nowMs += 8_000;
    await expect(start()).rejects.toEqual(inUse);
    await expect(client.deleteProjectVersion({ ProjectVersionArn })).rejects.toEqual(inUse);
  });

  test('3.2 is InvalidParameter where waiting would not help', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    const ProjectVersionArn = await trainedOf(client, ProjectArn, 'v');
    const invalid = refused('InvalidParameterException');
    await expect(client.stopProjectVersion({ ProjectVersionArn })).rejects.toEqual(invalid);
    const units = { MinInferenceUnits: 3, MaxInferenceUnits: 2 };
    await expect(client.startProjectVersion({ ProjectVersionArn, ...units })).rejects.toEqual(invalid);
    await emulator.control.addFault({ operation: '*', outcome: 'FAILED', count: 1 });
    const failed = await trainedOf(client, ProjectArn, 'failed');
    const start = client.startProjectVersion({ ProjectVersionArn: failed, MinInferenceUnits: 1 });
    await expect(start).rejects.toEqual(invalid);
  });

  test('3.3 a start that fails may be tried again, and a start may be stopped', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    const ProjectVersionArn = await trainedOf(client, ProjectArn, 'v');
    await emulator.control.addFault({ operation: 'StartProjectVersion', outcome: 'FAILED', count: 1 });
    await client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    nowMs += 8_000;
    expect((await described(client, ProjectArn, 'v')).Status).toBe('FAILED');
    await client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    await client.stopProjectVersion({ ProjectVersionArn });
    nowMs += 4_000;
    expect((await described(client, ProjectArn, 'v')).Status).toBe('STOPPED');
  });
});

describe('4. a quota', () => {
  const exceeded = refused('LimitExceededException');

  test('4.1 of two trainings, two running models and five units', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    const create = (VersionName: string) =>
      client.createProjectVersion({ ProjectArn, VersionName, OutputConfig });
    const arns = [(await create('a')).ProjectVersionArn, (await create('b')).ProjectVersionArn];
    await expect(create('c')).rejects.toEqual(exceeded);
    nowMs += 20_000;
    arns.push((await create('c')).ProjectVersionArn);
    nowMs += 20_000;
    const [a, b, c] = arns.map((ProjectVersionArn) => ({ ProjectVersionArn, MinInferenceUnits: 1 }));
    await expect(
      client.startProjectVersion({ ...a, ...{ ProjectVersionArn: arns[0], MinInferenceUnits: 6 } }),
    ).rejects.toEqual(exceeded);
    await client.startProjectVersion(a as never);
    await client.startProjectVersion(b as never);
    await expect(client.startProjectVersion(c as never)).rejects.toEqual(exceeded);
    await client.stopProjectVersion({ ProjectVersionArn: arns[0] });
    await client.startProjectVersion(c as never);
  });

  test('4.2 of a hundred projects', async () => {
    const client = clientOf(ACCOUNT);
    for (let i = 0; i < 100; i++) await projectOf(client, `p${i}`);
    await expect(projectOf(client, 'one-more')).rejects.toEqual(exceeded);
    const { ProjectDescriptions, NextToken } = await client.describeProjects({});
    expect(ProjectDescriptions).toHaveLength(100);
    expect(NextToken).toBeUndefined();
  });

  test('4.3 of two hundred tags', async () => {
    const client = clientOf(ACCOUNT);
    const ResourceArn = await projectOf(client);
    const Tags = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, '']));
    await client.tagResource({ ResourceArn, Tags });
    await client.tagResource({ ResourceArn, Tags: { k7: 'changed' } });
    const more = client.tagResource({ ResourceArn, Tags: { k200: '' } });
    await expect(more).rejects.toEqual(refused('ServiceQuotaExceededException'));
    await client.untagResource({ ResourceArn, TagKeys: ['k0', 'unknown'] });
    expect(Object.keys((await client.listTagsForResource({ ResourceArn })).Tags ?? {})).toHaveLength(199);
  });
});

describe('5. a copy', () => {
  const PARTNER = '111122223333';

  async function setUp() {
    const owner = clientOf(ACCOUNT);
    const partner = clientOf(PARTNER);
    const SourceProjectArn = await projectOf(owner, 'source');
    const SourceProjectVersionArn = await trainedOf(owner, SourceProjectArn, 'v');
    const copy = (
      client: Rekognition,
      DestinationProjectArn: string,
      members: Partial<CopyProjectVersionCommandInput> = {},
    ) =>
      client.copyProjectVersion({
        SourceProjectArn,
        SourceProjectVersionArn,
        DestinationProjectArn,
        VersionName: 'copied',
        OutputConfig,
        ...members,
      });
    const allow = (Effect: string, AWS: string, PolicyName: string) => {
      const Statement = {
        Effect,
        Principal: { AWS },
        Action: 'rekognition:CopyProjectVersion',
        Resource: '*',
      };
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
      return owner.putProjectPolicy({ ProjectArn: SourceProjectArn, PolicyName, PolicyDocument });
    };
    return { owner, partner, SourceProjectArn, SourceProjectVersionArn, copy, allow };
  }

  test('5.1 within an account needs no policy and has its own life', async () => {
    const { owner, copy, SourceProjectArn, SourceProjectVersionArn } = await setUp();
    const ProjectArn = await projectOf(owner, 'destination');
    const { ProjectVersionArn } = await copy(owner, ProjectArn);
    expect(ProjectVersionArn).toMatch(/:project\/destination\/version\/copied\/\d+$/);
    expect(await described(owner, ProjectArn, 'copied')).toMatchObject({ Status: 'COPYING_IN_PROGRESS' });
    nowMs += 6_000;
    const source = await described(owner, SourceProjectArn, 'v');
    expect(await described(owner, ProjectArn, 'copied')).toMatchObject({
      Status: 'COPYING_COMPLETED',
      SourceProjectVersionArn,
      EvaluationResult: { F1Score: source.EvaluationResult?.F1Score },
    });
    await owner.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
  });

  test('5.2 out of another account needs a policy on the source project', async () => {
    const { partner, copy, allow } = await setUp();
    const destination = await projectOf(partner);
    const denied = refused('AccessDeniedException');
    await expect(copy(partner, destination)).rejects.toEqual(denied);
    await allow('ALLOW', `arn:aws:iam::${PARTNER}:root`, 'allow');
    await copy(partner, destination);
    await allow('Deny', '*', 'deny');
    await expect(copy(partner, destination, { VersionName: 'again' })).rejects.toEqual(denied);
  });

  test('5.3 within an account may be denied by a policy', async () => {
    const { owner, copy, allow } = await setUp();
    const destination = await projectOf(owner, 'destination');
    await allow('Deny', `arn:aws:iam::${ACCOUNT}:root`, 'deny');
    await expect(copy(owner, destination)).rejects.toEqual(refused('AccessDeniedException'));
  });

  test('5.4 stays in its region and fits its project', async () => {
    const { owner, copy } = await setUp();
    const elsewhere = clientOf(ACCOUNT, 'eu-west-1');
    const invalid = refused('InvalidParameterException');
    await expect(copy(elsewhere, await projectOf(elsewhere))).rejects.toEqual(invalid);
    const other = await projectOf(owner, 'other');
    await expect(copy(owner, other, { SourceProjectArn: other })).rejects.toEqual(invalid);
  });

  test('5.5 outlives its source', async () => {
    const { owner, copy, SourceProjectVersionArn } = await setUp();
    const ProjectArn = await projectOf(owner, 'destination');
    await copy(owner, ProjectArn);
    await owner.deleteProjectVersion({ ProjectVersionArn: SourceProjectVersionArn });
    nowMs += 60_000;
    expect((await described(owner, ProjectArn, 'copied')).EvaluationResult?.F1Score).toBeGreaterThan(0);
  });

  test('5.6 may fail', async () => {
    const { owner, copy } = await setUp();
    const ProjectArn = await projectOf(owner, 'destination');
    await emulator.control.addFault({ operation: 'CopyProjectVersion', outcome: 'FAILED' });
    await copy(owner, ProjectArn);
    nowMs += 6_000;
    const failed = await described(owner, ProjectArn, 'copied');
    expect(failed.Status).toBe('COPYING_FAILED');
    expect(failed).not.toHaveProperty('EvaluationResult');
  });
});

describe('6. a policy', () => {
  const PolicyDocument =
    '{"Statement":{"Effect":"Allow","Principal":"*","Action":"rekognition:CopyProjectVersion","Resource":"*"}}';

  test('6.1 changes only for those who know its revision', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    const put = (PolicyRevisionId?: string) =>
      client.putProjectPolicy({
        ProjectArn,
        PolicyName: 'a',
        PolicyDocument,
        ...(PolicyRevisionId && { PolicyRevisionId }),
      });
    const { PolicyRevisionId: first } = await put();
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    await expect(put()).rejects.toEqual(refused('ResourceAlreadyExistsException'));
    nowMs += 5_000;
    const { PolicyRevisionId: second } = await put(first);
    await expect(put(first)).rejects.toEqual(refused('InvalidPolicyRevisionIdException'));
    expect((await client.listProjectPolicies({ ProjectArn })).ProjectPolicies).toEqual([
      {
        ProjectArn,
        PolicyName: 'a',
        PolicyRevisionId: second,
        PolicyDocument,
        CreationTimestamp: new Date(START_MS),
        LastUpdatedTimestamp: new Date(START_MS + 5_000),
      },
    ]);
    const stale = client.deleteProjectPolicy({ ProjectArn, PolicyName: 'a', PolicyRevisionId: 'abc' });
    await expect(stale).rejects.toEqual(refused('InvalidPolicyRevisionIdException'));
    await client.deleteProjectPolicy({ ProjectArn, PolicyName: 'a', PolicyRevisionId: second });
    const again = client.deleteProjectPolicy({ ProjectArn, PolicyName: 'a' });
    await expect(again).rejects.toEqual(refused('ResourceNotFoundException'));
  });

  test('6.2 is one of five at most, listed in pages', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    for (const PolicyName of ['a', 'b', 'c', 'd', 'e'])
      await client.putProjectPolicy({ ProjectArn, PolicyName, PolicyDocument });
    const sixth = client.putProjectPolicy({ ProjectArn, PolicyName: 'f', PolicyDocument });
    await expect(sixth).rejects.toEqual(refused('LimitExceededException'));
    const { NextToken, ProjectPolicies } = await client.listProjectPolicies({ ProjectArn, MaxResults: 3 });
    expect(ProjectPolicies).toHaveLength(3);
    const rest = await client.listProjectPolicies({ ProjectArn, NextToken });
    expect(rest.ProjectPolicies).toHaveLength(2);
    expect(rest.NextToken).toBeUndefined();
    const tooMany = client.listProjectPolicies({ ProjectArn, MaxResults: 6 });
    await expect(tooMany).rejects.toEqual(refused('ValidationException'));
  });

  test('6.3 must follow the documented grammar', async () => {
    const client = clientOf(ACCOUNT);
    const ProjectArn = await projectOf(client);
    const bad = client.putProjectPolicy({ ProjectArn, PolicyName: 'a', PolicyDocument: '{' });
    await expect(bad).rejects.toEqual(refused('MalformedPolicyDocumentException'));
  });
});

describe('7. another account', () => {
  test('7.1 may not touch what is not its own', async () => {
    const ProjectArn = await projectOf(clientOf(ACCOUNT));
    const stranger = clientOf('999999999999');
    await expect(stranger.describeProjectVersions({ ProjectArn })).rejects.toEqual(
      expect.objectContaining({
        name: 'AccessDeniedException',
        message: `User: arn:aws:iam::999999999999:root is not authorized to perform: rekognition:DescribeProjectVersions on resource: ${ProjectArn}`,
      }),
    );
    await expect(stranger.tagResource({ ResourceArn: ProjectArn, Tags: {} })).rejects.toEqual(
      refused('AccessDeniedException'),
    );
  });
});
