import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { NO_RATES } from '../../support/models.js';
import { until } from '../../support/until.js';
import { ACCOUNTS } from '../demo.js';

const ARN = 'arn:aws:rekognition:us-east-1';
const SOURCE = [`${ARN}:123456789012:project/brand-logos`];
const DESTINATION = [`${ARN}:111122223333:project/received-models`];
const BOTH = [...SOURCE, ...DESTINATION];
const SUBJECTS = {
  promoter: [{ role: 'owner', projects: BOTH }],
  owner: [{ role: 'owner', projects: DESTINATION }],
  viewer: [{ role: 'viewer', projects: DESTINATION }],
  operator: [{ role: 'operator', projects: BOTH }],
  seller: [
    { role: 'owner', projects: SOURCE },
    { role: 'viewer', projects: DESTINATION },
  ],
  buyer: [
    { role: 'viewer', projects: SOURCE },
    { role: 'owner', projects: DESTINATION },
  ],
  nobody: [],
};

const PROMOTE = `mutation ($input: PromoteModelVersionInput!) {
  promoteModelVersion(input: $input) { workflow { id } userErrors { code field } }
}`;
const CANCEL = `mutation ($id: ID!) {
  cancelWorkflow(input: { id: $id }) { workflow { state } userErrors { code field } }
}`;
const SHOW = `{ workflows { totalCount nodes {
  id state startedBy modelVersionArn modelVersion { arn } result { name } alias { name } failure { message } steps { name message }
} } }`;

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly startedBy: string | null;
  readonly modelVersionArn: string;
  readonly modelVersion: { readonly arn: string } | null;
}

let gateway: TestGateway;
let modelVersionArn: string;
const run = <T = Record<string, never>>(subject: string, query: string, variables?: object) =>
  ask<T>(gateway, bearer(keyOf(subject)), query, variables);
const show = async (subject: string) =>
  (await run<{ workflows: { nodes: Shown[] } }>(subject, SHOW)).data?.workflows.nodes ?? [];

beforeAll(async () => {
  gateway = await startGateway({
    ...{ ...NO_RATES, ACCOUNTS, EMULATOR_SPEED: '40', POLL_INTERVAL_MS: '100', AUTH: 'api-key' },
    ALLOWED_BUCKETS: 'bucket',
    API_KEYS: apiKeys(Object.keys(SUBJECTS)),
    GRANTS: JSON.stringify(
      Object.entries(SUBJECTS).flatMap(([subject, grants]) => grants.map((it) => ({ to: [subject], ...it }))),
    ),
  });
  const { data } = await run<{ projects: { nodes: { modelVersion: { arn: string } }[] } }>(
    'promoter',
    '{ projects(filter: { names: ["brand-logos"] }) { nodes { modelVersion(name: "agency-2") { arn } } } }',
  );
  modelVersionArn = data?.projects.nodes[0]?.modelVersion.arn ?? '';
});
afterAll(() => gateway.close());

const promote = (subject: string, more: object = {}) =>
  run<{ promoteModelVersion: { workflow: { id: string } | null; userErrors: object[] } }>(subject, PROMOTE, {
    input: {
      ...{ modelVersionArn, destinationProjectName: 'received-models', destinationAccountId: '111122223333' },
      ...{ versionName: 'promoted', aliasName: 'champion', outputConfig: { s3Bucket: 'bucket' } },
      ...more,
    },
  });

it('a promotion shows to those that may read its destination, without what they may not read', async () => {
  const begun = await promote('promoter');
  const id = begun.data?.promoteModelVersion.workflow?.id;
  await until(async () => (await show('promoter'))[0]?.state === 'SUCCEEDED');
  expect(await show('nobody')).toEqual([]);
  expect(await show('promoter')).toMatchObject([
    { id, startedBy: 'promoter', modelVersionArn, modelVersion: { arn: modelVersionArn } },
  ]);
  expect(await show('owner')).toMatchObject([{ id, startedBy: 'promoter', modelVersion: null }]);
  const [seen] = await show('viewer');
  expect(seen).toMatchObject({ id, startedBy: null, modelVersion: null, result: { name: 'promoted' } });
  expect(seen?.modelVersionArn).toContain(':111122223333:project/received-models/version/promoted/');
  expect(JSON.stringify(await show('viewer'))).not.toMatch(/123456789012|brand-logos/);
  const { data } = await run<{ node: object | null }>('nobody', 'query ($id: ID!) { node(id: $id) { id } }', {
    id,
  });
  expect(data?.node).toBeNull();
});

it.each([
  ['operator', 'FORBIDDEN'],
  ['seller', 'FORBIDDEN'],
  ['buyer', 'FORBIDDEN'],
])('%s may not promote, and nothing happens', async (subject, code) => {
  const before = await show('promoter');
  expect((await promote(subject)).errors?.[0]?.extensions.code).toBe(code);
  expect(
    (await promote(subject, { destinationProjectName: 'no-such-project' })).errors?.[0]?.extensions.code,
  ).toBe(code);
  expect(await show('promoter')).toEqual(before);
});

it('what a caller may not read is as if it were not there', async () => {
  const { data } = await promote('owner');
  expect(data?.promoteModelVersion.userErrors).toMatchObject([
    { code: 'INVALID_INPUT', field: ['modelVersionArn'] }, // as of an account that is not served
  ]);
});

it('only the one that started it and owners may cancel', async () => {
  await gateway.control.addFault({ operation: 'CopyProjectVersion', error: 'ThrottlingException' });
  const begun = await promote('promoter', { versionName: 'cancelled', aliasName: 'other' });
  const id = begun.data?.promoteModelVersion.workflow?.id;
  const callsFor = async (subject: string) => {
    type Planned = { cancelWorkflow: { plan: { calls: { operation: string; arn: string }[] } } };
    const { data } = await run<Planned>(
      subject,
      'mutation ($id: ID!) { cancelWorkflow(input: { id: $id, dryRun: true }) { plan { calls { operation arn accountId } } } }',
      { id },
    );
    return data?.cancelWorkflow.plan.calls ?? [];
  };
  await until(async () => (await callsFor('promoter')).some(({ arn }) => arn.includes('/brand-logos/')));
  for (const seen of [await callsFor('owner'), await show('owner')])
    expect(JSON.stringify(seen)).not.toMatch(/123456789012|brand-logos/);
  expect((await run('viewer', CANCEL, { id })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await run('nobody', CANCEL, { id })).data).toMatchObject({
    cancelWorkflow: { workflow: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] },
  });
  expect((await run('nobody', CANCEL, { id: 'no-id' })).data).toMatchObject({
    cancelWorkflow: { userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] },
  });
  expect((await run('owner', CANCEL, { id })).data).toMatchObject({
    cancelWorkflow: { workflow: { state: 'UNDOING' }, userErrors: [] },
  });
});
