import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureCommand, ensurePythonModule } from '../../support/debian.js';
import { checkShapes } from './shapes.js';
import { cleanEnv, INSTALLING_MS, ofEveryRekognitionOperation, setClientStage } from './stage.js';

const AWS = ensureCommand('aws', 'awscli');
const [PYTHON = ''] = ensurePythonModule('botocore', 'python3-boto3');
/** Every command is a Python of its own. */
const JOURNEY_MS = 120_000;
const OUTPUT = ['--output-config', 'S3Bucket=my-bucket,S3KeyPrefix=out'];

type Json = Record<string, unknown>;
type Keys = Readonly<Record<string, string>>;

const OWN: Keys = { AWS_ACCESS_KEY_ID: '123456789012', AWS_SECRET_ACCESS_KEY: 'x' };

// Its waiters have fixed delays of 30 s and 120 s, but look before they sleep.
const stage = setClientStage({
  EMULATOR_TRANSITIONS: 'immediate',
  EMULATOR_TPS: '0',
  EMULATOR_DATA: 'empty',
});
const folder = mkdtempSync(join(tmpdir(), 'aws-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function aws(args: readonly string[], keys: Keys = OWN): Promise<Json> {
  const env = cleanEnv({ AWS_PAGER: '', AWS_DEFAULT_REGION: 'us-east-1', ...keys });
  const all = ['--endpoint-url', stage.url(), '--output', 'json', ...args];
  const { stdout } = await promisify(execFile)(AWS, all, { env });
  return stdout.trim() === '' ? {} : JSON.parse(stdout);
}

const rekognition = (args: readonly string[], keys?: Keys) => aws(['rekognition', ...args], keys);

async function statusOf(project: string, name: string, keys?: Keys): Promise<unknown> {
  const query = ['--query', 'ProjectVersionDescriptions[].Status'];
  const names = ['--project-arn', project, '--version-names', name];
  return rekognition(['describe-project-versions', ...names, ...query], keys);
}

describe('the AWS CLI', () => {
  let project: string;
  let version: string;

  beforeAll(async () => {
    project = String((await rekognition(['create-project', '--project-name', 'cats'])).ProjectArn);
    const order = ['--project-arn', project, '--version-name', 'v1', ...OUTPUT];
    version = String((await rekognition(['create-project-version', ...order])).ProjectVersionArn);
  }, INSTALLING_MS);

  test(
    'waits for a training and reads its report',
    async () => {
      await rekognition(['wait', 'project-version-training-completed', '--project-arn', project]);
      const query = 'ProjectVersionDescriptions[0].EvaluationResult';
      const result = await rekognition([
        'describe-project-versions',
        ...['--project-arn', project, '--page-size', '1', '--query', query],
      ]);
      const { Bucket, Name } = (result.Summary as { S3Object: { Bucket: string; Name: string } }).S3Object;
      const file = join(folder, 'summary.json');
      await aws(['s3api', 'get-object', '--bucket', Bucket, '--key', Name, file]);
      const report = JSON.parse(readFileSync(file, 'utf8'));
      expect(report.AggregatedEvaluationResults.F1Score).toBeCloseTo(Number(result.F1Score), 6);
    },
    JOURNEY_MS,
  );

  test(
    'starts, waits until it runs, and stops',
    async () => {
      const arn = ['--project-version-arn', version];
      const started = await rekognition(['start-project-version', ...arn, '--min-inference-units', '1']);
      expect(started).toEqual({ Status: 'STARTING' });
      await rekognition([
        'wait',
        'project-version-running',
        '--project-arn',
        project,
        '--version-names',
        'v1',
      ]);
      expect(await rekognition(['stop-project-version', ...arn])).toEqual({ Status: 'STOPPING' });
      expect(await statusOf(project, 'v1')).toEqual(['STOPPED']);
    },
    JOURNEY_MS,
  );

  test(
    'copies into another account with a role and a policy',
    async () => {
      const role = ['--role-arn', 'arn:aws:iam::111122223333:role/Copier', '--role-session-name', 'test'];
      const { Credentials } = (await aws(['sts', 'assume-role', ...role])) as { Credentials: Keys };
      const keys: Keys = {
        AWS_ACCESS_KEY_ID: Credentials.AccessKeyId ?? '',
        AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey ?? '',
        AWS_SESSION_TOKEN: Credentials.SessionToken ?? '',
      };
      expect(await aws(['sts', 'get-caller-identity'], keys)).toMatchObject({ Account: '111122223333' });
      const target = (await rekognition(['create-project', '--project-name', 'borrowed'], keys)).ProjectArn;
      const copy = [
        'copy-project-version',
        '--source-project-arn',
        project,
        '--version-name',
        'c1',
        ...OUTPUT,
      ];
      const arns = ['--source-project-version-arn', version, '--destination-project-arn', String(target)];
      await expect(rekognition([...copy, ...arns], keys)).rejects.toThrow('(AccessDeniedException)');
      const statement = {
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 'rekognition:CopyProjectVersion',
        Resource: version,
      };
      const named = ['--project-arn', project, '--policy-name', 'lend'];
      const document = JSON.stringify({ Statement: [statement] });
      await rekognition(['put-project-policy', ...named, '--policy-document', document]);
      await rekognition([...copy, ...arns], keys);
      expect(await statusOf(String(target), 'c1', keys)).toEqual(['COPYING_COMPLETED']);
      const { ProjectPolicies } = await rekognition(['list-project-policies', '--project-arn', project]);
      expect(ProjectPolicies).toEqual([expect.objectContaining({ PolicyDocument: document })]);
      await rekognition(['delete-project-policy', ...named]);
    },
    JOURNEY_MS,
  );

  test(
    'tags and deletes',
    async () => {
      await rekognition(['tag-resource', '--resource-arn', version, '--tags', 'a=1,b=2']);
      await rekognition(['untag-resource', '--resource-arn', version, '--tag-keys', 'a']);
      const { Tags } = await rekognition(['list-tags-for-resource', '--resource-arn', version]);
      expect(Tags).toEqual({ b: '2' });
      await rekognition(['delete-project-version', '--project-version-arn', version]);
      expect(await statusOf(project, 'v1')).toEqual([]);
      await rekognition(['delete-project', '--project-arn', project]);
      const { ProjectDescriptions } = await rekognition(['describe-projects', '--project-names', 'cats']);
      expect(ProjectDescriptions).toEqual([]);
    },
    JOURNEY_MS,
  );

  test("hears nothing that AWS's own model does not say", () => {
    const { violations, checked } = checkShapes(PYTHON, stage.exchanges());
    expect(violations).toEqual([]);
    expect(checked).toMatchObject(ofEveryRekognitionOperation());
  });
});
