import { startGateway, type TestGateway } from '../support/gateway.js';
import { ALWAYS_FRESH, OUTPUT, projectArnOf, versionArnOf } from './demo.js';

let gateway: TestGateway;
let projectArn: string;
let versionArn: string;
beforeAll(async () => {
  gateway = await startGateway(ALWAYS_FRESH);
  projectArn = await projectArnOf(gateway, 'shelf-gaps');
  versionArn = await versionArnOf(gateway, 'circuit-boards', 'v3');
});
beforeEach(() => gateway.control.clearRequests());
afterEach(async () => {
  // What the gateway can know to be wrong never reaches AWS.
  expect((await gateway.control.requests()).requests.filter((it) => it.errorType)).toEqual([]);
});
afterAll(() => gateway.close());

interface Failure {
  readonly code: string;
  readonly field: string | undefined;
  readonly message: string;
}

/** The one error of a query. */
async function failureOf(query: string, variables: object): Promise<Failure> {
  const { errors = [] } = await gateway.query(query, variables);
  expect(errors).toHaveLength(1);
  const { message = '', extensions } = errors[0] ?? {};
  return {
    code: String(extensions?.code),
    field: (extensions?.field as string[] | undefined)?.join('.'),
    message,
  };
}

interface Refusal {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}

/** The one user error of a mutation. */
async function refusalOf(mutation: string, input: object): Promise<Failure> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation($input: ${type}!) { ${mutation}(input: $input) { userErrors { code message field } } }`;
  const { data, errors } = await gateway.query<Record<string, { userErrors: Refusal[] }>>(document, {
    input,
  });
  expect(errors).toBeUndefined();
  const [refusal, ...others] = data?.[mutation]?.userErrors ?? [];
  if (!refusal) throw new Error(`${mutation} was not refused.`);
  expect(others).toEqual([]);
  return { code: refusal.code, field: refusal.field?.join('.'), message: refusal.message };
}

describe('an ARN of a wrong kind', () => {
  const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/cats/1';
  const VERSION = 'arn:aws:rekognition:us-east-1:123456789012:project/cats/version/v1/1';

  it.each([
    [VERSION, 'This is the ARN of a model version, not of a project.'],
    ['arn:aws:rekognition:us-east-1:123456789012:project/cats/dataset/train/1', ''],
    ['arn:aws:rekognition:us-east-1:123456789012:streamprocessor/cats', ''],
    ['arn:aws:lookoutvision:us-east-1:123456789012:project/cats', ''],
    ['arn:aws:s3:::bucket', ''],
    ['arn:aws:rekognition:us-east-1:12345678901:project/cats/1', ''],
    ['arn:aws:rekognition:us-east-1:123456789012:project/größe/1', ''],
    ['arn:aws:rekognition:us-east-1:123456789012:project/cats/1\n', ''],
    [` ${PROJECT}`, ''],
    ['', ''],
    [`${PROJECT}${'1'.repeat(3_000)}`, ''],
  ])('is refused for a project: %j', async (arn, hint) => {
    const { code, message } = await failureOf('query($arn: ProjectArn!) { project(arn: $arn) { name } }', {
      arn,
    });
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain('Expected a project ARN like arn:<partition>:rekognition:');
    expect(message).toContain(hint);
    expect(message).toContain('"$arn"');
  });

  it.each([
    [PROJECT, 'This is the ARN of a project, not of a model version.'],
    ['arn:aws:lookoutvision:us-east-1:123456789012:model/cats/1', ''],
    [VERSION.replace('/v1/', '//'), ''],
    [VERSION.replace('/v1/', `/${'v'.repeat(256)}/`), ''],
  ])('is refused for a version: %j', async (arn, hint) => {
    const { code, message } = await failureOf(
      'query($arns: [ModelVersionArn!]!) { modelVersions(arns: $arns) { name } }',
      { arns: [VERSION, arn] },
    );
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain('Expected a model version ARN like arn:<partition>:rekognition:');
    expect(message).toContain(hint);
    expect(message).toContain('"$arns"');
  });

  it.each([7, true, null, {}, []])('is refused where it is no text: %j', async (arn) => {
    const { code } = await failureOf('query($arn: ProjectArn!) { project(arn: $arn) { name } }', { arn });
    expect(code).toBe('BAD_USER_INPUT');
  });

  it('is refused in the document, too', async () => {
    const { code, message } = await failureOf(`{ project(arn: "${VERSION}") { name } }`, {});
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain('This is the ARN of a model version');
  });

  it.each([
    [
      PROJECT.replace('123456789012', '999999999999'),
      'Account 999999999999 in region us-east-1 is not configured',
    ],
    [
      PROJECT.replace('us-east-1', 'ap-south-1'),
      'Account 123456789012 in region ap-south-1 is not configured',
    ],
  ])('of an account or region elsewhere is refused: %s', async (arn, expected) => {
    const { code, message } = await failureOf('query($arn: ProjectArn!) { project(arn: $arn) { name } }', {
      arn,
    });
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain(expected);
  });
});

describe('a number', () => {
  const LIST = 'query($first: Int! = 20) { projects(first: $first) { totalCount } }';

  it.each([2 ** 31, -(2 ** 31) - 1, 1e308, 1.5, '5', Number.MAX_SAFE_INTEGER])(
    'that is no Int is refused: %j',
    async (first) => {
      const { code, message } = await failureOf(LIST, { first });
      expect(code).toBe('BAD_USER_INPUT');
      expect(message).toContain('"$first"');
    },
  );

  it.each([0, -1, 101, 2 ** 31 - 1])('of items that a page does not have is refused: %d', async (first) => {
    expect(await failureOf(LIST, { first })).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'first',
      message: `first: expected 1 to 100, not ${first}.`,
    });
  });

  it.each([
    [0, null, 'minInferenceUnits'],
    [-(2 ** 31), null, 'minInferenceUnits'],
    [3, 2, 'maxInferenceUnits'],
    [1, 0, 'maxInferenceUnits'],
  ])('of inference units %j to %j is refused', async (minInferenceUnits, maxInferenceUnits, field) => {
    const input = { modelVersionArn: versionArn, minInferenceUnits, maxInferenceUnits };
    expect(await refusalOf('startModelVersion', input)).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it.each([-0.001, 100.001, 1e308])('of a confidence threshold is 0 to 100, not %d', async (threshold) => {
    const input = {
      projectArn,
      versionName: 'v',
      outputConfig: OUTPUT,
      contentModerationConfidenceThreshold: threshold,
    };
    expect(await refusalOf('createModelVersion', input)).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'contentModerationConfidenceThreshold',
    });
  });
});

describe('a cursor or id that is not ours', () => {
  const of = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each(['', '!', '💥', 'null', of(null), of({}), of([]), of(['x', 1, 'y']), 'a'.repeat(5_000)])(
    '%j is no cursor of a list',
    async (after) => {
      expect(
        await failureOf('query($after: String) { projects(after: $after) { totalCount } }', { after }),
      ).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'after',
        message: 'after: expected a cursor of this list, in the same order.',
      });
    },
  );

  it.each([
    '',
    'x',
    '💥',
    of(null),
    of(7),
    of(['Project']),
    of(['Project', 'arn:aws:s3:::b']),
    of(['User', '1']),
    of({ kind: 'Project' }),
  ])('%j is no id', async (id) => {
    expect(await failureOf('query($id: ID!) { node(id: $id) { id } }', { id })).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'id',
      message: 'id: expected an id that this gateway gave out.',
    });
  });
});

describe('text', () => {
  const train = (change: object) => ({ projectArn, versionName: 'v', outputConfig: OUTPUT, ...change });

  it.each([
    ['createProject', { projectName: '' }, 'projectName'],
    ['createProject', { projectName: 'größe' }, 'projectName'],
    ['createProject', { projectName: 'a'.repeat(256) }, 'projectName'],
    ['createProject', { projectName: 'a\n' }, 'projectName'],
    ['createProject', { projectName: 'p', tags: [{ key: 'aws:x', value: '' }] }, 'tags.0.key'],
    ['createProject', { projectName: 'p', tags: [{ key: 'k', value: '<' }] }, 'tags.0.value'],
    ['createProject', { projectName: 'p', tags: Array(2).fill({ key: 'k', value: 'v' }) }, 'tags.1.key'],
    ['createProject', { projectName: 'p', accountId: '999999999999' }, 'accountId'],
    ['createProject', { projectName: 'p', region: 'mars-north-1' }, 'region'],
    ['createProject', { projectName: 'p', idempotencyKey: '' }, 'idempotencyKey'],
    ['createProject', { projectName: 'p', feature: 'UNKNOWN' }, 'feature'],
  ])('%s refuses %j at %s', async (mutation, input, field) => {
    expect(await refusalOf(mutation, input)).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it.each([
    [{ versionName: '名前' }, 'versionName'],
    [{ outputConfig: { s3Bucket: 'ab', s3KeyPrefix: '' } }, 'outputConfig.s3Bucket'],
    [{ outputConfig: { s3Bucket: 'abc', s3KeyPrefix: 'x'.repeat(1_025) } }, 'outputConfig.s3KeyPrefix'],
    [{ kmsKeyId: '-key' }, 'kmsKeyId'],
    [{ versionDescription: '<b>' }, 'versionDescription'],
    [{ versionDescription: '' }, 'versionDescription'],
    [{ trainingData: [{ bucket: 'bucket', name: 'n' }] }, 'testingData'],
    [{ testingData: { autoCreate: true } }, 'trainingData'],
    [
      { trainingData: [{ bucket: 'bucket', name: '' }], testingData: { autoCreate: true } },
      'trainingData.0.name',
    ],
  ])('createModelVersion refuses %j at %s', async (change, field) => {
    expect(await refusalOf('createModelVersion', train(change))).toMatchObject({
      code: 'INVALID_INPUT',
      field,
    });
  });

  it.each([
    [{ projectName: '-x', modelVersion: '1' }, 'projectName'],
    [{ projectName: 'x', modelVersion: '0' }, 'modelVersion'],
    [{ projectName: 'x', modelVersion: '12345678901' }, 'modelVersion'],
  ])('a Lookout for Vision model is not looked for by %j', async (variables, field) => {
    const query =
      'query($projectName: String!, $modelVersion: String!) { lookoutVisionModel(projectName: $projectName, modelVersion: $modelVersion) { status } }';
    expect(await failureOf(query, variables)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('a policy document', () => {
  const STATEMENT = {
    Effect: 'Allow',
    Principal: { AWS: '111122223333' },
    Action: 'rekognition:CopyProjectVersion',
    Resource: '*',
  };
  const policy = (change: object) => ({ Version: '2012-10-17', Statement: [{ ...STATEMENT, ...change }] });

  it.each([
    [policy({ Effect: 'Maybe' }), 'Statement 1: expected Effect to be "Allow" or "Deny".'],
    [
      policy({ Action: 's3:GetObject' }),
      'Statement 1: expected Action to be "rekognition:CopyProjectVersion".',
    ],
    [policy({ Principal: {} }), 'Statement 1: expected Principal'],
    [policy({ Resource: [] }), 'Statement 1: expected Resource'],
    [policy({ NotAction: 'x' }), 'Statement 1: NotAction is not allowed'],
    [policy({ Sid: '名前' }), 'expected characters of Latin-1 only'],
    [policy({ Sid: 'x'.repeat(2_000) }), 'expected at most 2000 characters as text'],
    [
      { Version: '2010-10-17', Statement: [STATEMENT] },
      'expected Version to be "2012-10-17" or "2008-10-17", or left out.',
    ],
    [{ Version: '2012-10-17', Statement: [] }, 'expected at least one Statement.'],
    [{ Version: '2012-10-17', Statement: [STATEMENT, 7] }, 'Statement 2: expected a JSON object.'],
    [{}, 'Statement 1: expected a JSON object.'],
  ])('%j is refused as AWS would', async (policyDocument, expected) => {
    const refusal = await refusalOf('putProjectPolicy', { projectArn, policyName: 'p', policyDocument });
    expect(refusal).toMatchObject({ code: 'MALFORMED_POLICY', field: 'policyDocument' });
    expect(refusal.message).toContain(expected);
  });

  it.each(['', '{', 'null', '[]', '"x"', '{"Version":"2012-10-17",}', `${'['.repeat(150)}`])(
    'that is no JSON object is refused: %j',
    async (policyDocument) => {
      const query =
        'mutation($input: PutProjectPolicyInput!) { putProjectPolicy(input: $input) { userErrors { code } } }';
      const failure = await failureOf(query, { input: { projectArn, policyName: 'p', policyDocument } });
      expect(failure.code).toBe('BAD_USER_INPUT');
      expect(failure.message).toContain(
        'Expected a policy document as a JSON object or a JSON string of one.',
      );
    },
  );

  it('nested too deep is refused before it is read', async () => {
    const policyDocument = '['.repeat(100_000);
    const query =
      'mutation($input: PutProjectPolicyInput!) { putProjectPolicy(input: $input) { userErrors { code } } }';
    const failure = await failureOf(query, { input: { projectArn, policyName: 'p', policyDocument } });
    expect(failure.code).toBe('QUERY_TOO_LARGE');
  });
});

describe('a list', () => {
  it.each([0, 101])('of %d ARNs is refused', async (length) => {
    const arns = Array(length).fill(versionArn);
    const query = 'query($arns: [ModelVersionArn!]!) { modelVersions(arns: $arns) { name } }';
    expect(await failureOf(query, { arns })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'arns' });
  });

  it.each([[[]], [Array(101).fill('x')], [['größe']]])('of names like %j is refused', async (names) => {
    const query = 'query($filter: ProjectFilter) { projects(filter: $filter) { totalCount } }';
    const { code, field } = await failureOf(query, { filter: { names } });
    expect({ code, field }).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: expect.stringMatching(/^filter\.names/),
    });
  });
});

describe('a scalar in the document that is none', () => {
  it.each([
    [
      'mutation { startModelVersion(input: { modelVersionArn: "x", minInferenceUnits: 1 }) { userErrors { code } } }',
      /^Expected value of type "ModelVersionArn!", found "x"; Expected a model version ARN/,
    ],
    [
      'mutation { putBudget(input: { name: "b", scope: {}, monthly: { amount: "1,000", currencyCode: "USD" }, thresholds: [] }) { userErrors { code } } }',
      /^Expected value of type "Decimal!", found "1,000"; Expected a decimal/,
    ],
    [
      'mutation { setModelVersionStop(input: { modelVersionArn: "x", stopAfter: "2h" }) { userErrors { code } } }',
      /Expected value of type "Duration", found "2h"; Expected an ISO 8601 duration/,
    ],
  ])('is named with its type and its place: %s', async (document, message) => {
    const { errors = [] } = await gateway.query(document);
    const said = errors.filter((it) => message.test(it.message));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ locations: [{ line: 1 }], extensions: { code: 'BAD_USER_INPUT' } });
  });
});
