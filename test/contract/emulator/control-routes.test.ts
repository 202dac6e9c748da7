import { request } from 'node:http';
import { Rekognition } from '@aws-sdk/client-rekognition';
import { credentialsOf, startTestEmulator, type TestEmulator } from '../../support/emulator.js';

const OutputConfig = { S3Bucket: 'my-bucket' };

let emulator: TestEmulator;
let client: Rekognition;

beforeEach(async () => {
  emulator = await startTestEmulator();
  client = new Rekognition({
    endpoint: emulator.url,
    region: 'us-east-1',
    credentials: credentialsOf('123456789012'),
    maxAttempts: 1,
  });
});

afterEach(() => emulator.close());

const door = (method: string, path: string, body?: string) =>
  fetch(`${emulator.url}/_emulator${path}`, body === undefined ? { method } : { method, body });

describe('1. the control address', () => {
  test('1.1 lists what it does', async () => {
    const { doors } = (await (await door('GET', '/')).json()) as {
      doors: { method: string; path: string }[];
    };
    expect(doors).toContainEqual(expect.objectContaining({ method: 'POST', path: '/_emulator/faults' }));
    expect((await door('GET', '')).status).toBe(200);
  });

  test('1.2 says what it expected', async () => {
    const bad: [string, string, string | undefined, number, string][] = [
      ['POST', '/reset', '{"data":"other"}', 400, 'data must be'],
      ['POST', '/reset', '[]', 400, 'must be a JSON object'],
      ['POST', '/reset', '{', 400, 'must be a JSON object'],
      ['POST', '/clock', '{}', 400, 'advanceMs must be'],
      ['POST', '/clock', '{"advanceMs":-1}', 400, 'advanceMs must be'],
      ['POST', '/faults', '{}', 400, 'operation must be'],
      ['POST', '/faults', '{"operation":"DescribeProject","cut":true}', 400, 'one of *, CreateProject, '],
      ['POST', '/faults', '{"operation":"*","error":"constructor"}', 400, 'name of an error'],
      ['POST', '/faults', '{"operation":"*"}', 400, 'exactly one of error, latencyMs'],
      ['POST', '/faults', '{"operation":"*","cut":true,"replyLost":true}', 400, 'exactly one of'],
      ['POST', '/faults', '{"operation":"*","cut":true,"rate":2}', 400, 'rate must be'],
      ['POST', '/faults', '{"operation":"*","cut":true,"rate":0.5,"count":1}', 400, 'not both'],
      ['POST', '/faults', '{"operation":"*","cut":true,"__proto__":1}', 400, 'Unknown member __proto__'],
      ['DELETE', '/faults/none', undefined, 404, 'no fault none'],
      ['GET', '/nothing', undefined, 404, 'lists them'],
      ['PUT', '/clock', undefined, 405, 'GET, POST'],
    ];
    for (const [method, path, body, status, text] of bad) {
      const response = await door(method, path, body);
      expect([method, path, response.status]).toEqual([method, path, status]);
      expect(((await response.json()) as { error: string }).error).toContain(text);
    }
  });

  test.each([
    ['', {}, 421],
    [', even where every page may call AWS', { origins: ['*'] }, 403],
  ])('1.3 is closed to a page that made its own name point here%s', async (_, options, expected) => {
    await emulator.close();
    emulator = await startTestEmulator(options);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'evil.example:80' };
      request(`${emulator.url}/_emulator/state`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(expected);
  });
});

describe('2. time and data', () => {
  test('2.1 the clock moves ahead, and back again at a reset', async () => {
    const { ProjectArn } = await client.createProject({ ProjectName: 'p' });
    await client.createProjectVersion({ ProjectArn, VersionName: 'v', OutputConfig });
    expect(await emulator.control.advance(3_600_000)).toBeGreaterThan(Date.now() + 3_500_000);
    const { ProjectVersionDescriptions } = await client.describeProjectVersions({ ProjectArn });
    expect(ProjectVersionDescriptions?.[0]?.Status).toBe('TRAINING_COMPLETED');
    await emulator.control.reset('demo');
    expect(await emulator.control.advance(0)).toBeLessThan(Date.now() + 1_000);
    expect((await client.describeProjects({})).ProjectDescriptions).toHaveLength(5);
    await emulator.control.reset();
    expect((await client.describeProjects({})).ProjectDescriptions).toEqual([]);
  });

  test('2.2 the state is there to read', async () => {
    await client.describeProjects({});
    expect((await emulator.control.state()).regions).toEqual({});
    await client.createProject({ ProjectName: 'p' });
    const { regions } = await emulator.control.state();
    expect(Object.keys(regions)).toEqual(['123456789012/us-east-1']);
  });
});

describe('3. the request log', () => {
  test('3.1 counts by operation and remembers requests and answers', async () => {
    await client.createProject({ ProjectName: 'p' });
    await client.describeProjects({ MaxResults: 7 });
    await client.createProject({ ProjectName: 'p' }).catch(() => undefined);
    const { counts, requests } = await emulator.control.requests();
    expect(counts).toEqual({ CreateProject: 2, DescribeProjects: 1 });
    expect(requests[1]).toEqual({
      operation: 'DescribeProjects',
      account: '123456789012',
      region: 'us-east-1',
      atMs: expect.any(Number),
      input: { MaxResults: 7 },
      status: 200,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(requests[2]).toMatchObject({ status: 400, errorType: 'ResourceInUseException' });
    await emulator.control.clearRequests();
    expect(await emulator.control.requests()).toEqual({ counts: {}, requests: [] });
  });
});

describe('4. a fault', () => {
  const create = (ProjectName: string) => client.createProject({ ProjectName });
  const projects = async () => (await client.describeProjects({})).ProjectDescriptions?.length;

  test('4.1 answers an error, as often as was set', async () => {
    await emulator.control.addFault({
      operation: 'DescribeProjects',
      error: 'ThrottlingException',
      count: 2,
    });
    for (const _ of [1, 2])
      await expect(projects()).rejects.toMatchObject({
        name: 'ThrottlingException',
        $metadata: { httpStatusCode: 400 },
      });
    expect(await projects()).toBe(0);
    expect(await emulator.control.faults()).toEqual([]);
  });

  test.each([
    ['InternalServerError', undefined, 500],
    ['ThrottlingException', 500, 500],
    ['ProvisionedThroughputExceededException', undefined, 400],
    ['SomethingNew', undefined, 400],
  ])('4.2 may be %s with HTTP status %p', async (error, httpStatus, expected) => {
    await emulator.control.addFault({ operation: '*', error, ...(httpStatus && { httpStatus }) });
    await expect(projects()).rejects.toMatchObject({ name: error, $metadata: { httpStatusCode: expected } });
    await emulator.control.clearFaults();
    expect(await projects()).toBe(0);
  });

  test('4.3 strikes a share of the calls, the same ones each time', async () => {
    await emulator.control.addFault({
      operation: 'DescribeProjects',
      error: 'InternalServerError',
      rate: 0.5,
    });
    let failures = 0;
    for (let i = 0; i < 60; i++) await projects().catch(() => failures++);
    expect(failures).toBeGreaterThan(15);
    expect(failures).toBeLessThan(45);
    expect((await emulator.control.faults())[0]).toMatchObject({ rate: 0.5, struck: failures });
  });

  test('4.4 loses the reply, though the effect is there', async () => {
    await emulator.control.addFault({ operation: 'CreateProject', replyLost: true, count: 1 });
    await expect(create('p')).rejects.toThrow();
    expect(await projects()).toBe(1);
    const { requests } = await emulator.control.requests();
    expect(requests[0]).toMatchObject({ operation: 'CreateProject', status: 0 });
  });

  test('4.5 cuts the connection, and nothing happens', async () => {
    await emulator.control.addFault({ operation: 'CreateProject', cut: true, count: 1 });
    await expect(create('p')).rejects.toThrow();
    expect(await projects()).toBe(0);
  });

  test('4.6 adds latency, and a closing emulator does not wait for it', async () => {
    await emulator.control.addFault({ operation: 'CreateProject', latencyMs: 50, count: 1 });
    const begunAtMs = performance.now();
    await create('p');
    expect(performance.now() - begunAtMs).toBeGreaterThanOrEqual(45);
    await emulator.control.addFault({ operation: 'CreateProject', latencyMs: 600_000 });
    const waiting = create('q');
    waiting.catch(() => undefined);
    while ((await emulator.control.faults())[0]?.struck === 0);
    await emulator.close();
    await expect(waiting).rejects.toThrow();
  });

  test('4.7 shows an unknown status in describes', async () => {
    const { ProjectArn } = await create('p');
    await client.createProjectVersion({ ProjectArn, VersionName: 'v', OutputConfig });
    await emulator.control.addFault({ operation: '*', unknownStatus: 'HIBERNATING', count: 2 });
    await client.tagResource({ ResourceArn: ProjectArn, Tags: {} });
    expect((await client.describeProjects({})).ProjectDescriptions?.[0]?.Status).toBe('HIBERNATING');
    const { ProjectVersionDescriptions } = await client.describeProjectVersions({ ProjectArn });
    expect(ProjectVersionDescriptions?.[0]?.Status).toBe('HIBERNATING');
    expect((await client.describeProjects({})).ProjectDescriptions?.[0]?.Status).toBe('CREATING');
  });

  test('4.8 of which there are several all strike', async () => {
    const id = await emulator.control.addFault({ operation: '*', error: 'InternalServerError' });
    await emulator.control.addFault({ operation: '*', latencyMs: 1, count: 1 });
    await expect(projects()).rejects.toThrow();
    expect(await emulator.control.faults()).toHaveLength(1);
    await emulator.control.removeFault(id);
    expect(await projects()).toBe(0);
  });

  test.each([
    [
      { operation: 'StopProjectVersion', outcome: 'FAILED' },
      'CreateProjectVersion, StartProjectVersion, CopyProjectVersion',
    ],
    [
      { operation: 'CreateProject', unknownStatus: 'X' },
      'DescribeProjects, DescribeProjectVersions, DescribeModel',
    ],
  ] as const)('4.9 that could never be seen are refused: %j', async (fault, expected) => {
    const added = emulator.control.addFault(fault);
    await expect(added).rejects.toThrow(`This fault shows with operation * or ${expected} only.`);
    expect(await emulator.control.faults()).toEqual([]);
  });
});
