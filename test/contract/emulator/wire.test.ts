import { startTestEmulator, type TestEmulator } from '../../support/emulator.js';
import { head, rawHttp } from '../../support/raw-http.js';

const NOW_MS = Date.parse('2026-11-21T10:00:00.123Z');

let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator({ data: 'demo', now: () => NOW_MS });
});

afterAll(() => emulator.close());

const signed = (service = 'rekognition', key = '123456789012') =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261121/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

interface Post {
  readonly target?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

async function post({ target = 'RekognitionService.DescribeProjects', body = '{}', headers = {} }: Post) {
  const own = { 'content-type': 'application/x-amz-json-1.1', authorization: signed() };
  const response = await fetch(emulator.url, {
    method: 'POST',
    headers: { ...own, 'x-amz-target': target, ...headers },
    body,
  });
  return { response, status: response.status, body: JSON.parse(await response.text()) };
}

describe('1. AWS JSON 1.1', () => {
  test('1.1 every reply has its request id and content type', async () => {
    for (const body of ['{}', '{']) {
      const { response } = await post({ body });
      expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
      expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    }
  });

  test('1.2 timestamps are epoch seconds with a fraction', async () => {
    const { body } = await post({});
    for (const { CreationTimestamp } of body.ProjectDescriptions) {
      expect(typeof CreationTimestamp).toBe('number');
      expect(CreationTimestamp).toBeLessThan(NOW_MS / 1_000);
      expect(CreationTimestamp).toBeGreaterThan(NOW_MS / 1_000 - 500 * 86_400);
    }
  });

  test("1.3 errors have AWS's four members and are 400", async () => {
    const { status, body, response } = await post({
      target: 'RekognitionService.DescribeProjectVersions',
      body: '{"ProjectArn":"arn:aws:rekognition:us-east-1:123456789012:project/none/1"}',
    });
    expect(status).toBe(400);
    expect(body).toEqual({
      __type: 'ResourceNotFoundException',
      Code: 'ResourceNotFoundException',
      Logref: response.headers.get('x-amzn-requestid'),
      Message: 'Project arn:aws:rekognition:us-east-1:123456789012:project/none/1 does not exist.',
    });
  });

  test.each([
    ['an unknown operation', { target: 'RekognitionService.DetectFaces' }, 'UnknownOperationException'],
    ['another service', { target: 'DynamoDB_20120810.ListTables' }, 'UnknownOperationException'],
    ['a bare operation', { target: 'DescribeProjects' }, 'UnknownOperationException'],
    ['a name from a prototype', { target: 'RekognitionService.constructor' }, 'UnknownOperationException'],
    ['malformed JSON', { body: '{"MaxResults":' }, 'SerializationException'],
    ['a list', { body: '[]' }, 'SerializationException'],
    ['a wrong type', { body: '{"MaxResults":"1"}' }, 'SerializationException'],
    ['a wrong value', { body: '{"MaxResults":0}' }, 'ValidationException'],
    ['a broken token', { body: '{"NextToken":"bm90IG91cnM"}' }, 'InvalidPaginationTokenException'],
    ['no signature', { headers: { authorization: '' } }, 'MissingAuthenticationTokenException'],
    [
      'another kind of signature',
      { headers: { authorization: 'Bearer x' } },
      'MissingAuthenticationTokenException',
    ],
  ])('1.4 %s is refused', async (_, request, type) => {
    const { status, body } = await post(request);
    expect(status).toBe(400);
    expect(body.__type).toBe(type);
    expect(JSON.stringify(body)).not.toMatch(/\.[tj]s:|node:/);
  });

  test('1.5 an empty body is an empty input, and an empty token the first page', async () => {
    expect((await post({ body: '' })).status).toBe(200);
    expect((await post({ body: '{"NextToken":""}' })).status).toBe(200);
  });

  test('1.6 operations are called by POST', async () => {
    const headers = { authorization: signed(), 'x-amz-target': 'RekognitionService.DescribeProjects' };
    const response = await fetch(`${emulator.url}/`, { method: 'PUT', headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'UnknownOperationException' });
  });

  test('1.7 a body over 5 MiB is refused', async () => {
    const { status, body } = await post({ body: ' '.repeat(5 * 1024 * 1024 + 1) });
    expect(status).toBe(413);
    expect(body.__type).toBe('RequestEntityTooLargeException');
  });

  test('1.8 NextToken is only there when there is another page', async () => {
    const first = (await post({ body: '{"MaxResults":2}' })).body;
    expect(first.ProjectDescriptions).toHaveLength(2);
    const second = (await post({ body: JSON.stringify({ MaxResults: 100, NextToken: first.NextToken }) }))
      .body;
    expect(second).not.toHaveProperty('NextToken');
    const arns = [...first.ProjectDescriptions, ...second.ProjectDescriptions].map((it) => it.ProjectArn);
    expect(new Set(arns).size).toBe(5);
  });

  test('1.9 a token of another operation or filter is refused', async () => {
    const { NextToken } = (await post({ body: '{"MaxResults":2}' })).body;
    const filtered = { MaxResults: 2, NextToken, ProjectNames: ['brand-logos'] };
    expect((await post({ body: JSON.stringify(filtered) })).body.__type).toBe(
      'InvalidPaginationTokenException',
    );
  });
});

describe('2. a rate', () => {
  test('2.1 is 5 a second for describes and 10 for tags, by account and region', async () => {
    const limited = await startTestEmulator({ tps: undefined, now: () => NOW_MS });
    const call = async (operation: string, key: string) => {
      const response = await fetch(limited.url, {
        method: 'POST',
        headers: {
          authorization: signed('rekognition', key),
          'x-amz-target': `RekognitionService.${operation}`,
        },
        body: '{}',
      });
      return ((await response.json()) as { __type?: string }).__type;
    };
    const throttled = async (operation: string, key: string) => {
      const types: (string | undefined)[] = [];
      for (let i = 0; i < 12; i++) types.push(await call(operation, key));
      return types.filter((type) => type === 'ProvisionedThroughputExceededException').length;
    };
    expect(await throttled('DescribeProjects', '123456789012')).toBe(7);
    expect(await throttled('DescribeProjects', '111122223333')).toBe(7);
    expect(await throttled('ListTagsForResource', '123456789012')).toBe(2);
    await limited.control.advance(1_000);
    expect(await call('DescribeProjects', '123456789012')).toBeUndefined();
    await limited.close();
  });
});

describe('3. browsers', () => {
  const PAGE = 'https://example.com';
  const preflight = {
    method: 'OPTIONS',
    headers: {
      origin: PAGE,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,x-amz-target',
    },
  };

  test('3.1 may call operations of AWS where a setting opens it', async () => {
    for (const origins of [['*'], ['http://localhost:3000', PAGE]]) {
      await emulator.close();
      emulator = await startTestEmulator({ data: 'demo', now: () => NOW_MS, origins });
      const answer = await fetch(emulator.url, preflight);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
      expect(answer.headers.get('access-control-allow-headers')).toBe('authorization,x-amz-target');
      const { response } = await post({ headers: { origin: PAGE } });
      expect(response.headers.get('access-control-allow-origin')).toBe(PAGE);
    }
    await emulator.close();
    emulator = await startTestEmulator({ data: 'demo', now: () => NOW_MS });
  });

  test.each([
    ['a page of another site', { origin: PAGE }, 403],
    ['a page without an origin of its own', { origin: 'null' }, 403],
    ['an image on another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a name that points to this machine', { host: 'rebound.example:4001' }, 421],
    ['such a page of its own', { host: 'rebound.example', origin: 'http://rebound.example' }, 421],
  ])('3.1.1 else not: %s', async (_name, headers, status) => {
    const before = (await emulator.control.requests()).requests.length;
    for (const method of ['OPTIONS', 'POST', 'GET']) {
      const answer = await rawHttp(emulator.url, [head(method, '/', headers)]);
      expect(answer).toBe(String(status));
    }
    expect((await emulator.control.requests()).requests.length).toBe(before);
  });

  test('3.1.2 and a page of its own address may', async () => {
    const { response } = await post({ headers: { origin: emulator.url, 'sec-fetch-site': 'same-origin' } });
    expect(response.status).toBe(200);
  });

  test('3.2 may not use the control address', async () => {
    const headers = { origin: 'https://example.com' };
    for (const method of ['OPTIONS', 'POST']) {
      const response = await fetch(`${emulator.url}/_emulator/reset`, { method, headers });
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('3.3 that only visit get a page that says where they are', async () => {
    expect(await (await fetch(emulator.url)).text()).toContain('Custom Labels emulator');
  });
});
