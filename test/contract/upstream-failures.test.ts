import { parseModelVersionArn, parseProjectArn } from '../../src/domain/arn.js';
import { GatewayError } from '../../src/domain/errors.js';
import type { S3Object } from '../../src/domain/model.js';
import { findOwnAccount } from '../../src/upstream/aws/own-account.js';
import type { CallContext, Upstream } from '../../src/upstream/port.js';
import { type AwsStub, StubReply, startAwsStub } from '../support/aws-stub.js';
import { until } from '../support/until.js';
import { aCallContext, anUpstream, failing, RATELESS } from './upstream-stage.js';
import { HERE, newCopy, newProject, newVersion } from './upstream-world.js';

const PREFIX = `arn:aws:rekognition:${HERE.region}:${HERE.accountId}:project/cats`;
const PROJECT = parseProjectArn(`${PREFIX}/1690556751958`);
const VERSION = parseModelVersionArn(`${PREFIX}/version/v1/1690556751959`);
const GOOD: S3Object = { bucket: 'my-bucket', name: 'good.json', version: null };
const BAD: S3Object = { bucket: 'my-bucket', name: 'bad.json', version: null };
const TOO_MUCH = 17 * 1024 * 1024;
/** The SDK opens no more sockets than this. */
const SDK_SOCKETS = 50;

/** What AWS answers to each operation. */
let answers: Record<string, (input: Record<string, unknown>, date: string) => object | string> = {};
let asked: string[] = [];
let stub: AwsStub;
let upstream: Upstream;

beforeEach(async () => {
  answers = {};
  asked = [];
  stub = await startAwsStub((operation, input, headers) => {
    asked.push(operation);
    return answers[operation]?.(input, String(headers['x-amz-date'])) ?? {};
  });
  const endpoint = { url: stub.url, accessKeyId: 'x', secretAccessKey: 'x' };
  upstream = anUpstream([HERE], endpoint, RATELESS);
});

afterEach(async () => {
  upstream.close();
  await stub.close();
});

const s3Error = (status: number, code: string) =>
  new StubReply(status, `<Error><Code>${code}</Code><Message>No.</Message></Error>`);
const jsonError = (status: number, name: string, message = 'No.') =>
  new StubReply(status, JSON.stringify({ __type: name, message }), {
    'content-type': 'application/x-amz-json-1.1',
  });

async function failureOf(call: Promise<unknown>): Promise<GatewayError> {
  const error = await call.then(
    () => null,
    (it: unknown) => it,
  );
  if (!(error instanceof GatewayError)) throw new Error(`not a failure in our words: ${error}`);
  return error;
}

/** What is no outage: AWS answered, and answers the same next time. */
const FOR_GOOD: readonly [name: string, reply: () => StubReply, code: GatewayError['code']][] = [
  ['is in another region (301)', () => s3Error(301, 'PermanentRedirect'), 'UPSTREAM_FAILED'],
  ['is in another region (307)', () => s3Error(307, 'TemporaryRedirect'), 'UPSTREAM_FAILED'],
  ['is refused (400)', () => s3Error(400, 'SomethingNew'), 'UPSTREAM_FAILED'],
  ['is refused (403)', () => s3Error(403, 'AllAccessDisabled'), 'UPSTREAM_ACCESS_DENIED'],
  ['is archived (403)', () => s3Error(403, 'InvalidObjectState'), 'UPSTREAM_ACCESS_DENIED'],
  ['is a method that is not known (405)', () => s3Error(405, 'MethodNotAllowed'), 'UPSTREAM_FAILED'],
  ['is not implemented (501)', () => s3Error(501, 'NotImplemented'), 'UPSTREAM_FAILED'],
  ['is no JSON', () => new StubReply(200, '<html>'), 'UPSTREAM_FAILED'],
  [
    'says that it is too large',
    () => new StubReply(200, (it) => void it.write('{'), { 'content-length': `${TOO_MUCH}` }),
    'UPSTREAM_FAILED',
  ],
];

describe('1. a report that can never be read', () => {
  test.each(FOR_GOOD)(
    '1.1 because it %s is asked for once, and says nothing of later',
    async (_, reply, code) => {
      answers.GetObject = reply;
      const error = await failureOf(upstream.readEvaluationReport(HERE, BAD, aCallContext()));
      expect([error.code, error.details.retryAfterMs]).toEqual([code, undefined]);
      expect(error.message).not.toMatch(/try again|later/i);
      expect(asked).toEqual(['GetObject']);
    },
  );

  test.each(FOR_GOOD)('1.2 because it %s keeps no caller from another one', async (_, reply) => {
    answers.GetObject = ({ path }) => (String(path).includes('bad') ? reply() : '{"statistics":{}}');
    for (let i = 0; i < SDK_SOCKETS + 10; i += 1)
      await failureOf(upstream.readManifestReport(HERE, BAD, aCallContext()));
    const report = await upstream.readManifestReport(HERE, GOOD, aCallContext());
    expect(report).toEqual({ training: null, testing: null, errors: [] });
  });

  test('1.3 because it is too large without saying so is let go', async () => {
    const chunk = ' '.repeat(1024 * 1024);
    let isLetGo = false;
    answers.GetObject = () =>
      new StubReply(200, (outgoing) => {
        outgoing.on('close', () => {
          isLetGo = true;
        });
        const write = () => {
          while (!outgoing.destroyed && outgoing.write(chunk));
        };
        outgoing.on('drain', write);
        write();
      });
    await expect(upstream.readManifestReport(HERE, BAD, aCallContext())).rejects.toEqual(
      failing('UPSTREAM_FAILED'),
    );
    await until(() => isLetGo);
    answers.GetObject = () => '{}';
    await upstream.readManifestReport(HERE, GOOD, aCallContext());
  });

  test('1.4 because its body stops halfway is an outage, and its connection is let go', async () => {
    let open = 0;
    answers.GetObject = () =>
      new StubReply(200, (outgoing) => {
        open += 1;
        outgoing.on('close', () => {
          open -= 1;
        });
        outgoing.write('{');
      });
    const stuck = Array.from({ length: 10 }, () =>
      failureOf(upstream.readManifestReport(HERE, BAD, aCallContext({}, 500))),
    );
    for (const { code } of await Promise.all(stuck)) expect(code).toBe('UPSTREAM_UNAVAILABLE');
    expect(asked.length).toBeGreaterThanOrEqual(10);
    await until(() => open === 0);
  });
});

describe('2. a report', () => {
  test('2.1 may begin with a byte order mark', async () => {
    answers.GetObject = () => '\uFEFF{"statistics":{"training":{"total_json_lines":3}}}';
    const report = await upstream.readManifestReport(HERE, GOOD, aCallContext());
    expect(report.training).toMatchObject({ totalLines: 3 });
  });

  test('2.2 is read again after an outage', async () => {
    answers.GetObject = () => (asked.length === 1 ? s3Error(503, 'ServiceUnavailable') : '{}');
    await upstream.readManifestReport(HERE, GOOD, aCallContext());
    expect(asked).toEqual(['GetObject', 'GetObject']);
  });
});

describe('3. an operation', () => {
  test.each([
    ['is not implemented', () => jsonError(501, 'NotImplemented')],
    ['is refused for a new reason', () => jsonError(400, 'SomethingNewException')],
    ['is answered with no JSON', () => new StubReply(200, '<html>')],
    ['is unknown to the endpoint', () => jsonError(404, 'UnknownOperationException')],
  ])('3.1 that %s is asked for once and does not stop the others', async (_, reply) => {
    answers.DescribeProjects = reply;
    for (let i = 1; i <= 10; i += 1) {
      const error = await failureOf(upstream.listProjects(HERE, aCallContext()));
      expect(error.code).toBe('UPSTREAM_FAILED');
      expect(error.message).not.toMatch(/try again|later|Exception/i);
      expect(asked).toHaveLength(i);
    }
    expect((await upstream.listModelVersions(PROJECT, aCallContext()))?.values).toEqual([]);
  });

  test.each([500, 502, 503, 504])('3.2 that is answered %i is an outage', async (status) => {
    answers.DescribeProjects = () => (asked.length === 1 ? jsonError(status, 'Whatever') : {});
    expect((await upstream.listProjects(HERE, aCallContext())).values).toEqual([]);
    expect(asked).toHaveLength(2);
  });
});

describe('a thing that fails again and again keeps no caller from another:', () => {
  const OTHER = parseProjectArn(PROJECT.replace('cats', 'dogs'));
  const isFailing = (input: Record<string, unknown>) => /cats|bad/.test(JSON.stringify(input));
  const ANSWERS = {
    ...{ ProjectVersionDescriptions: [], Tags: {}, ProjectPolicies: [], statistics: {} },
    ModelDescription: { ModelArn: 'arn', ModelVersion: '1' },
  };

  test.each<[what: string, operation: string, read: (it: 'bad' | 'good') => Promise<unknown>]>([
    [
      'a report',
      'GetObject',
      (it) => upstream.readManifestReport(HERE, it === 'bad' ? BAD : GOOD, aCallContext()),
    ],
    [
      'the versions of a project',
      'DescribeProjectVersions',
      (it) => upstream.listModelVersions(it === 'bad' ? PROJECT : OTHER, aCallContext()),
    ],
    [
      'the tags of a project',
      'ListTagsForResource',
      (it) => upstream.listTags(it === 'bad' ? PROJECT : OTHER, aCallContext()),
    ],
    [
      'the policies of a project',
      'ListProjectPolicies',
      (it) => upstream.listProjectPolicies(it === 'bad' ? PROJECT : OTHER, aCallContext()),
    ],
    [
      'a model of Lookout for Vision',
      'GetObject', // by its path, as S3
      (it) => upstream.describeLookoutVisionModel(HERE, it, '1', aCallContext()),
    ],
  ])('%s', async (_, operation, read) => {
    answers[operation] = (input) => (isFailing(input) ? jsonError(500, 'InternalServerError') : ANSWERS);
    let refusal = '';
    while (!refusal.includes('is failing in this account')) refusal = (await failureOf(read('bad'))).message;
    const calls = asked.length;
    await read('good');
    expect(asked).toHaveLength(calls + 1);
  });

  const change = { priority: 'mutation' } as const;
  const policy = { policyName: 'p', policyDocument: '{}', policyRevisionId: null };
  const copy = newCopy({
    ...{ sourceProjectArn: OTHER, sourceModelVersionArn: VERSION, destinationProjectArn: PROJECT },
    versionName: 'copy',
  });

  test.each<[operation: string, make: (it: CallContext) => Promise<unknown>]>([
    ['CreateProject', (it) => upstream.createProject(HERE, newProject(), it)],
    ['DeleteProject', (it) => upstream.deleteProject(PROJECT, it)],
    ['CreateProjectVersion', (it) => upstream.createModelVersion(PROJECT, newVersion(), it)],
    ['CopyProjectVersion', (it) => upstream.copyModelVersion(copy, it)],
    ['StartProjectVersion', (it) => upstream.startModelVersion(VERSION, { min: 1, max: null }, it)],
    ['StopProjectVersion', (it) => upstream.stopModelVersion(VERSION, it)],
    ['DeleteProjectVersion', (it) => upstream.deleteModelVersion(VERSION, it)],
    ['PutProjectPolicy', (it) => upstream.putProjectPolicy(PROJECT, policy, it)],
    ['DeleteProjectPolicy', (it) => upstream.deleteProjectPolicy(PROJECT, 'p', null, it)],
  ])('a change, %s', async (operation, make) => {
    answers[operation] = () => jsonError(500, 'InternalServerError');
    for (let i = 0; i < 10; i += 1) await failureOf(make(aCallContext(change)));
    expect((await upstream.listProjects(HERE, aCallContext())).values).toEqual([]);
    expect(asked).toHaveLength(11);
  });

  test.each<[operation: string, make: (it: CallContext) => Promise<unknown>]>([
    ['DeleteProject', (it) => upstream.deleteProject(PROJECT, it)],
    ['StopProjectVersion', (it) => upstream.stopModelVersion(VERSION, it)],
    ['PutProjectPolicy', (it) => upstream.putProjectPolicy(PROJECT, policy, it)],
  ])('a change, %s, of what is read between its failures', async (operation, make) => {
    answers.ListTagsForResource = () => ANSWERS;
    answers[operation] = () => jsonError(500, 'InternalServerError');
    for (let i = 0; i < 12; i += 1) {
      await failureOf(make(aCallContext(change)));
      await upstream.listTags(operation.includes('Version') ? VERSION : PROJECT, aCallContext());
    }
    expect((await upstream.listProjects(HERE, aCallContext())).values).toEqual([]);
  });
});

describe('4. a page token that AWS no longer knows', () => {
  const project = (name: string) => ({
    ProjectArn: `${PREFIX.replace('cats', name)}/1`,
    Status: 'CREATED',
  });

  test('4.1 makes the list begin again', async () => {
    answers.DescribeProjects = ({ NextToken }) => {
      if (NextToken === 'old') return jsonError(400, 'InvalidPaginationTokenException');
      if (NextToken) return { ProjectDescriptions: [project('b')] };
      return { ProjectDescriptions: [project('a')], NextToken: asked.length === 1 ? 'old' : 'new' };
    };
    const { values } = await upstream.listProjects(HERE, aCallContext());
    expect(values.map((it) => it.name)).toEqual(['a', 'b']);
    expect(asked).toHaveLength(4);
  });

  test('4.2 is one failure when it happens again', async () => {
    answers.DescribeProjects = ({ NextToken }) =>
      NextToken ? jsonError(400, 'InvalidPaginationTokenException') : { NextToken: 'old' };
    await expect(upstream.listProjects(HERE, aCallContext())).rejects.toEqual(failing('UPSTREAM_FAILED'));
    expect(asked).toHaveLength(4);
  });
});

describe('5. a signature that AWS refuses for its time', () => {
  /** AWS's clock is an hour ahead. */
  const AHEAD_MS = 3_600_000;
  const toMs = (date: string) =>
    Date.parse(date.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
  const refuseTheLate = (answer: object) => (_: unknown, date: string) => {
    const now = new Date(Date.now() + AHEAD_MS);
    const headers = { date: now.toUTCString() };
    if (Math.abs(toMs(date) - now.getTime()) < 300_000)
      return new StubReply(200, JSON.stringify(answer), headers);
    const message = 'Signature expired: 20260101T000000Z is now earlier than 20260101T010000Z';
    const { body } = jsonError(403, 'InvalidSignatureException', message);
    return new StubReply(403, body, headers);
  };

  test('5.1 is sent once more, by the corrected clock, and from then on at once', async () => {
    answers.DescribeProjects = refuseTheLate({});
    await upstream.listProjects(HERE, aCallContext());
    expect(asked).toHaveLength(2);
    await upstream.listProjects(HERE, aCallContext());
    expect(asked).toHaveLength(3);
  });

  test('5.2 is sent once more for a change too: nothing has happened', async () => {
    answers.StopProjectVersion = refuseTheLate({ Status: 'STOPPING' });
    expect(await upstream.stopModelVersion(VERSION, aCallContext())).toBe('STOPPING');
    expect(asked).toHaveLength(2);
  });

  test('5.3 is refused when the corrected clock does not help', async () => {
    answers.DescribeProjects = () =>
      jsonError(403, 'InvalidSignatureException', 'Signature expired: whatever the clock says');
    await expect(upstream.listProjects(HERE, aCallContext())).rejects.toMatchObject({
      code: 'UPSTREAM_ACCESS_DENIED',
      details: { isOfCredentials: true },
    });
    expect(asked).toHaveLength(2);
  });

  test.each<[where: string, reply: (now: Date) => StubReply]>([
    ['in the name of the error', () => s3Error(403, 'RequestTimeTooSkewed')],
    [
      'in the time of the answer',
      (now) => new StubReply(403, s3Error(403, 'SignatureDoesNotMatch').body, { date: now.toUTCString() }),
    ],
  ])('5.5 is sent once more where AWS says it %s alone', async (_, reply) => {
    answers.GetObject = () => (asked.length === 1 ? reply(new Date(Date.now() + AHEAD_MS)) : '{}');
    await upstream.readManifestReport(HERE, GOOD, aCallContext());
    expect(asked).toHaveLength(2);
  });

  test('5.4 is not confused with a wrong key', async () => {
    answers.DescribeProjects = () => jsonError(403, 'InvalidSignatureException', 'It does not match.');
    await expect(upstream.listProjects(HERE, aCallContext())).rejects.toEqual(
      failing('UPSTREAM_ACCESS_DENIED'),
    );
    expect(asked).toHaveLength(1);
  });

  test('5.5 is sent once more at the start, too: whose credentials these are', async () => {
    const identity = `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${HERE.accountId}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    const late =
      '<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired: it is late.</Message></Error></ErrorResponse>';
    answers.GetObject = (_, date) => {
      const { status, headers } = refuseTheLate({})(_, date);
      return new StubReply(status, status === 200 ? identity : late, {
        ...headers,
        'content-type': 'text/xml',
      });
    };
    const endpoint = { url: stub.url, accessKeyId: 'x', secretAccessKey: 'x' };
    expect(await findOwnAccount(endpoint, { region: HERE.region })).toEqual(HERE);
    expect(asked).toHaveLength(2);
  });
});

describe('6. a copy between accounts that AWS refuses', () => {
  const copy = (sourceProjectArn: typeof PROJECT) =>
    failureOf(
      upstream.copyModelVersion(
        {
          sourceProjectArn,
          sourceModelVersionArn: VERSION,
          destinationProjectArn: PROJECT,
          versionName: 'copy',
          outputConfig: { s3Bucket: 'b', s3KeyPrefix: 'p' },
          tags: [],
          kmsKeyId: null,
        },
        aCallContext({ priority: 'mutation' }),
      ),
    );

  test('6.1 says that a project policy may be missing; within an account it does not', async () => {
    answers.CopyProjectVersion = () => jsonError(400, 'AccessDeniedException', 'arn:aws:iam::1:role/secret');
    const elsewhere = parseProjectArn(PROJECT.replace(HERE.accountId, '999999999999'));
    const between = await copy(elsewhere);
    expect([between.code, between.message]).toEqual([
      'UPSTREAM_ACCESS_DENIED',
      expect.stringContaining('project policy that allows rekognition:CopyProjectVersion'),
    ]);
    expect((await copy(PROJECT)).message).not.toContain('policy');
  });
});
