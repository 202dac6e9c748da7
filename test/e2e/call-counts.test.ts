import { Rekognition } from '@aws-sdk/client-rekognition';
import { credentialsOf, type LoggedRequest } from '../support/emulator.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { ALWAYS_FRESH } from './demo.js';

const PROJECTS = ['p1', 'p2', 'p3', 'p4'];
const NAMES = Array.from({ length: 50 }, (_, index) => `v${index}`);

let gateway: TestGateway;
let projectArns: string[];
let versionArns: string[];

beforeAll(async () => {
  const quick = { EMULATOR_DATA: 'empty', EMULATOR_TRANSITIONS: 'immediate' };
  gateway = await startGateway({ ...ALWAYS_FRESH, ...quick });
  const credentials = credentialsOf('123456789012');
  const aws = new Rekognition({ region: 'us-east-1', endpoint: gateway.emulatorUrl, credentials });
  const made = await Promise.all(PROJECTS.map((name) => createProject(aws, name)));
  projectArns = made.map((it) => it.arn);
  versionArns = made.flatMap((it) => it.versions);
  aws.destroy();
});
afterAll(() => gateway.close());
beforeEach(() => gateway.control.clearRequests());

async function createProject(aws: Rekognition, ProjectName: string) {
  const { ProjectArn = '' } = await aws.createProject({ ProjectName });
  const OutputConfig = { S3Bucket: 'bucket', S3KeyPrefix: '' };
  const versions: string[] = [];
  for (const VersionName of NAMES) {
    const { ProjectVersionArn = '' } = await aws.createProjectVersion({
      ProjectArn,
      VersionName,
      OutputConfig,
    });
    versions.push(ProjectVersionArn);
  }
  return { arn: ProjectArn, versions };
}

/** What the gateway asked AWS since the log was cleared. The poller may be among it: it can only make it more. */
async function asked(operation: string): Promise<LoggedRequest[]> {
  const { requests } = await gateway.control.requests();
  return requests.filter((it) => it.operation === operation);
}

/** The names of each request that has some under `member`, sorted. */
const namesIn = (requests: readonly LoggedRequest[], member = 'VersionNames') =>
  requests.flatMap(({ input }) => (input?.[member] ? [(input[member] as string[]).toSorted()] : []));

async function expectFewCalls(): Promise<void> {
  const calls = await asked('DescribeProjectVersions');
  expect(calls.length).toBeLessThanOrEqual(20);
  for (const names of namesIn(calls)) expect(names.length).toBeLessThanOrEqual(10);
}

/** Runs fields of all four projects in one operation, so that each answer is `{ p0: …, p1: … }`. */
async function ofAllProjects(field: string): Promise<Record<string, unknown>[]> {
  const fields = projectArns.map((arn, index) => `p${index}: project(arn: "${arn}") { ${field} }`);
  const { data, errors, extensions } = await gateway.query<Record<string, Record<string, unknown>>>(
    `{ ${fields.join(' ')} }`,
  );
  expect(errors).toBeUndefined();
  expect(extensions?.upstream.calls).toBeLessThanOrEqual(21);
  return Object.values(data ?? {});
}

describe('200 versions in 4 projects, in one request', () => {
  it('filtered by name make at most 20 calls of at most 10 names', async () => {
    const list = `modelVersions(first: 100, filter: { names: ${JSON.stringify(NAMES)} }) { nodes { name } }`;
    const projects = await ofAllProjects(list);
    for (const { modelVersions } of projects as { modelVersions: { nodes: unknown[] } }[])
      expect(modelVersions.nodes).toHaveLength(50);
    await expectFewCalls();
  });

  it('as 200 modelVersion(name:) do too', async () => {
    const fields = NAMES.map((name) => `${name}: modelVersion(name: "${name}") { name status }`);
    for (const project of await ofAllProjects(fields.join(' ')))
      for (const name of NAMES) expect(project[name]).toEqual({ name, status: 'TRAINING_COMPLETED' });
    await expectFewCalls();
  });

  it('by ARN make one DescribeProjects more', async () => {
    const fields = versionArns.map((arn, index) => `v${index}: modelVersion(arn: "${arn}") { arn }`);
    const { data, errors } = await gateway.query<Record<string, { arn: string }>>(`{ ${fields.join(' ')} }`);
    expect(errors).toBeUndefined();
    expect(Object.values(data ?? {}).map((it) => it.arn)).toEqual(versionArns);
    await expectFewCalls();
    expect(namesIn(await asked('DescribeProjects'), 'ProjectNames')).toEqual([PROJECTS]);
  });

  it('by ARN in lists of 100 do too', async () => {
    const { data, errors } = await gateway.query<Record<string, { arn: string }[]>>(
      `query ($a: [ModelVersionArn!]!, $b: [ModelVersionArn!]!) {
        a: modelVersions(arns: $a) { arn }
        b: modelVersions(arns: $b) { arn }
      }`,
      { a: versionArns.slice(0, 100), b: versionArns.slice(100) },
    );
    expect(errors).toBeUndefined();
    expect([...(data?.a ?? []), ...(data?.b ?? [])].map((it) => it.arn)).toEqual(versionArns);
    await expectFewCalls();
    expect(namesIn(await asked('DescribeProjects'), 'ProjectNames')).toEqual([PROJECTS]);
  });
});

describe('a project with many pages', () => {
  it('is described by name, ten at a time, for names that are few', async () => {
    const ten = NAMES.slice(0, 10);
    const fields = `modelVersions(filter: { names: ${JSON.stringify(ten)} }) { totalCount }`;
    expect(await ofAllProjects(fields)).toEqual(
      projectArns.map(() => ({ modelVersions: { totalCount: 10 } })),
    );
    const names = namesIn(await asked('DescribeProjectVersions'));
    expect(names).toEqual(projectArns.map(() => ten.toSorted()));
  });
});

describe('the same version 50 times in one request', () => {
  const same = (field: string) => Array.from({ length: 50 }, (_, index) => `v${index}: ${field} { name }`);

  it('is one name in one call, by name', async () => {
    const fields = same('modelVersion(name: "v7")').join(' ');
    const { data } = await gateway.query<{ project: object }>(
      `query ($arn: ProjectArn!) { project(arn: $arn) { ${fields} } }`,
      { arn: projectArns[0] },
    );
    expect(Object.values(data?.project ?? {})).toEqual(Array(50).fill({ name: 'v7' }));
    expect(namesIn(await asked('DescribeProjectVersions'))).toEqual([['v7']]);
  });

  it('is one name in one call, by ARN', async () => {
    const { extensions } = await gateway.query(
      `query ($arn: ModelVersionArn!) { ${same('modelVersion(arn: $arn)').join(' ')} }`,
      { arn: versionArns[7] },
    );
    expect(namesIn(await asked('DescribeProjectVersions'))).toEqual([['v7']]);
    expect(extensions?.upstream.calls).toBe(2);
  });
});
