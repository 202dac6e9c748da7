import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ACCOUNTS, ALWAYS_FRESH } from '../demo.js';

const HERE = 'arn:aws:rekognition:us-east-1:123456789012:project/';
const BOARDS = `${HERE}circuit-boards`;

let gateway: TestGateway;
let projectArn: string;
let versionArn: string;

const run = <T = Record<string, unknown>>(subject: string, query: string, variables: object = {}) =>
  ask<T>(gateway, bearer(keyOf(subject)), query, variables);

beforeAll(async () => {
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    ACCOUNTS,
    AUTH: 'api-key',
    REQUESTS_PER_MINUTE: '100000', // more, and longer ones, than any client sends
    API_KEYS: apiKeys(['home', 'all']),
    GRANTS: JSON.stringify([
      { to: ['home'], role: 'owner', projects: [`${HERE}*`] },
      { to: ['all'], role: 'owner', projects: ['*'] },
    ]),
    ALLOWED_BUCKETS: 'training-data, training-output-*',
  });
  const { data } = await run<{ projects: { nodes: { arn: string; modelVersion: { arn: string } }[] } }>(
    'all',
    '{ projects(filter: { names: ["circuit-boards"] }) { nodes { arn modelVersion(name: "v4") { arn } } } }',
  );
  projectArn = data?.projects.nodes[0]?.arn ?? '';
  versionArn = data?.projects.nodes[0]?.modelVersion.arn ?? '';
});
afterAll(() => gateway.close());

interface Refusals {
  readonly payload: { readonly userErrors: readonly { code: string; field: string[] }[] };
}

/** The refusals of a training with this in its input, and what AWS was asked because of it. */
async function train(subject: string, input: object): Promise<[string[], string[]]> {
  await gateway.control.clearRequests();
  const { data, errors } = await run<Refusals>(
    subject,
    'mutation ($input: CreateModelVersionInput!) { payload: createModelVersion(input: $input) { userErrors { code field } } }',
    {
      input: {
        projectArn,
        versionName: `v${Math.random()}`.slice(0, 12),
        outputConfig: { s3Bucket: 'training-output-1' },
        ...input,
      },
    },
  );
  expect(errors).toBeUndefined();
  const refusals = data?.payload.userErrors.map((it) => `${it.code} ${it.field?.join('.')}`) ?? [];
  const { requests } = await gateway.control.requests();
  return [refusals, requests.map((it) => it.operation).filter((it) => it.startsWith('Create'))];
}

const manifest = (bucket: string) => ({ bucket, name: 'manifest.json' });

describe('buckets and keys that a caller names', () => {
  it.each([
    ['outputConfig.s3Bucket', { outputConfig: { s3Bucket: 'somebody-elses' } }],
    ['outputConfig.s3Bucket', { outputConfig: { s3Bucket: 'training-data-2' } }],
    [
      'trainingData.1.bucket',
      {
        trainingData: [manifest('training-data'), manifest('somebody-elses')],
        testingData: { autoCreate: true },
      },
    ],
    [
      'testingData.manifests.0.bucket',
      {
        trainingData: [manifest('training-data')],
        testingData: { manifests: [manifest('somebody-elses')] },
      },
    ],
    ['kmsKeyId', { kmsKeyId: 'arn:aws:kms:us-east-1:999988887777:key/1234' }],
    ['kmsKeyId', { kmsKeyId: 'arn:aws:kms:ap-south-1:123456789012:key/1234' }],
  ])('are refused at %s unless they are allowed, and AWS is not asked', async (field, input) => {
    expect(await train('all', input)).toEqual([[`INVALID_INPUT ${field}`], []]);
  });

  it('are used when they are', async () => {
    expect(await train('all', { kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/1234' })).toEqual([
      [],
      ['CreateProjectVersion'],
    ]);
  });

  it('include keys of configured accounts only for callers that may see these', async () => {
    const input = { kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234' };
    expect((await train('home', input))[0]).toEqual(['INVALID_INPUT kmsKeyId']);
  });

  it('are refused for copies, too', async () => {
    const { data } = await run<Refusals>(
      'all',
      `mutation { payload: copyModelVersion(input: { sourceModelVersionArn: "${versionArn}", destinationProjectArn: "${projectArn}", versionName: "copy", outputConfig: { s3Bucket: "somebody-elses" } }) { userErrors { code field } } }`,
    );
    expect(data?.payload.userErrors).toEqual([
      { code: 'INVALID_INPUT', field: ['outputConfig', 's3Bucket'] },
    ]);
  });
});

describe('files that AWS points to', () => {
  it('are not read from buckets that are not allowed: an error on this field alone', async () => {
    await gateway.control.clearRequests();
    const { data, errors } = await run(
      'all',
      `{ modelVersion(arn: "${versionArn}") { name evaluationResult { f1Score report { f1Score } } manifestSummary { report { errors { code } } } } }`,
    );
    expect(data).toMatchObject({
      modelVersion: { name: 'v4', evaluationResult: { f1Score: expect.any(Number), report: null } },
    });
    expect(errors?.map((it) => it.extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const { requests } = await gateway.control.requests();
    expect(requests.filter((it) => it.operation === 'GetObject')).toEqual([]);
  });
});

describe('accounts and regions of ARNs', () => {
  const elsewhere = {
    'an account that is not configured': `${BOARDS.replace('123456789012', '999988887777')}/1`,
    'an account that the caller may not see': `${BOARDS.replace('123456789012', '111122223333')}/1`,
    'a region that is not configured': `${BOARDS.replace('us-east-1', 'ap-south-1')}/1`,
  };

  it.each(Object.entries(elsewhere))('%s: reads find nothing and make no call', async (_name, arn) => {
    await gateway.control.clearRequests();
    const { data, errors } = await run('home', `{ project(arn: "${arn}") { name } }`);
    expect([data, errors]).toEqual([{ project: null }, undefined]);
    const { requests } = await gateway.control.requests();
    expect(requests.filter((it) => it.region !== 'us-east-1' || it.account !== '123456789012')).toEqual([]);
  });

  it.each(Object.entries(elsewhere))('%s: changes are refused alike', async (_name, arn) => {
    const { data } = await run<{ payload: { userErrors: { code: string; message: string }[] } }>(
      'home',
      `mutation { payload: deleteProject(input: { projectArn: "${arn}" }) { userErrors { code message } } }`,
    );
    expect(data?.payload.userErrors).toMatchObject([
      { code: 'INVALID_INPUT', message: expect.stringContaining('is not configured on this gateway') },
    ]);
  });

  it('a copy out of an account that the gateway does not serve needs a grant there', async () => {
    const source = versionArn.replace('123456789012', '999988887777');
    const project = projectArn.replace('123456789012', '999988887777');
    const copy = `mutation { payload: copyModelVersion(input: { sourceProjectArn: "${project}", sourceModelVersionArn: "${source}", destinationProjectArn: "${projectArn}", versionName: "from-afar", outputConfig: { s3Bucket: "training-output-1" } }) { userErrors { code field awsRequestId } } }`;
    const home = await run<Refusals>('home', copy);
    expect(home.data?.payload.userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['sourceModelVersionArn'], awsRequestId: null },
    ]);
    const all = await run<Refusals>('all', copy);
    expect(JSON.stringify(all)).toMatch(/awsRequestId":"|UPSTREAM_ACCESS_DENIED/); // AWS was asked, and decided
  });
});
