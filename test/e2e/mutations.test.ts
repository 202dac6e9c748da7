import {
  CopyModelDocument,
  CreateProjectDocument,
  DeleteModelDocument,
  DeletePolicyDocument,
  DeleteProjectDocument,
  ListSchedulesDocument,
  PutPolicyDocument,
  PutScheduleDocument,
  ShowModelDocument,
  StartModelDocument,
  StopModelDocument,
  TrainModelDocument,
} from '../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { ALWAYS_FRESH, OUTPUT, projectArnOf, refusals, versionArnOf } from './demo.js';
import { LIST_PROJECTS, LIST_VERSIONS, WHOLE_PROJECT } from './documents.js';
import { TRAIN_ADAPTER } from './mutation-documents.js';

let gateway: TestGateway;
beforeAll(async () => {
  // The catalog is never too old: what a read shows after a mutation came from the mutation itself.
  gateway = await startGateway({ ...ALWAYS_FRESH, READ_MAX_AGE_MS: '3600000', EMULATOR_SPEED: '0.01' });
});
afterAll(() => gateway.close());

const POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'rekognition:CopyProjectVersion', Resource: '*' },
  ],
};

let names = 0;
async function newProject(): Promise<string> {
  const { createProject } = await gateway.run(CreateProjectDocument, {
    input: { projectName: `p-${++names}` },
  });
  return createProject.project?.arn ?? JSON.stringify(createProject.userErrors);
}

async function newVersion(projectArn: string, versionName: string): Promise<string> {
  const input = { projectArn, versionName, outputConfig: OUTPUT };
  const { createModelVersion } = await gateway.run(TrainModelDocument, { input });
  return createModelVersion.modelVersion?.arn ?? JSON.stringify(createModelVersion.userErrors);
}

const show = async (arn: string) => (await gateway.run(ShowModelDocument, { arn })).modelVersion;

async function list(projectArn: string): Promise<unknown> {
  const { data } = await gateway.query<{ project: { modelVersions: { nodes: unknown } } }>(LIST_VERSIONS, {
    arn: projectArn,
  });
  return data?.project.modelVersions.nodes;
}

describe('a life', () => {
  it('is read as it was written, from project to deletion', async () => {
    const tags = [
      { key: 'team', value: 'tests' },
      { key: 'größe 1', value: '' },
    ];
    const created = await gateway.run(CreateProjectDocument, { input: { projectName: 'life', tags } });
    expect(created.createProject).toMatchObject({ userErrors: [], project: { name: 'life' } });
    const projectArn = created.createProject.project?.arn ?? '';
    const { data } = await gateway.query(WHOLE_PROJECT, { arn: projectArn, versionName: 'v1' });
    expect(data?.project).toMatchObject({ arn: projectArn, tags, modelVersion: null });
    const found = await gateway.query(LIST_PROJECTS, { filter: { names: ['life'] } });
    expect(found.data?.projects).toMatchObject({ totalCount: 1 });

    const arn = await newVersion(projectArn, 'v1');
    expect(await show(arn)).toMatchObject({
      name: 'v1',
      status: 'TRAINING_IN_PROGRESS',
      outputConfig: OUTPUT,
    });
    expect(await list(projectArn)).toMatchObject([{ name: 'v1', status: 'TRAINING_IN_PROGRESS' }]);

    const busy = await gateway.run(StartModelDocument, { modelVersionArn: arn });
    expect(refusals(busy.startModelVersion)).toEqual(['IN_USE modelVersionArn']);
    await gateway.control.advance(3_600_000);

    const start = { modelVersionArn: arn, minInferenceUnits: 1, maxInferenceUnits: 2 };
    const { startModelVersion } = await gateway.run(StartModelDocument, start);
    expect(startModelVersion).toMatchObject({
      userErrors: [],
      cursor: expect.any(String),
      modelVersion: { status: 'STARTING', minInferenceUnits: 1, maxInferenceUnits: 2 },
    });
    expect(await show(arn)).toMatchObject({ status: 'STARTING', minInferenceUnits: 1, maxInferenceUnits: 2 });
    expect(await list(projectArn)).toMatchObject([{ status: 'STARTING' }]);
    await gateway.control.advance(3_600_000);

    const { stopModelVersion } = await gateway.run(StopModelDocument, { modelVersionArn: arn });
    expect(stopModelVersion).toMatchObject({ userErrors: [], modelVersion: { status: 'STOPPING' } });
    expect(await show(arn)).toMatchObject({ status: 'STOPPING' });
    await gateway.control.advance(3_600_000);

    const { deleteModelVersion } = await gateway.run(DeleteModelDocument, { modelVersionArn: arn });
    expect(deleteModelVersion).toEqual({
      modelVersionArn: arn,
      status: 'DELETING',
      cursor: expect.any(String),
      userErrors: [],
    });
    expect(await show(arn)).toMatchObject({ status: 'DELETING' });
    await gateway.control.advance(3_600_000);

    const windows = ['MON 08:00-09:00'];
    const schedule = { projectArn, name: 'office', aliasName: 'champion', windows };
    await gateway.run(PutScheduleDocument, {
      input: { ...schedule, timeZone: 'UTC', minInferenceUnits: 1 },
    });
    const gone = await gateway.run(DeleteProjectDocument, { projectArn });
    expect((await gateway.run(ListSchedulesDocument, {})).schedules.nodes).toEqual([]);
    expect(gone.deleteProject).toEqual({ projectArn, status: 'DELETING', userErrors: [] });
    const after = await gateway.query(WHOLE_PROJECT, { arn: projectArn, versionName: 'v1' });
    expect(after.data).toMatchObject({ project: { status: 'DELETING' } });
  });

  it('is in its status history, from the cursor that each mutation gave', async () => {
    const arn = await newVersion(await newProject(), 'told');
    await gateway.control.advance(3_600_000);
    const { startModelVersion } = await gateway.run(StartModelDocument, { modelVersionArn: arn });
    const history = (await show(arn))?.statusHistory.nodes ?? [];
    expect(history[0]).toMatchObject({ status: 'STARTING' });
    expect(history.at(-1)).toMatchObject({ previousStatus: null, status: 'TRAINING_IN_PROGRESS' });
    expect(startModelVersion.cursor).not.toBe(history[0]?.cursor);
  });
});

describe('a training', () => {
  it('takes all that AWS takes', async () => {
    const projectArn = await newProject();
    const file = { bucket: 'manifests', name: 'train.manifest', version: 'v-1' };
    await gateway.control.clearRequests();
    const { createModelVersion } = await gateway.run(TrainModelDocument, {
      input: {
        projectArn,
        versionName: 'full',
        outputConfig: OUTPUT,
        trainingData: [file],
        testingData: { manifests: [file], autoCreate: false },
        tags: [{ key: 'k', value: 'v' }],
        kmsKeyId: 'alias/key',
        versionDescription: 'All of it',
      },
    });
    expect(createModelVersion.userErrors).toEqual([]);
    const S3Object = { Bucket: 'manifests', Name: 'train.manifest', Version: 'v-1' };
    const Assets = [{ GroundTruthManifest: { S3Object } }];
    const { requests } = await gateway.control.requests();
    expect(requests.find((it) => it.operation === 'CreateProjectVersion')?.input).toEqual({
      ProjectArn: projectArn,
      VersionName: 'full',
      OutputConfig: { S3Bucket: OUTPUT.s3Bucket, S3KeyPrefix: OUTPUT.s3KeyPrefix },
      TrainingData: { Assets },
      TestingData: { Assets, AutoCreate: false },
      Tags: { k: 'v' },
      KmsKeyId: 'alias/key',
      VersionDescription: 'All of it',
    });
    await gateway.control.advance(3_600_000);
  });

  it('of an adapter takes its threshold', async () => {
    const { createProject } = await gateway.run(CreateProjectDocument, {
      input: { projectName: 'adapters', feature: 'CONTENT_MODERATION', autoUpdate: true },
    });
    const projectArn = createProject.project?.arn ?? '';
    const { data } = await gateway.query(WHOLE_PROJECT, { arn: projectArn, versionName: 'v' });
    expect(data?.project).toMatchObject({ feature: 'CONTENT_MODERATION', autoUpdate: true });
    const { data: trained } = await gateway.query(TRAIN_ADAPTER, { projectArn });
    expect(trained?.createModelVersion).toMatchObject({
      modelVersion: { feature: 'CONTENT_MODERATION', status: 'TRAINING_IN_PROGRESS' },
      userErrors: [],
    });
    await gateway.control.advance(3_600_000);
  });
});

describe('a copy', () => {
  it('finds its source project by itself', async () => {
    const source = await versionArnOf(gateway, 'circuit-boards', 'v3');
    const destinationProjectArn = await newProject();
    const { copyModelVersion } = await gateway.run(CopyModelDocument, {
      input: {
        sourceModelVersionArn: source,
        destinationProjectArn,
        versionName: 'copy',
        outputConfig: OUTPUT,
        tags: [{ key: 'k', value: 'v' }],
        kmsKeyId: 'key',
      },
    });
    expect(copyModelVersion).toMatchObject({
      userErrors: [],
      modelVersion: { name: 'copy', status: 'COPYING_IN_PROGRESS', sourceModelVersionArn: source },
    });
    const copy = await show(copyModelVersion.modelVersion?.arn ?? '');
    expect(copy).toMatchObject({ status: 'COPYING_IN_PROGRESS', sourceModelVersion: { name: 'v3' } });
  });

  it('may name its source project', async () => {
    const { copyModelVersion } = await gateway.run(CopyModelDocument, {
      input: {
        sourceProjectArn: await projectArnOf(gateway, 'circuit-boards'),
        sourceModelVersionArn: await versionArnOf(gateway, 'circuit-boards', 'v3'),
        destinationProjectArn: await newProject(),
        versionName: 'copy',
        outputConfig: OUTPUT,
      },
    });
    expect(copyModelVersion.userErrors).toEqual([]);
  });
});

describe('a policy', () => {
  const put = async (input: object) =>
    (
      await gateway.run(PutPolicyDocument, {
        input: { policyName: 'share', policyDocument: POLICY, ...input } as never,
      })
    ).putProjectPolicy;

  async function policies(arn: string): Promise<object[]> {
    const { data } = await gateway.query<{ project: { policies: { edges: { node: object }[] } } }>(
      WHOLE_PROJECT,
      { arn, versionName: 'v' },
    );
    return data?.project.policies.edges.map((it) => it.node) ?? [];
  }

  it('is attached, replaced by its revision and taken off again', async () => {
    const projectArn = await newProject();
    expect(await policies(projectArn)).toEqual([]);
    const first = await put({ projectArn, policyDocument: JSON.stringify(POLICY) });
    expect(first).toMatchObject({ userErrors: [], projectPolicy: { policyDocument: POLICY } });
    expect(await policies(projectArn)).toMatchObject([{ policyName: 'share', policyDocument: POLICY }]);

    const policyRevisionId = first.projectPolicy?.policyRevisionId;
    const second = await put({ projectArn, policyRevisionId });
    expect(second.userErrors).toEqual([]);
    expect(second.projectPolicy?.policyRevisionId).not.toBe(policyRevisionId);
    const now = { policyRevisionId: second.projectPolicy?.policyRevisionId };
    expect(await policies(projectArn)).toMatchObject([now]);

    expect(refusals(await put({ projectArn, policyRevisionId }))).toEqual([
      'POLICY_REVISION_MISMATCH policyRevisionId',
    ]);
    expect(refusals(await put({ projectArn }))).toEqual(['ALREADY_EXISTS policyName']);

    const input = { projectArn, policyName: 'share' };
    const late = await gateway.run(DeletePolicyDocument, { input: { ...input, policyRevisionId: 'abc' } });
    expect(refusals(late.deleteProjectPolicy)).toEqual(['POLICY_REVISION_MISMATCH policyRevisionId']);
    const { deleteProjectPolicy } = await gateway.run(DeletePolicyDocument, { input });
    expect(deleteProjectPolicy).toEqual({ policyName: 'share', userErrors: [] });
    expect(await policies(projectArn)).toEqual([]);
    const again = await gateway.run(DeletePolicyDocument, { input });
    expect(refusals(again.deleteProjectPolicy)).toEqual(['NOT_FOUND policyName']);
  });
});

describe('a refusal', () => {
  it('names what is taken', async () => {
    const projectArn = await newProject();
    const twin = await gateway.run(CreateProjectDocument, { input: { projectName: `p-${names}` } });
    expect(refusals(twin.createProject)).toEqual(['ALREADY_EXISTS projectName']);
    expect(twin.createProject.userErrors[0]?.awsRequestId).toEqual(expect.any(String));
    await newVersion(projectArn, 'v');
    const { createModelVersion } = await gateway.run(TrainModelDocument, {
      input: { projectArn, versionName: 'v', outputConfig: OUTPUT },
    });
    expect(refusals(createModelVersion)).toEqual(['ALREADY_EXISTS versionName']);
    expect(createModelVersion).toMatchObject({ modelVersion: null, cursor: null });
    const full = await gateway.run(DeleteProjectDocument, { projectArn });
    expect(refusals(full.deleteProject)).toEqual(['IN_USE projectArn']);
    await gateway.control.advance(3_600_000);
  });

  it('names what is not there', async () => {
    const projectArn = `${await newProject()}0`;
    const windows = ['MON 08:00-09:00'];
    const schedule = { projectArn, name: 'office', aliasName: 'champion', windows };
    await gateway.run(PutScheduleDocument, {
      input: { ...schedule, timeZone: 'UTC', minInferenceUnits: 1 },
    });
    const gone = await gateway.run(DeleteProjectDocument, { projectArn });
    expect((await gateway.run(ListSchedulesDocument, {})).schedules.nodes).toEqual([]);
    expect(refusals(gone.deleteProject)).toEqual(['NOT_FOUND projectArn']);
    const input = { projectArn, versionName: 'v', outputConfig: OUTPUT };
    const { createModelVersion } = await gateway.run(TrainModelDocument, { input });
    expect(refusals(createModelVersion)).toEqual(['NOT_FOUND projectArn']);
    const modelVersionArn = `${await versionArnOf(gateway, 'circuit-boards', 'v3')}0`;
    const stop = await gateway.run(StopModelDocument, { modelVersionArn });
    expect(refusals(stop.stopModelVersion)).toEqual(['NOT_FOUND modelVersionArn']);
    const { copyModelVersion } = await gateway.run(CopyModelDocument, {
      input: {
        sourceModelVersionArn: modelVersionArn.replace('circuit-boards', 'no-boards'),
        destinationProjectArn: await newProject(),
        versionName: 'v',
        outputConfig: OUTPUT,
      },
    });
    expect(refusals(copyModelVersion)).toEqual(['NOT_FOUND sourceModelVersionArn']);
  });

  it('names the quota, and is not tried again', async () => {
    const modelVersionArn = await versionArnOf(gateway, 'circuit-boards', 'v3');
    await gateway.control.clearRequests();
    const { startModelVersion } = await gateway.run(StartModelDocument, {
      modelVersionArn,
      minInferenceUnits: 6,
    });
    expect(refusals(startModelVersion)).toEqual(['QUOTA_EXCEEDED -']);
    expect(startModelVersion.userErrors[0]?.message).toMatch(/5 inference units/);
    expect((await gateway.control.requests()).counts.StartProjectVersion).toBe(1);
  });
});
