import {
  FindModelsDocument,
  GatewayStatusDocument,
  ListProjectsDocument,
  LookoutVisionModelDocument,
  ShowModelDocument,
} from '../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { ALWAYS_FRESH, projectArnOf, versionArnOf } from './demo.js';
import {
  LIST_PROJECTS,
  VERSIONS_BY_ARN,
  WHOLE_LOOKOUT_MODEL,
  WHOLE_PROJECT,
  WHOLE_VERSION,
} from './documents.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ ...ALWAYS_FRESH, EMULATOR_SPEED: '0.001' });
});
afterAll(() => gateway.close());

const ANY_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

async function wholeVersion(project: string, name: string) {
  const arn = await versionArnOf(gateway, project, name);
  return gateway.query<{ modelVersion: Record<string, unknown> }>(WHOLE_VERSION, { arn });
}

describe('a version', () => {
  it('has everything that AWS has of it, with its reports joined in', async () => {
    const { data, errors } = await wholeVersion('circuit-boards', 'v4');
    expect(errors).toBeUndefined();
    expect(data?.modelVersion).toMatchObject({
      __typename: 'ModelVersion',
      name: 'v4',
      status: 'RUNNING',
      versionDescription: 'In production on line 3',
      creationTimestamp: ANY_TIME,
      trainingEndTimestamp: ANY_TIME,
      observedAt: ANY_TIME,
      runningSince: ANY_TIME,
      isRunningSinceExact: false,
      hourlyCost: { amount: '4', currencyCode: 'USD' },
      trainingCost: { amount: expect.stringMatching(/^\d+(\.\d{1,4})?$/), currencyCode: 'USD' },
      billableTrainingTimeInSeconds: expect.any(Number),
      minInferenceUnits: 1,
      maxInferenceUnits: 3,
      feature: 'CUSTOM_LABELS',
      tags: [
        { key: 'env', value: 'production' },
        { key: 'owner', value: 'ines' },
      ],
      project: { name: 'circuit-boards' },
      outputConfig: { s3KeyPrefix: 'evaluation/circuit-boards/v4' },
      trainingDataResult: { input: [], output: [{ version: null }], validation: [{ version: null }] },
      testingDataResult: { autoCreate: false, output: [{ version: null }] },
      evaluationResult: {
        f1Score: expect.any(Number),
        summary: { name: expect.stringContaining('EvaluationResultSummary') },
        report: {
          averagePrecision: expect.any(Number),
          evaluationEndTimestamp: ANY_TIME,
          labels: expect.arrayContaining([expect.objectContaining({ label: 'spur' })]),
          confusionMatrix: [],
        },
      },
      manifestSummary: { report: { training: { useCase: 'OBJECT_LOCALIZATION', invalidLines: 0 } } },
    });
  });

  it('that failed has the reason, with the rows that its manifests lost', async () => {
    const { data } = await wholeVersion('circuit-boards', 'v2');
    expect(data?.modelVersion).toMatchObject({
      status: 'TRAINING_FAILED',
      statusMessage: 'The manifest file contains too many invalid rows.',
      evaluationResult: null,
      manifestSummary: { report: { training: { errorLineIndices: expect.arrayContaining([0, 1]) } } },
    });
  });

  it('that is a copy leads to its source', async () => {
    const { data } = await wholeVersion('circuit-boards-staging', 'from-v3');
    const source = await versionArnOf(gateway, 'circuit-boards', 'v3');
    expect(data?.modelVersion).toMatchObject({
      status: 'COPYING_COMPLETED',
      sourceModelVersionArn: source,
      sourceModelVersion: { arn: source, name: 'v3', project: { name: 'circuit-boards' } },
    });
  });

  it('that is an adapter has its base model', async () => {
    const { data } = await wholeVersion('chat-moderation', 'adapter-3');
    expect(data?.modelVersion).toMatchObject({
      feature: 'CONTENT_MODERATION',
      baseModelVersion: expect.any(String),
    });
  });

  it.each([
    ['agency-2', 'UPSTREAM_ACCESS_DENIED'],
    ['agency-1', 'NOT_FOUND'],
  ])('whose report cannot be read (%s) has an error on that field alone', async (name, code) => {
    const { data, errors = [] } = await wholeVersion('brand-logos', name);
    expect(data?.modelVersion).toMatchObject({
      name,
      evaluationResult: { f1Score: expect.any(Number), report: null },
      manifestSummary: { report: null },
    });
    expect(errors.map((it) => it.path?.join('.'))).toEqual([
      'modelVersion.evaluationResult.report',
      'modelVersion.manifestSummary.report',
    ]);
    for (const { extensions } of errors)
      expect(extensions).toMatchObject({ code, awsRequestId: expect.any(String) });
    expect(JSON.stringify(errors)).not.toMatch(/arn:aws:(iam|sts)/);
  });

  it('is null where it does not exist, and its neighbours are not harmed', async () => {
    const v3 = await versionArnOf(gateway, 'circuit-boards', 'v3');
    const v4 = await versionArnOf(gateway, 'circuit-boards', 'v4');
    const unknown = [
      v4.replace('/v4/', '/v44/'),
      v4.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
      v4.replace('project/circuit-boards/', 'project/nowhere/'),
    ];
    const arns = [v3, ...unknown, v4, v3];
    const { data } = await gateway.query<{ modelVersions: unknown[] }>(VERSIONS_BY_ARN, { arns });
    expect(data?.modelVersions).toMatchObject([{ arn: v3 }, null, null, null, { arn: v4 }, { arn: v3 }]);
    for (const arn of unknown)
      expect(await gateway.run(ShowModelDocument, { arn })).toMatchObject({ modelVersion: null });
  });
});

describe('a project', () => {
  it('has its facts, tags and policies', async () => {
    const arn = await projectArnOf(gateway, 'circuit-boards');
    const { data, errors } = await gateway.query(WHOLE_PROJECT, { arn, versionName: 'v3' });
    expect(errors).toBeUndefined();
    const interns = {
      __typename: 'ProjectPolicy',
      policyName: 'interns-may-not',
      projectArn: arn,
      policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Deny' }] },
      policyRevisionId: expect.stringMatching(/^[0-9a-f]+$/),
      creationTimestamp: ANY_TIME,
      lastUpdatedTimestamp: ANY_TIME,
      project: { arn },
    };
    expect(data?.project).toMatchObject({
      __typename: 'Project',
      name: 'circuit-boards',
      accountId: '123456789012',
      region: 'us-east-1',
      status: 'CREATED',
      feature: 'CUSTOM_LABELS',
      autoUpdate: false,
      creationTimestamp: ANY_TIME,
      datasets: [],
      tags: [
        { key: 'team', value: 'quality' },
        { key: 'cost-center', value: '4711' },
      ],
      viewerMay: ['START', 'STOP', 'CREATE', 'DELETE', 'COPY', 'POLICY'],
      modelVersion: { name: 'v3' },
      policies: { totalCount: 2, pageInfo: { hasNextPage: true }, edges: [{ node: interns }] },
    });
  });

  it('is null where it does not exist, or where its name belongs to another now', async () => {
    const arn = await projectArnOf(gateway, 'crop-health');
    for (const unknown of [arn.replace('crop-health', 'no-crop'), `${arn}1`]) {
      const { data } = await gateway.query(WHOLE_PROJECT, { arn: unknown, versionName: 'v' });
      expect(data).toEqual({ project: null });
    }
  });

  it('answers null for a version that it does not have', async () => {
    const arn = await projectArnOf(gateway, 'crop-health');
    const { data } = await gateway.query(WHOLE_PROJECT, { arn, versionName: 'v3' });
    expect(data?.project).toMatchObject({ name: 'crop-health', modelVersion: null });
  });
});

describe('lists', () => {
  it('show every project, newest first, adapters too', async () => {
    const { projects } = await gateway.run(ListProjectsDocument, {});
    const names = projects.nodes.map((it) => it.name);
    expect(names.slice(0, 2)).toEqual(['shelf-gaps', 'circuit-boards-staging']);
    expect(names).toContain('chat-moderation');
    expect(projects).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: false } });
    const times = projects.nodes.map((it) => it.creationTimestamp);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('filter projects by name', async () => {
    const filter = { names: ['crop-health', 'nobody', 'crop-health', 'shelf-gaps'] };
    const { data } = await gateway.query(LIST_PROJECTS, { filter });
    expect(data?.projects).toMatchObject({
      totalCount: 2,
      nodes: [{ name: 'shelf-gaps' }, { name: 'crop-health' }],
    });
  });

  it('find the best model', async () => {
    const projectArn = await projectArnOf(gateway, 'circuit-boards');
    const { project } = await gateway.run(FindModelsDocument, {
      projectArn,
      filter: { statuses: ['RUNNING', 'STOPPED'] },
    });
    expect(project?.modelVersions.totalCount).toBe(2);
    const scores = project?.modelVersions.nodes.map((it) => it.evaluationResult?.f1Score ?? 0) ?? [];
    expect(scores[0]).toBeGreaterThan(scores[1] ?? 1);
  });
});

describe('a Lookout for Vision model', () => {
  const find = (modelVersion: string) =>
    gateway.query(WHOLE_LOOKOUT_MODEL, { projectName: 'anodized-lids', modelVersion });

  it('has all its facts', async () => {
    const { data } = await find('2');
    expect(data?.lookoutVisionModel).toMatchObject({
      modelVersion: '2',
      status: 'HOSTED',
      description: 'Scratches and dents, new camera',
      minInferenceUnits: 1,
      maxInferenceUnits: 2,
      performance: { f1Score: 0.96, precision: 0.97, recall: 0.9502 },
      evaluationManifest: { name: 'output/anodized-lids/2/EvaluationManifest.json' },
      evaluationEndTimestamp: ANY_TIME,
    });
  });

  it('is the latest on demand, and null where there is none', async () => {
    const latest = await gateway.run(LookoutVisionModelDocument, { projectName: 'anodized-lids' });
    expect(latest.lookoutVisionModel).toMatchObject({ modelVersion: '3', status: 'TRAINING_FAILED' });
    expect((await find('99')).data).toEqual({ lookoutVisionModel: null });
  });
});

describe('what the gateway reports of itself', () => {
  it('is its upstream, accounts and budgets', async () => {
    const { gateway: facts } = await gateway.run(GatewayStatusDocument, {});
    expect(facts).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      upstream: 'EMULATOR',
      accounts: [{ accountId: '123456789012', region: 'us-east-1' }],
    });
    expect(facts.upstreamBudgets).toContainEqual({
      operation: 'DescribeProjectVersions',
      accountId: '123456789012',
      region: 'us-east-1',
      limitPerSecond: 1_000,
      available: expect.any(Number),
      throttledLastMinute: 0,
    });
  });

  it('is what a request cost, in its extensions', async () => {
    const arn = await projectArnOf(gateway, 'circuit-boards');
    const { extensions } = await gateway.query('query ($arn: ProjectArn!) { project(arn: $arn) { name } }', {
      arn,
    });
    expect(extensions).toEqual({ upstream: { calls: 1, coalesced: 0, fromCatalog: 0 } });
  });
});

describe('a value newer than the gateway', () => {
  const OPERATIONS = ['DescribeProjectVersions', 'DescribeProjects', 'DescribeModel'];

  it('is UNKNOWN, never a failed query', async () => {
    const arn = await versionArnOf(gateway, 'circuit-boards', 'v4');
    for (const operation of OPERATIONS)
      await gateway.control.addFault({ operation, unknownStatus: 'HIBERNATING' });
    try {
      const { data, errors } = await gateway.query(
        `query ($arn: ModelVersionArn!) {
          modelVersion(arn: $arn) { status project { status } }
          lookoutVisionModel(projectName: "anodized-lids", modelVersion: "1") { status }
        }`,
        { arn },
      );
      expect(errors).toBeUndefined();
      expect(data).toEqual({
        modelVersion: { status: 'UNKNOWN', project: { status: 'UNKNOWN' } },
        lookoutVisionModel: { status: 'UNKNOWN' },
      });
    } finally {
      await gateway.control.clearFaults();
    }
  });
});
