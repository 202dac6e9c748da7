import { apiKeys, ask, bearer, FOLLOW, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { until } from '../../support/until.js';
import { ALWAYS_FRESH, projectArnOf, versionArnOf } from '../demo.js';

const ACCOUNT = '123456789012';
const BOARDS = `arn:aws:rekognition:us-east-1:${ACCOUNT}:project/circuit-boards`;
const SUBJECTS = ['root', 'region-owner', 'boards-owner', 'boards-operator', 'reader', 'tagged', 'stranger'];

let gateway: TestGateway;
/** Asks as root. */
let asRoot: TestGateway;
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
  asRoot = {
    ...gateway,
    query: (query: string, variables?: object) => ask(gateway, bearer(keyOf('root')), query, variables),
  } as never;
  boards = await projectArnOf(asRoot, 'circuit-boards');
  other = await projectArnOf(asRoot, 'shelf-gaps');
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

it('a refusal, a stop and an event name a budget only to callers that may see it', async () => {
  const arn = await versionArnOf(asRoot, 'circuit-boards', 'v4'); // it runs
  const { data } = await ask<{ eventCursor: string }>(gateway, bearer(keyOf('root')), '{ eventCursor }');
  const after = data?.eventCursor;
  await gateway.control.addFault({
    operation: 'StopProjectVersion',
    error: 'AccessDeniedException',
    httpStatus: 400,
  });
  const done = await put('root', 'all', null, {
    monthly: { amount: '0.0001', currencyCode: 'USD' },
    thresholds: ['REFUSE_STARTS', 'STOP_MODELS'].map((action) => ({ percent: 1, action })),
  });
  const START = `mutation ($arn: ModelVersionArn!) {
    startModelVersion(input: { modelVersionArn: $arn, minInferenceUnits: 1, dryRun: true }) { userErrors { code message } }
  }`;
  const refusal = async (as: string) => {
    type Started = { startModelVersion: { userErrors: { code: string; message: string }[] } };
    const { data } = await ask<Started>(gateway, bearer(keyOf(as)), START, { arn });
    return data?.startModelVersion.userErrors.find((it) => it.code === 'BUDGET_EXCEEDED')?.message;
  };
  const setBy = async (as: string) => {
    type Shown = { modelVersion: { plannedStop: { setBy: string | null } | null } };
    const query = `{ modelVersion(arn: "${arn}") { plannedStop { setBy } } }`;
    const { data } = await ask<Shown>(gateway, bearer(keyOf(as)), query);
    return data?.modelVersion.plannedStop?.setBy;
  };
  expect(done).toBe('done');
  await until(async () => (await setBy('root')) === 'automation:budget/all');
  expect(await setBy('boards-owner')).toBe('automation:budget');
  expect(await setBy('boards-operator')).toBeNull();
  expect(await refusal('root')).toMatch(/the budget all of 0\.0001 USD a month lets nothing more start/);
  const unnamed =
    'modelVersionArn: a budget lets nothing more start here until the month ends or it is raised.';
  expect(await refusal('boards-owner')).toBe(unnamed);
  expect(await refusal('boards-operator')).toBe(unnamed);

  const SUBSCRIBE = `subscription ($after: String!) {
    events(after: $after, kinds: [BUDGET_THRESHOLD_REACHED, BOOKMARK], bookmarks: true) {
      kind thresholdPercent message budget { name }
    }
  }`;
  type Told = {
    data: { events: { kind: string; thresholdPercent: number; budget: { name: string } | null } };
  };
  const [seen, unseen] = ['reader', 'boards-owner'].map((as) =>
    FOLLOW.SSE(gateway, bearer(keyOf(as)), SUBSCRIBE, { after }),
  );
  await until(() => (seen?.events.length ?? 0) >= 2);
  expect(((seen?.events ?? []) as Told[]).slice(0, 2).map(({ data: { events } }) => events)).toEqual(
    ['REFUSE_STARTS', 'STOP_MODELS'].map(() =>
      expect.objectContaining({
        kind: 'BUDGET_THRESHOLD_REACHED',
        thresholdPercent: 1,
        budget: { name: 'all' },
      }),
    ),
  );
  expect(unseen?.events).toEqual([]);
  for (const it of [seen, unseen]) it?.stop();
});
