import type { SpendQuery, SpendQueryVariables } from '../../schema/generated/operations.js';
import { createClient, SpendDocument } from '../../src/client/index.js';
import { apiKeys, ask, bearer, keyOf } from '../support/callers.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { NO_RATES } from '../support/models.js';
import { until } from '../support/until.js';
import { ACCOUNTS, ALWAYS_FRESH, HOME, versionArnOf } from './demo.js';

type SpendList = SpendQuery['spend'];

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const PERIOD = { from: daysAgo(390) };
const amountOf = (usage: SpendList['total']) => Number(usage.cost?.amount ?? Number.NaN);

/** Every page of the list. */
async function allOf(
  read: (variables: SpendQueryVariables) => Promise<SpendList>,
  variables: SpendQueryVariables,
) {
  const nodes: SpendList['nodes'] = [];
  let after: string | null | undefined;
  for (;;) {
    const page = await read({ ...variables, first: 2, after: after ?? null });
    nodes.push(...page.nodes);
    expect(page.totalCount).toBeGreaterThanOrEqual(nodes.length);
    if (!page.pageInfo.hasNextPage) return { nodes, total: page.total };
    after = page.pageInfo.endCursor;
  }
}

describe('what was spent', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ ...ALWAYS_FRESH, ...NO_RATES, ACCOUNTS, POLL_INTERVAL_MS: '100' });
    await until(async () => amountOf((await read(PERIOD)).total) > 0);
  });
  afterAll(() => gateway.close());

  const read = async (variables: SpendQueryVariables) =>
    (await createClient({ url: gateway.url }).query(SpendDocument, variables)).spend;

  it.each(['ACCOUNT_REGION', 'PROJECT', 'MODEL_VERSION'] as const)(
    'comes in groups of each %s, the largest first, page by page, and adds up',
    async (groupBy) => {
      await until(async () => {
        const { nodes, total } = await allOf(read, { ...PERIOD, groupBy });
        const hours = nodes.reduce((sum, { usage }) => sum + usage.trainingHours, 0);
        return nodes.length > 1 && Math.abs(hours - total.trainingHours) < 1e-6;
      });
      const { nodes } = await allOf(read, { ...PERIOD, groupBy });
      const amounts = nodes.map(({ usage }) => amountOf(usage));
      expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
      for (const it of nodes) {
        expect([it.accountId, it.region, it.day]).toEqual([expect.any(String), expect.any(String), null]);
        expect(it.projectArn === null).toBe(groupBy === 'ACCOUNT_REGION');
        expect(it.project === null).toBe(groupBy === 'ACCOUNT_REGION');
        expect(it.modelVersionArn === null).toBe(groupBy !== 'MODEL_VERSION');
        expect(it.modelVersion === null).toBe(groupBy !== 'MODEL_VERSION');
      }
    },
  );

  it('by day comes in the order of the days, those without spend among them', async () => {
    const from = daysAgo(9.5);
    const { nodes, totalCount } = await read({ from, groupBy: 'DAY', first: 100 });
    expect([totalCount, nodes.length]).toEqual([nodes.length, expect.any(Number)]);
    expect([10, 11]).toContain(nodes.length);
    const days = nodes.map((it) => Date.parse(it.day ?? ''));
    days.forEach((day, index) => {
      expect(day % DAY_MS).toBe(0);
      expect(day).toBe((days[0] ?? 0) + index * DAY_MS);
    });
    for (const it of nodes)
      expect([it.accountId, it.projectArn, it.modelVersionArn]).toEqual([null, null, null]);
  });

  it('is that of an account, a region or some projects alone, as asked for', async () => {
    const europe = await read({ ...PERIOD, region: 'eu-west-1', groupBy: 'ACCOUNT_REGION' });
    for (const it of europe.nodes) expect(it.region).toBe('eu-west-1');
    const arn = await versionArnOf(gateway, 'circuit-boards', 'v4', HOME);
    const all = await allOf(read, { ...PERIOD, groupBy: 'PROJECT' });
    const own = all.nodes.find(
      ({ projectArn }) =>
        projectArn?.includes('/circuit-boards/') && arn.startsWith(projectArn.replace(/\/\d+$/, '')),
    );
    const one = await read({ ...PERIOD, projectArns: [own?.projectArn ?? ''] });
    expect(one.nodes).toHaveLength(1);
    expect(one.total.trainingHours).toBe(own?.usage.trainingHours);
    expect((await read({ ...PERIOD, projectArns: [] })).nodes).toEqual([]);
  });

  it.each([
    ['from: expected at most 400 days before to.', { from: daysAgo(401) }],
    ['from: expected an instant before to', { from: daysAgo(1), to: daysAgo(2) }],
    ['region: expected eu-west-1 or us-east-1, not "mars".', { ...PERIOD, region: 'mars' }],
    [
      'accountId: expected 111122223333 or 123456789012, not "999999999999".',
      { ...PERIOD, accountId: '999999999999' },
    ],
    ['first: expected 1 to 100, not 101.', { ...PERIOD, first: 101 }],
    ['after: expected a cursor of this list, in the same order.', { ...PERIOD, after: 'bm8' }],
  ])('is refused: %s', async (message, variables) => {
    const { errors } = await gateway.query(
      'query ($from: DateTime!, $to: DateTime, $first: Int, $after: String, $accountId: String, $region: String) { spend(from: $from, to: $to, first: $first, after: $after, accountId: $accountId, region: $region) { totalCount } }',
      { first: 20, ...variables },
    );
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('a caller that may see less', () => {
  const TOTAL = `query ($from: DateTime!) {
    spend(from: $from, groupBy: MODEL_VERSION, first: 100) {
      nodes { projectArn modelVersionArn project { name } modelVersion { name } usage { trainingHours } }
      total { trainingHours basis }
    }
  }`;
  let gateway: TestGateway;
  beforeAll(async () => {
    const here = 'arn:aws:rekognition:us-east-1:123456789012:project/';
    gateway = await startGateway({
      ...ALWAYS_FRESH,
      ...{ ...NO_RATES, POLL_INTERVAL_MS: '100', EMULATOR_SPEED: '20000', AUTH: 'api-key' },
      ALLOWED_BUCKETS: 'bucket-of-*',
      API_KEYS: apiKeys(['root', 'viewer', 'tagged', 'stranger', 'nobody']),
      GRANTS: JSON.stringify([
        { to: ['root'], role: 'owner', projects: ['*'] },
        { to: ['viewer'], role: 'viewer', projects: [`${here}circuit-boards`] },
        { to: ['tagged'], role: 'viewer', projects: ['*'], tags: { team: 'own' } },
        { to: ['stranger'], role: 'viewer', projects: ['*'], tags: { team: 'other' } },
      ]),
    });
  });
  afterAll(() => gateway.close());

  const seenBy = async (subject: string) => {
    const answer = await ask<{ spend: SpendList }>(gateway, bearer(keyOf(subject)), TOTAL, PERIOD);
    if (!answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data.spend;
  };
  const asRoot = async (mutation: string) => {
    const { data, errors } = await ask<
      Record<string, { modelVersion?: { arn: string }; project?: { arn: string } }>
    >(gateway, bearer(keyOf('root')), `mutation { made: ${mutation} }`);
    if (!data?.made) throw new Error(JSON.stringify(errors));
    return data.made;
  };

  it('gets the sum of its own alone', async () => {
    await until(async () => (await seenBy('root')).nodes.length > 2);
    const own = await seenBy('viewer');
    const all = await seenBy('root');
    expect(own.nodes.length).toBeGreaterThan(0);
    expect(own.nodes.length).toBeLessThan(all.nodes.length);
    for (const it of own.nodes) expect(it.project?.name).toBe('circuit-boards');
    const hours = own.nodes.reduce((sum, { usage }) => sum + usage.trainingHours, 0);
    expect(own.total.trainingHours).toBeCloseTo(hours, 8);
    expect(await seenBy('nobody')).toEqual({ nodes: [], total: { trainingHours: 0, basis: 'OBSERVED' } });
  });

  it('gets what is gone by the tags that it had last', async () => {
    const { project } = await asRoot(
      'createProject(input: { projectName: "tagged-boards", tags: [{ key: "team", value: "own" }] }) { project { arn } }',
    );
    const { modelVersion } = await asRoot(
      `createModelVersion(input: { projectArn: "${project?.arn}", versionName: "v1", outputConfig: { s3Bucket: "bucket-of-tests" } }) { modelVersion { arn } userErrors { message } }`,
    );
    const rowOf = async (subject: string) =>
      (await seenBy(subject)).nodes.find((it) => it.modelVersionArn === modelVersion?.arn);
    await until(async () => (await rowOf('root')) !== undefined);
    expect(await rowOf('tagged')).toMatchObject({
      project: { name: 'tagged-boards' },
      modelVersion: { name: 'v1' },
    });
    await asRoot(`deleteModelVersion(input: { modelVersionArn: "${modelVersion?.arn}" }) { status }`);
    await asRoot(`deleteProject(input: { projectArn: "${project?.arn}" }) { status }`);
    await until(async () => (await rowOf('root'))?.project === null);
    await until(async () => (await rowOf('tagged')) !== undefined);
    expect(await rowOf('tagged')).toMatchObject({
      projectArn: project?.arn,
      project: null,
      modelVersion: null,
    });
    expect(await rowOf('stranger')).toBeUndefined();
    expect(await rowOf('viewer')).toBeUndefined();
  });
});

it('has no cost where no part has a price, and says what is incomplete', async () => {
  const gateway = await startGateway({
    ...{ ...ALWAYS_FRESH, ...NO_RATES, ACCOUNTS },
    PRICES: '{"us-east-1": {"trainingHour": 1.37}}',
  });
  const client = createClient({ url: gateway.url });
  const read = async (more: Partial<SpendQueryVariables>) =>
    (await client.query(SpendDocument, { ...PERIOD, groupBy: 'ACCOUNT_REGION', ...more })).spend;
  await until(async () => (await read({})).nodes.length > 1);
  for (const { region, usage } of (await read({})).nodes) {
    if (region === 'us-east-1') expect(usage.cost).not.toBeNull();
    if (region !== 'us-east-1' && region !== 'eu-west-1')
      expect([usage.cost, usage.isCostComplete]).toEqual([null, false]);
  }
  await gateway.close();
});
