import { parseModelVersionArn, parseProjectArn } from '../../src/domain/arn.js';
import type { S3Object } from '../../src/domain/model.js';
import type { Upstream } from '../../src/upstream/port.js';
import { type AwsStub, startAwsStub } from '../support/aws-stub.js';
import { aCallContext, anUpstream, failing, RATELESS } from './upstream-stage.js';
import { HERE, newProject } from './upstream-world.js';

const PREFIX = `arn:aws:rekognition:${HERE.region}:${HERE.accountId}:project/cats`;
const PROJECT = parseProjectArn(`${PREFIX}/1690556751958`);
const VERSION = parseModelVersionArn(`${PREFIX}/version/v1/1690556751959`);

/** What AWS would answer; a test says only what is strange. */
let answers: Record<string, (input: Record<string, unknown>) => object | string> = {};
let stub: AwsStub;
let upstream: Upstream;

beforeAll(async () => {
  stub = await startAwsStub((operation, input) => answers[operation]?.(input) ?? {});
  const endpoint = { url: stub.url, accessKeyId: 'x', secretAccessKey: 'x' };
  upstream = anUpstream([HERE], endpoint, RATELESS);
});

beforeEach(() => {
  answers = {};
});

afterAll(async () => {
  upstream.close();
  await stub.close();
});

const projects = (description: object) => {
  answers.DescribeProjects = () => ({ ProjectDescriptions: [{ ProjectArn: PROJECT, ...description }] });
  return upstream.listProjects(HERE, aCallContext());
};
const versions = (description: object) => {
  const described = { ProjectVersionArn: VERSION, ...description };
  answers.DescribeProjectVersions = () => ({ ProjectVersionDescriptions: [described] });
  return upstream.listModelVersions(PROJECT, aCallContext());
};

describe('1. values newer than the gateway', () => {
  test('1.1 of a project are UNKNOWN', async () => {
    const { values } = await projects({ Status: 'ARCHIVED', Feature: 'FACES', AutoUpdate: 'SOMETIMES' });
    expect(values).toEqual([
      expect.objectContaining({ status: 'UNKNOWN', feature: 'UNKNOWN', autoUpdate: false }),
    ]);
  });

  test('1.2 of a version are UNKNOWN, and unknown members are left out', async () => {
    const snapshot = await versions({ Status: 'NAPPING', Feature: 'FACES', Mood: { is: 'good' } });
    expect(snapshot?.values).toEqual([expect.objectContaining({ status: 'UNKNOWN', feature: 'UNKNOWN' })]);
    expect(snapshot?.values[0]).not.toHaveProperty('Mood');
  });

  test('1.3 in the answer to a change are UNKNOWN', async () => {
    answers.StopProjectVersion = () => ({ Status: 'NAPPING' });
    expect(await upstream.stopModelVersion(VERSION, aCallContext())).toBe('UNKNOWN');
  });
});

describe('2. what AWS leaves out', () => {
  test('2.1 of a project has its usual value', async () => {
    for (const Feature of [undefined, null, '']) {
      const { values } = await projects({ Status: 'CREATED', Feature });
      expect(values).toEqual([
        expect.objectContaining({ feature: 'CUSTOM_LABELS', autoUpdate: false, datasets: [] }),
      ]);
    }
  });

  test('2.2 of a version is null, and the ARN has the time of its creation', async () => {
    const snapshot = await versions({ Status: 'RUNNING', StatusMessage: '' });
    expect(snapshot?.values[0]).toMatchObject({
      statusMessage: null,
      creationTimestamp: 1_690_556_751_959,
      evaluationResult: null,
      trainingDataResult: null,
      minInferenceUnits: null,
    });
  });

  test.each([
    ['an ARN', {}],
    ['a readable ARN', { ProjectArn: 'arn:aws:rekognition:somewhere' }],
  ])('2.3 is a failure where nothing works without %s', async (_, answer) => {
    answers.CreateProject = () => answer;
    const create = upstream.createProject(HERE, newProject(), aCallContext());
    await expect(create).rejects.toEqual(failing('UPSTREAM_FAILED'));
  });
});

describe('3. pages', () => {
  const page = (name: string) => ({ ProjectArn: `${PREFIX.replace('cats', name)}/1`, Status: 'CREATED' });

  test('3.1 end with an empty token too', async () => {
    answers.DescribeProjects = ({ NextToken }) => ({
      ProjectDescriptions: [page(NextToken ? 'b' : 'a')],
      NextToken: NextToken ? '' : 'more',
    });
    const { values } = await upstream.listProjects(HERE, aCallContext());
    expect(values.map((it) => it.name)).toEqual(['a', 'b']);
  });

  test('3.2 that come again are a failure, not a loop', async () => {
    answers.DescribeProjects = () => ({ ProjectDescriptions: [page('a')], NextToken: 'again' });
    const list = upstream.listProjects(HERE, aCallContext());
    await expect(list).rejects.toEqual(failing('UPSTREAM_FAILED'));
  });

  test('3.3 of policies are read to the last', async () => {
    answers.ListProjectPolicies = ({ NextToken }) => ({
      ProjectPolicies: [{ PolicyName: NextToken ?? 'first', PolicyRevisionId: 'a', PolicyDocument: '{}' }],
      ...(!NextToken && { NextToken: 'last' }),
    });
    const policies = await upstream.listProjectPolicies(PROJECT, aCallContext());
    expect(policies?.map((it) => it.policyName)).toEqual(['first', 'last']);
  });
});

describe('4. report files', () => {
  const FILE: S3Object = { bucket: 'my-bucket', name: 'out/summary of v1+ä.json', version: null };
  const read = (body: string) => {
    answers.GetObject = () => body;
    return upstream.readEvaluationReport(HERE, FILE, aCallContext());
  };
  const AGGREGATES = { F1Score: 0.9, Precision: 0.8, Recall: 0.7, AveragePrecision: 0.6, AverageRecall: 0.5 };

  test.each([
    ['flat', AGGREGATES],
    ['nested', { Metrics: AGGREGATES }],
  ])('4.1 are read in their %s form', async (_, AggregatedEvaluationResults) => {
    const EvaluationDetails = { EvaluationEndTimestamp: '2019-11-21T07:30:23.910943' };
    const report = await read(JSON.stringify({ Version: 1, AggregatedEvaluationResults, EvaluationDetails }));
    expect(report).toMatchObject({
      f1Score: 0.9,
      precision: 0.8,
      recall: 0.7,
      averagePrecision: 0.6,
      averageRecall: 0.5,
      evaluationEndTimestamp: Date.parse('2019-11-21T07:30:23.910Z'),
      labels: [],
      confusionMatrix: [],
    });
  });

  test.each(['', '<html>', '[]', 'null', '{"a":'])(
    '4.2 that are no report are a failure: %j',
    async (body) => {
      await expect(read(body)).rejects.toEqual(failing('UPSTREAM_FAILED'));
    },
  );

  test('4.3 are requested by path, whatever their name', async () => {
    let path: unknown;
    answers.GetObject = (input) => {
      path = input.path;
      return '{"statistics":{}}';
    };
    const report = await upstream.readManifestReport(HERE, { ...FILE, version: 'x/1' }, aCallContext());
    expect(report).toEqual({ training: null, testing: null, errors: [] });
    expect(path).toContain('/my-bucket/out/summary%20of%20v1%2B%C3%A4.json?');
    expect(path).toContain('versionId=x%2F1');
  });

  test('4.4 larger than any report are not read', async () => {
    await expect(read(' '.repeat(17 * 1024 * 1024))).rejects.toEqual(failing('UPSTREAM_FAILED'));
  });
});
