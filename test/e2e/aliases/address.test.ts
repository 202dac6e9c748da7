import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { readMetrics, sumOf } from '../../support/metrics.js';
import { ACCOUNTS, ALWAYS_FRESH } from '../demo.js';

const ORIGIN = 'https://tools.example.com';
const CHAMPION = '/aliases/123456789012/us-east-1/circuit-boards/champion';

let gateway: TestGateway;
let projectArn: string;
let v2: string;
let v4: string;

beforeAll(async () => {
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    ACCOUNTS,
    AUTH: 'api-key',
    ALLOWED_ORIGINS: ORIGIN,
    API_KEYS: apiKeys(['owner', 'viewer', 'tagged', 'stranger', 'busy']),
    GRANTS: JSON.stringify([
      { to: ['owner'], role: 'owner', projects: ['*'] },
      {
        to: ['viewer'],
        role: 'viewer',
        projects: ['arn:aws:rekognition:us-east-1:123456789012:project/circuit-boards'],
      },
      { to: ['tagged'], role: 'viewer', projects: ['*'], tags: { 'no-such': 'tag' } },
      {
        to: ['stranger'],
        role: 'owner',
        projects: ['arn:aws:rekognition:us-east-1:123456789012:project/crop-*'],
      },
    ]),
  });
  const { data } = await asOwner<{
    projects: { nodes: { arn: string; v2: { arn: string }; v4: { arn: string } }[] };
  }>(
    '{ projects(filter: { names: ["circuit-boards"], accountId: "123456789012" }) { nodes { arn v2: modelVersion(name: "v2") { arn } v4: modelVersion(name: "v4") { arn } } } }',
  );
  const [found] = data?.projects.nodes ?? [];
  [projectArn, v2, v4] = [found?.arn ?? '', found?.v2.arn ?? '', found?.v4.arn ?? ''];
});
afterAll(() => gateway.close());

const asOwner = <T>(query: string) => ask<T>(gateway, bearer(keyOf('owner')), query);

async function put(versionArn: string, name = 'champion'): Promise<void> {
  const input = `projectArn: "${projectArn}", name: "${name}", modelVersionArn: "${versionArn}"`;
  const { data } = await asOwner<{ putModelAlias: { userErrors: object[] } }>(
    `mutation { putModelAlias(input: { ${input} }) { userErrors { code } } }`,
  );
  expect(data?.putModelAlias.userErrors).toEqual([]);
}

const get = (address: string, as: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  fetch(`${gateway.url}${address}`, { method, headers: { ...bearer(keyOf(as)), ...headers } });

describe('GET /aliases', () => {
  it('answers the ARN and the status, to be revalidated each time', async () => {
    await put(v4);
    const response = await get(CHAMPION, 'viewer');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ...{ alias: 'champion', modelVersionArn: v4, status: expect.stringMatching(/^[A-Z_]+$/) },
      ...{ revision: expect.any(String), updatedAt: expect.stringMatching(/Z$/) },
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-cache',
      etag: expect.stringMatching(/^"[\w-]+"$/),
      age: expect.stringMatching(/^\d+$/),
      vary: 'authorization, x-api-key, origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is a 304 until the alias moves, also for a tag that a proxy made weak, and by HEAD', async () => {
    await put(v4);
    const etag = (await get(CHAMPION, 'viewer')).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
      for (const method of ['GET', 'HEAD']) {
        const again = await get(CHAMPION, 'viewer', { 'if-none-match': known }, method);
        expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
      }
    await put(v2);
    const moved = await get(CHAMPION, 'viewer', { 'if-none-match': etag });
    expect(moved.status).toBe(200);
    expect(await moved.json()).toMatchObject({ modelVersionArn: v2 });
  });

  it('answers HEAD as GET, without the body', async () => {
    const [whole, head] = [await get(CHAMPION, 'viewer'), await get(CHAMPION, 'viewer', {}, 'HEAD')];
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const name of ['etag', 'content-length', 'cache-control'])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
  });

  it('takes no other method', async () => {
    const response = await get(CHAMPION, 'viewer', {}, 'POST');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});

describe('what it does not tell', () => {
  const NOTHING = { errors: [{ message: 'There is no such alias.', extensions: { code: 'NOT_FOUND' } }] };

  it.each(['stranger', 'tagged', 'busy'])(
    '%s is told the same of what is hidden and of what is not there',
    async (as) => {
      await put(v4);
      for (const address of [CHAMPION, `${CHAMPION}s`, CHAMPION.replace('boards', 'beards')]) {
        const response = await get(address, as);
        expect([response.status, await response.json()]).toEqual([404, NOTHING]);
      }
    },
  );

  it.each([
    CHAMPION.replace('123456789012', '999988887777'),
    CHAMPION.replace('us-east-1', 'mars-1'),
    CHAMPION.replace('circuit-boards', 'a%2fb%20c'),
    CHAMPION.replace('champion', 'CHAMPION'),
  ])('%s is not there', async (address) => {
    const response = await get(address, 'owner');
    expect([response.status, await response.json()]).toEqual([404, NOTHING]);
  });

  it.each(['/aliases/', '/aliases/123456789012', `${CHAMPION}/more`, '/aliases/%', '/aliases/*'])(
    '%s is told the form of the address',
    async (address) => {
      const response = await get(address, 'owner');
      expect(response.status).toBe(404);
      expect(JSON.stringify(await response.json())).toContain('<accountId>/<region>/<project>/<alias>');
    },
  );

  it('an alias whose version is gone says so', async () => {
    await put(v2, 'going');
    const { data } = await asOwner(
      `mutation { deleteModelVersion(input: { modelVersionArn: "${v2}" }) { userErrors { code } } }`,
    );
    expect(data).toEqual({ deleteModelVersion: { userErrors: [] } });
    await gateway.control.advance(3_600_000);
    const response = await get(CHAMPION.replace('champion', 'going'), 'viewer');
    expect(response.status).toBe(404);
    expect(JSON.stringify(await response.json())).toContain('is gone');
  });
});

describe('it lets in', () => {
  it('nobody without credentials', async () => {
    const response = await fetch(`${gateway.url}${CHAMPION}`);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it('pages of allowed origins, and of no other', async () => {
    await put(v4);
    const allowed = await get(CHAMPION, 'viewer', { origin: ORIGIN });
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, ORIGIN]);
    const other = await get(CHAMPION, 'viewer', { origin: 'https://evil.example.com' });
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const preflight = await get(CHAMPION, 'viewer', { origin: ORIGIN }, 'OPTIONS');
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
      204,
      'GET, HEAD',
    ]);
  });

  it('what counts in the metrics, as a query', async () => {
    const count = async () =>
      sumOf(await readMetrics(gateway.url), 'gateway_operations_total', {
        type: 'query',
        name: 'alias',
        outcome: 'ok',
      });
    const before = await count();
    await get(CHAMPION, 'viewer');
    expect((await count()) - before).toBe(1);
  });

  it('no more than the share of the subject', async () => {
    const small = await startGateway({
      AUTH: 'api-key',
      GRANTS: '[]',
      API_KEYS: apiKeys(['busy']),
      REQUESTS_PER_MINUTE: '20',
    });
    const ofBusy = () => fetch(`${small.url}${CHAMPION}`, { headers: bearer(keyOf('busy')) });
    let last = 0;
    for (let n = 0; n < 1_000 && last !== 429; n += 1) last = (await ofBusy()).status;
    expect(last).toBe(429);
    expect((await ofBusy()).headers.get('retry-after')).toMatch(/^\d+$/);
    await small.close();
  });
});
