import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ALWAYS_FRESH, projectArnOf } from '../demo.js';

const ACCOUNT = '123456789012';
const BOARDS = `arn:aws:rekognition:us-east-1:${ACCOUNT}:project/circuit-boards`;
const SUBJECTS = ['root', 'region-owner', 'boards-owner', 'boards-operator', 'reader', 'tagged', 'stranger'];

let gateway: TestGateway;
let boards: string;
let other: string;

interface Budget {
  readonly id: string;
  readonly name: string;
  readonly updatedBy: string | null;
}
interface Payload {
  readonly budget: Budget | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

const BUDGET = 'id name updatedBy spent { cost { amount } } thresholds { percent reachedAt }';

async function change(as: string, mutation: 'putBudget' | 'deleteBudget', input: object): Promise<string> {
  const type = mutation === 'putBudget' ? 'PutBudgetInput' : 'DeleteBudgetInput';
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field } } }`;
  const { data, errors } = await ask<Record<string, Payload>>(gateway, bearer(keyOf(as)), document, {
    input,
  });
  const refusal = data?.[mutation]?.userErrors[0];
  if (errors) return `${errors[0]?.extensions.code} ${errors[0]?.message}`;
  return refusal ? `${refusal.code} ${refusal.field?.join('.')}` : 'done';
}

const put = (as: string, name: string, scope: object | null, more: object = {}) =>
  change(as, 'putBudget', {
    ...{ name, scope, monthly: { amount: '100', currencyCode: 'USD' } },
    ...{ thresholds: [{ percent: 80, action: 'NOTIFY' }], ...more },
  });

async function namesSeenBy(as: string): Promise<string[]> {
  const { data } = await ask<{ budgets: { nodes: Budget[]; totalCount: number } }>(
    gateway,
    bearer(keyOf(as)),
    `{ budgets(first: 100) { totalCount nodes { ${BUDGET} } } }`,
  );
  expect(data?.budgets.totalCount).toBe(data?.budgets.nodes.length);
  return data?.budgets.nodes.map((it) => it.name) ?? [];
}

beforeAll(async () => {
  const everything = ['*'];
  const ofRegion = [`arn:aws:rekognition:us-east-1:${ACCOUNT}:project/*`];
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    AUTH: 'api-key',
    API_KEYS: apiKeys(SUBJECTS),
    ACCOUNTS: JSON.stringify(['us-east-1', 'eu-west-1'].map((region) => ({ accountId: ACCOUNT, region }))),
    GRANTS: JSON.stringify([
      { to: ['root'], role: 'owner', projects: everything },
      { to: ['region-owner'], role: 'owner', projects: ofRegion },
      { to: ['boards-owner'], role: 'owner', projects: [BOARDS] },
      { to: ['boards-operator'], role: 'operator', projects: [BOARDS] },
      { to: ['reader'], role: 'viewer', projects: everything },
      { to: ['tagged'], role: 'owner', projects: everything, tags: { team: 'vision' } },
    ]),
  });
  const asRoot = {
    ...gateway,
    query: (query: string, variables?: object) => ask(gateway, bearer(keyOf('root')), query, variables),
  };
  boards = await projectArnOf(asRoot as never, 'circuit-boards');
  other = await projectArnOf(asRoot as never, 'shelf-gaps');
});
afterAll(() => gateway.close());

const FORBIDDEN = expect.stringMatching(/^FORBIDDEN You may not change this budget/);

it('a budget is put by owners of all of its scope', async () => {
  const home = { accountId: ACCOUNT, region: 'us-east-1' };
  expect(await put('root', 'all', null)).toBe('done');
  expect(await put('region-owner', 'region', home)).toBe('done');
  expect(await put('boards-owner', 'boards', { projectArns: [boards] })).toBe('done');
  expect(await put('root', 'two', { projectArns: [boards, other] })).toBe('done');
  for (const [as, scope] of [
    ['region-owner', null],
    ['region-owner', { accountId: ACCOUNT }],
    ['region-owner', { region: 'eu-west-1' }],
    ['boards-owner', null],
    ['boards-owner', home],
    ['boards-operator', { projectArns: [boards] }],
    ['reader', null],
    ['reader', { projectArns: [boards] }],
    ['tagged', null], // a grant with tags is none on whole accounts and regions
    ['stranger', null],
  ] as const)
    expect([as, scope, await put(as, `of-${as}`, scope)]).toEqual([
      as,
      scope,
      // Where the caller may see nothing, the region is like one that is not configured.
      scope && 'region' in scope && scope.region === 'eu-west-1' ? 'INVALID_INPUT scope' : FORBIDDEN,
    ]);
  expect(await put('boards-owner', 'none', { projectArns: [boards, other] })).toBe(
    'NOT_FOUND scope.projectArns',
  );
});

it('a budget is seen by those that may read all of its scope', async () => {
  expect(await namesSeenBy('root')).toEqual(['all', 'boards', 'region', 'two']);
  expect(await namesSeenBy('reader')).toEqual(['all', 'boards', 'region', 'two']);
  expect(await namesSeenBy('region-owner')).toEqual(['boards', 'region', 'two']);
  expect(await namesSeenBy('boards-owner')).toEqual(['boards']);
  expect(await namesSeenBy('boards-operator')).toEqual(['boards']);
  expect(await namesSeenBy('stranger')).toEqual([]);
});

it('a name that a hidden budget has answers as FORBIDDEN does, whatever is done with it', async () => {
  const mine = { projectArns: [boards] };
  const [taken, notMine] = [await put('boards-owner', 'all', mine), await put('boards-owner', 'new', null)];
  expect([taken, notMine]).toEqual([FORBIDDEN, notMine]);
  expect(taken).toBe(notMine);
  expect(await put('boards-owner', 'all', mine, { mustBeNew: true })).toBe(taken);
  expect(await put('boards-owner', 'all', mine, { dryRun: true })).toBe(taken);
  expect(await change('boards-owner', 'deleteBudget', { name: 'all' })).toBe(taken);
  expect(await change('boards-owner', 'deleteBudget', { name: 'nothing' })).toBe('NOT_FOUND name');
  // Not even whether the name is taken shows to callers that own nothing.
  for (const name of ['all', 'nothing']) expect(await change('reader', 'deleteBudget', { name })).toBe(taken);
  expect(await namesSeenBy('root')).toEqual(['all', 'boards', 'region', 'two']);
});

it('a visible budget is changed by its owners alone, also where the new scope is theirs', async () => {
  expect(await put('boards-owner', 'two', { projectArns: [boards] })).toEqual(FORBIDDEN);
  expect(await put('boards-operator', 'boards', { projectArns: [boards] })).toEqual(FORBIDDEN);
  expect(await change('boards-operator', 'deleteBudget', { name: 'boards' })).toEqual(FORBIDDEN);
  expect(await put('region-owner', 'boards', { projectArns: [boards] })).toBe('done');
});

it('its node is not there for others, and the subject that put it shows to owners and to itself', async () => {
  const node = async (as: string, id: string) => {
    const { data } = await ask<{ node: Budget | null }>(
      gateway,
      bearer(keyOf(as)),
      `query ($id: ID!) { node(id: $id) { id ... on Budget { name updatedBy } } }`,
      { id },
    );
    return data?.node;
  };
  const { data } = await ask<{ budgets: { nodes: Budget[] } }>(
    gateway,
    bearer(keyOf('root')),
    `{ budgets { nodes { ${BUDGET} } } }`,
  );
  const idOf = (name: string) => data?.budgets.nodes.find((it) => it.name === name)?.id ?? '';
  expect(await node('root', idOf('all'))).toMatchObject({ name: 'all', updatedBy: 'root' });
  expect(await node('reader', idOf('all'))).toMatchObject({ name: 'all', updatedBy: null });
  expect(await node('boards-owner', idOf('all'))).toBeNull();
  expect(await node('region-owner', idOf('boards'))).toMatchObject({ updatedBy: 'region-owner' });
  expect(await node('boards-owner', idOf('boards'))).toMatchObject({ updatedBy: 'region-owner' });
  expect(await node('boards-operator', idOf('boards'))).toMatchObject({ updatedBy: null });
});
