import {
  DeleteBudgetDocument,
  ListBudgetsDocument,
  PutBudgetDocument,
  type PutBudgetMutationVariables,
} from '../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { readMetrics } from '../support/metrics.js';
import { ALWAYS_FRESH, projectArnOf, refusals } from './demo.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway(ALWAYS_FRESH);
});
afterAll(() => gateway.close());

type Input = PutBudgetMutationVariables['input'];

const put = async (more: Partial<Input> = {}) =>
  (
    await gateway.run(PutBudgetDocument, {
      input: {
        ...{ name: 'team', monthly: { amount: '100', currencyCode: 'USD' } },
        ...{ thresholds: [{ percent: 80, action: 'NOTIFY' }], ...more },
      } as Input,
    })
  ).putBudget;
const remove = async (name: string, more: { revision?: string; dryRun?: boolean } = {}) =>
  (await gateway.run(DeleteBudgetDocument, { input: { name, ...more } as never })).deleteBudget;
const list = async (variables: { first?: number; after?: string } = {}) =>
  (await gateway.run(ListBudgetsDocument, variables)).budgets;
const find = async (name: string) => (await list({ first: 100 })).nodes.find((it) => it.name === name);

afterEach(async () => {
  for (const { name } of (await list({ first: 100 })).nodes) await remove(name);
});

it('a budget shows what was put, and the spend of its month', async () => {
  const projectArns = [await projectArnOf(gateway, 'circuit-boards')];
  const thresholds = [
    { percent: 100, action: 'STOP_MODELS' as const },
    { percent: 0.5, action: 'NOTIFY' as const },
  ];
  const given = { scope: { accountId: '123456789012', projectArns }, timeZone: 'Europe/Berlin', thresholds };
  const { budget, userErrors, plan } = await put({
    ...given,
    monthly: { amount: '1000000.50', currencyCode: 'USD' },
  });
  expect([userErrors, plan]).toEqual([[], null]);
  const shown = await find('team');
  expect(shown).toMatchObject({
    ...{ id: budget?.id, revision: budget?.revision, timeZone: 'Europe/Berlin', failure: null },
    scope: { accountId: '123456789012', region: null, projectArns },
    monthly: { amount: '1000000.5', currencyCode: 'USD' },
    thresholds: thresholds.map((it) => ({ ...it, reachedAt: null })),
    updatedBy: 'local',
  });
  const { spent, forecast } = shown ?? {};
  const begin = new Intl.DateTimeFormat('sv', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'long',
  });
  expect(begin.format(new Date(spent?.from ?? 0))).toMatch(/-01 00:00:00/);
  expect(Math.abs(Date.parse(spent?.to ?? '') - Date.now())).toBeLessThan(10_000);
  expect(Number(forecast?.amount)).toBeGreaterThanOrEqual(Number(spent?.cost?.amount));
});

it('the metrics say which part of it is spent, under its name', async () => {
  const ratio = async () => (await readMetrics(gateway.url)).get('gateway_budget_used_ratio{budget="team"}');
  expect(await ratio()).toBeUndefined();
  await put({ monthly: { amount: '10', currencyCode: 'USD' } });
  const spent = async () => Number((await find('team'))?.spent.cost?.amount);
  const [before, used, after] = [await spent(), 10 * Number(await ratio()), await spent()];
  expect(used).toBeGreaterThanOrEqual(before - 0.001);
  expect(used).toBeLessThanOrEqual(after + 0.001); // it is being counted meanwhile
});

it('is replaced as its revision says, and no other', async () => {
  const first = (await put()).budget;
  expect(refusals(await put({ mustBeNew: true }))).toEqual(['ALREADY_EXISTS name']);
  const second = (await put({ revision: first?.revision ?? null, timeZone: 'Asia/Tokyo' })).budget;
  expect(second?.id).toBe(first?.id);
  expect(second?.revision).not.toBe(first?.revision);
  expect(refusals(await put({ revision: first?.revision ?? null }))).toEqual(['REVISION_MISMATCH revision']);
  expect(refusals(await remove('team', { revision: first?.revision ?? '' }))).toEqual([
    'REVISION_MISMATCH revision',
  ]);
  expect((await find('team'))?.timeZone).toBe('Asia/Tokyo');
  expect((await put()).userErrors).toEqual([]); // left out: whatever it is now
  expect((await find('team'))?.timeZone).toBe('UTC'); // a put replaces: what is left out is the default
  expect((await remove('team')).name).toBe('team');
  expect(refusals(await remove('team'))).toEqual(['NOT_FOUND name']);
});

it('a dry run says what would refuse it, and changes nothing', async () => {
  expect((await put({ dryRun: true })).plan).toEqual({ calls: [] });
  expect(await find('team')).toBeUndefined();
  expect(refusals(await put({ dryRun: true, timeZone: '+02:00' }))).toEqual(['INVALID_INPUT timeZone']);
  await put();
  expect(refusals(await put({ dryRun: true, mustBeNew: true }))).toEqual(['ALREADY_EXISTS name']);
  expect((await remove('team', { dryRun: true })).plan).toEqual({ calls: [] });
  expect(await find('team')).toBeDefined();
});

it('a refusal says what was given', async () => {
  const long = 'z'.repeat(5_000);
  const said = async (more: object) => (await put({ ...more, dryRun: true })).userErrors[0]?.message;
  await put();
  expect(await said({ timeZone: 'Berlin' })).toMatch(/not "Berlin"\.$/);
  expect(await said({ monthly: { amount: '10', currencyCode: 'EUR' } })).toMatch(
    /expected USD.*, not "EUR"\.$/,
  );
  expect(await said({ mustBeNew: true })).toMatch(/^name: the budget team exists already\./);
  expect(await said({ revision: 'mine' })).toMatch(/has changed since revision "mine"\./);
  expect((await said({ revision: long }))?.length).toBeLessThan(200);
});

it('a key gives the first result again', async () => {
  const first = await put({ idempotencyKey: 'put' });
  await remove('team');
  expect(await put({ idempotencyKey: 'put' })).toEqual(first);
  expect(await find('team')).toBeUndefined();
  expect(refusals(await put({ idempotencyKey: 'put', timeZone: 'Asia/Tokyo' }))).toEqual([
    'IDEMPOTENCY_MISMATCH idempotencyKey',
  ]);
});

it('is found by its id at once, also where it was not there a moment ago', async () => {
  const { budget } = await put();
  await remove('team');
  const kept = await startGateway({ READ_MAX_AGE_MS: '60000' });
  const findKept = async () => {
    const query = 'query ($id: ID!) { node(id: $id) { id } projects(first: 1) { nodes { name } } }';
    return (await kept.query<{ node: object | null }>(query, { id: budget?.id })).data?.node;
  };
  const before = [await findKept(), await findKept(), await findKept()]; // answers that come again are kept
  const input = {
    ...{ name: 'team', monthly: { amount: '100', currencyCode: 'USD' } },
    thresholds: [{ percent: 80, action: 'NOTIFY' as const }],
  };
  await kept.run(PutBudgetDocument, { input });
  const after = await findKept();
  await kept.close();
  expect([before, after]).toEqual([[null, null, null], { id: budget?.id }]);
});

it('there are 100 at most, listed by name, page by page', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `budget-${String(index).padStart(3, '0')}`);
  await Promise.all(names.toReversed().map((name) => put({ name })));
  expect(refusals(await put({ name: 'one more' }))).toEqual(['QUOTA_EXCEEDED name']);
  expect((await put({ name: 'budget-000', timeZone: 'Asia/Tokyo' })).userErrors).toEqual([]);
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, edges, pageInfo, totalCount } = await list({ first: 40, ...(after && { after }) });
    expect([totalCount, edges.map((it) => it.node.name)]).toEqual([100, nodes.map((it) => it.name)]);
    seen.push(...nodes.map((it) => it.name));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(seen).toEqual(names);
});

describe('input that cannot be is refused', () => {
  const threshold = { percent: 80, action: 'NOTIFY' as const };
  it.each<[string, () => Promise<Partial<Input>> | Partial<Input>]>([
    ['name', () => ({ name: '' })],
    ['name', () => ({ name: 'a/b' })],
    ['name', () => ({ name: ' a' })],
    ['name', () => ({ name: 'a'.repeat(65) })],
    ['monthly.amount', () => ({ monthly: { amount: '0', currencyCode: 'USD' } })],
    ['monthly.amount', () => ({ monthly: { amount: '-1', currencyCode: 'USD' } })],
    ['monthly.currencyCode', () => ({ monthly: { amount: '1', currencyCode: 'EUR' } })],
    ['timeZone', () => ({ timeZone: 'Mars/Phobos' })],
    ['thresholds', () => ({ thresholds: [] })],
    [
      'thresholds',
      () => ({ thresholds: Array.from({ length: 11 }, (_, i) => ({ ...threshold, percent: i + 1 })) }),
    ],
    ['thresholds.1', () => ({ thresholds: [threshold, threshold] })],
    ['thresholds.0.percent', () => ({ thresholds: [{ ...threshold, percent: 0 }] })],
    ['thresholds.0.percent', () => ({ thresholds: [{ ...threshold, percent: 1_000.1 }] })],
    ['thresholds.0.percent', () => ({ thresholds: [{ ...threshold, percent: 1e308 }] })],
    ['scope', () => ({ scope: { accountId: '999999999999' } })],
    ['scope', () => ({ scope: { region: 'mars-1' } })],
    ['scope.projectArns', () => ({ scope: { projectArns: [] } })],
    [
      'scope.projectArns',
      async () => ({ scope: { projectArns: Array(101).fill(await projectArnOf(gateway, 'shelf-gaps')) } }),
    ],
    [
      'scope.projectArns',
      () => ({ scope: { projectArns: ['arn:aws:rekognition:us-east-1:999999999999:project/p/1'] } }),
    ],
  ])('%s', async (field, input) => {
    expect(refusals(await put(await input()))).toEqual([`INVALID_INPUT ${field}`]);
  });
});
