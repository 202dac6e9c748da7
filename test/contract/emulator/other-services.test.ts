import { DescribeModelCommand, LookoutVisionClient } from '@aws-sdk/client-lookoutvision';
import { Rekognition } from '@aws-sdk/client-rekognition';
import { S3 } from '@aws-sdk/client-s3';
import { STS } from '@aws-sdk/client-sts';
import { credentialsOf, startTestEmulator, type TestEmulator } from '../../support/emulator.js';

const ACCOUNT = '123456789012';
const CONSOLE_BUCKET = `custom-labels-console-us-east-1-${ACCOUNT}`;

let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator({ data: 'demo' });
});

afterAll(() => emulator.close());

const options = (accountId = ACCOUNT) => ({
  endpoint: emulator.url,
  region: 'us-east-1',
  credentials: credentialsOf(accountId),
  maxAttempts: 1,
});
const s3 = (accountId?: string) => new S3({ ...options(accountId), forcePathStyle: true });
const refused = (name: string, httpStatusCode: number) =>
  expect.objectContaining({ name, $metadata: expect.objectContaining({ httpStatusCode }) });

describe('1. S3', () => {
  const summary = {
    Bucket: CONSOLE_BUCKET,
    Key: 'evaluation/circuit-boards/v4/EvaluationResultSummary-circuit-boards-v4.json',
  };

  test('1.1 has every file that a description points to', async () => {
    const rekognition = new Rekognition(options());
    const { ProjectDescriptions = [] } = await rekognition.describeProjects({
      Features: ['CUSTOM_LABELS', 'CONTENT_MODERATION'],
    });
    let read = 0;
    for (const { ProjectArn } of ProjectDescriptions) {
      const { ProjectVersionDescriptions = [] } = await rekognition.describeProjectVersions({ ProjectArn });
      for (const version of ProjectVersionDescriptions) {
        const pointers = JSON.stringify(version).matchAll(/"S3Object":(\{[^}]*\})/g);
        for (const [, text = ''] of pointers) {
          const { Bucket, Name: Key } = JSON.parse(text);
          if (Bucket.startsWith('agency')) continue;
          const { Body } = await s3().getObject({ Bucket, Key });
          const lines = (await Body?.transformToString())?.trimEnd() ?? '';
          if (/GroundTruth|Validation/.test(Key)) for (const line of lines.split('\n')) JSON.parse(line);
          else JSON.parse(lines);
          read++;
        }
      }
    }
    expect(read).toBeGreaterThan(40);
  });

  test('1.2 the evaluation agrees with the description', async () => {
    const rekognition = new Rekognition(options());
    const { ProjectDescriptions } = await rekognition.describeProjects({ ProjectNames: ['circuit-boards'] });
    const { ProjectVersionDescriptions } = await rekognition.describeProjectVersions({
      ProjectArn: ProjectDescriptions?.[0]?.ProjectArn,
      VersionNames: ['v4'],
    });
    const [version] = ProjectVersionDescriptions ?? [];
    const { Body } = await s3().getObject(summary);
    const report = JSON.parse((await Body?.transformToString()) ?? '');
    expect(report.AggregatedEvaluationResults.F1Score).toBe(version?.EvaluationResult?.F1Score);
    expect(report.EvaluationDetails.ProjectVersionArn).toBe(version?.ProjectVersionArn);
    expect(report.LabelEvaluationResults).toHaveLength(5);
  });

  test('1.3 objects have a tag, a type and a length, and are not sent twice', async () => {
    const { ETag, ContentType, ContentLength, Body } = await s3().getObject(summary);
    expect(ContentType).toBe('application/json');
    expect(Buffer.byteLength((await Body?.transformToString()) ?? '')).toBe(ContentLength);
    const head = await s3().headObject(summary);
    expect(head).toMatchObject({ ETag, ContentLength, LastModified: expect.any(Date) });
    await expect(s3().getObject({ ...summary, IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
  });

  test('1.4 what is not there, or not for everybody, is refused', async () => {
    const get = (Bucket: string, Key: string, account?: string) => s3(account).getObject({ Bucket, Key });
    await expect(get('no-such-bucket', 'x')).rejects.toEqual(refused('NoSuchBucket', 404));
    await expect(get(CONSOLE_BUCKET, 'x/../y')).rejects.toEqual(refused('NoSuchKey', 404));
    await expect(get(CONSOLE_BUCKET, 'ü <&>/%')).rejects.toEqual(refused('NoSuchKey', 404));
    await expect(get(CONSOLE_BUCKET, summary.Key, '999999999999')).rejects.toEqual(
      refused('AccessDenied', 403),
    );
    const agency = 'logos/EvaluationResultSummary-brand-logos-agency';
    await expect(get('agency-private-output', `${agency}-2.json`)).rejects.toEqual(
      refused('AccessDenied', 403),
    );
    await expect(get('agency-archive', `${agency}-1.json`)).rejects.toEqual(refused('NoSuchKey', 404));
  });

  test('1.5 other operations are not there', async () => {
    await expect(s3().listBuckets({})).rejects.toEqual(refused('NotImplemented', 501));
    const put = s3().putObject({ Bucket: CONSOLE_BUCKET, Key: 'x', Body: 'y' });
    await expect(put).rejects.toEqual(refused('NotImplemented', 501));
  });

  test('1.6 a broken escape in a path is refused', async () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0`;
    const response = await fetch(`${emulator.url}/bucket/%E0%A4%A`, { headers: { authorization } });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<Code>InvalidURI</Code>');
    expect((await fetch(`${emulator.url}/bucket/key`)).status).toBe(403);
  });

  test('1.7 a fault speaks S3', async () => {
    const id = await emulator.control.addFault({ operation: 'GetObject', error: 'SlowDown' });
    await expect(s3().getObject(summary)).rejects.toEqual(refused('SlowDown', 503));
    await emulator.control.removeFault(id);
    await s3().getObject(summary);
  });
});

describe('2. STS', () => {
  const RoleArn = 'arn:aws:iam::111122223333:role/path/Reader';

  test('2.1 answers the identity of an account', async () => {
    const identity = await new STS(options()).getCallerIdentity({});
    expect(identity).toMatchObject({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:root` });
    const anybody = new STS({ ...options(), credentials: credentialsOf('AKIDEXAMPLE') });
    expect(await anybody.getCallerIdentity({})).toMatchObject({ Account: ACCOUNT });
  });

  test("2.2 lends a role's account", async () => {
    const { Credentials, AssumedRoleUser } = await new STS(options()).assumeRole({
      RoleArn,
      RoleSessionName: 'me',
    });
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = Credentials ?? {};
    expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::111122223333:assumed-role/Reader/me');
    expect(Expiration?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    const borrowed = { ...options(), region: 'eu-west-1', credentials };
    expect(await new STS(borrowed).getCallerIdentity({})).toMatchObject({ Account: '111122223333' });
    const { ProjectDescriptions } = await new Rekognition(borrowed).describeProjects({});
    expect(ProjectDescriptions?.map(({ ProjectArn }) => ProjectArn?.split('/')[1])).toEqual([
      'label-reader',
      'parcel-damage',
    ]);
  });

  test('2.3 refuses what is not a role', async () => {
    const bad = new STS(options()).assumeRole({
      RoleArn: 'arn:aws:iam::1:user/me-me',
      RoleSessionName: 'me',
    });
    await expect(bad).rejects.toEqual(refused('ValidationError', 400));
    const short = new STS(options()).assumeRole({ RoleArn, RoleSessionName: 'me', DurationSeconds: 1 });
    await expect(short).rejects.toThrow(/durationSeconds.*greater than or equal to 900/);
    await expect(new STS(options()).getSessionToken({})).rejects.toEqual(refused('InvalidAction', 400));
  });
});

describe('3. Lookout for Vision', () => {
  const client = () => new LookoutVisionClient(options());
  const describeModel = (ProjectName: string, ModelVersion: string) =>
    client().send(new DescribeModelCommand({ ProjectName, ModelVersion }));

  test('3.1 describes a model', async () => {
    const { ModelDescription } = await describeModel('anodized-lids', '2');
    expect(ModelDescription).toMatchObject({
      ModelArn: `arn:aws:lookoutvision:us-east-1:${ACCOUNT}:model/anodized-lids/2`,
      Status: 'HOSTED',
      CreationTimestamp: expect.any(Date),
      Performance: { F1Score: 0.96 },
      MinInferenceUnits: 1,
    });
    expect((await describeModel('anodized-lids', 'latest')).ModelDescription?.ModelVersion).toBe('3');
  });

  test('3.2 errors have the HTTP status that they mean', async () => {
    await expect(describeModel('anodized-lids', '9')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceType: 'MODEL',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(describeModel('nothing', '1')).rejects.toMatchObject({ ResourceType: 'PROJECT' });
    await expect(describeModel('-', '1')).rejects.toEqual(refused('ValidationException', 400));
    const id = await emulator.control.addFault({ operation: 'DescribeModel', error: 'ThrottlingException' });
    await expect(describeModel('anodized-lids', '1')).rejects.toEqual(refused('ThrottlingException', 429));
    await emulator.control.removeFault(id);
  });
});
