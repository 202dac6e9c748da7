import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForeseeStartDocument } from '../../../schema/generated/operations.js';
import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ACCOUNTS, ALWAYS_FRESH, OUTPUT, PARTNER, projectArnOf, versionArnOf } from '../demo.js';
import { FORESEE } from '../mutation-documents.js';

const auditFile = join(mkdtempSync(join(tmpdir(), 'dry-run-')), 'audit.jsonl');

let gateway: TestGateway;
let [boards, trained, running] = ['', '', ''];

async function standUp(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  gateway = await startGateway({ ...ALWAYS_FRESH, ACCOUNTS, EMULATOR_SPEED: '1', ...settings });
  boards = await projectArnOf(gateway, 'circuit-boards');
  trained = await versionArnOf(gateway, 'circuit-boards', 'v3');
  running = await versionArnOf(gateway, 'circuit-boards', 'v4');
  await gateway.control.clearRequests();
}

afterEach(() => gateway.close());

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    {
      ...{ Effect: 'Allow', Principal: { AWS: '111122223333' } },
      ...{ Action: 'rekognition:CopyProjectVersion', Resource: '*', ...change },
    },
  ],
});

interface Payload {
  readonly plan: { readonly calls: object[]; readonly warnings: { code: string }[] } | null;
  readonly warnings?: { code: string }[];
  readonly userErrors: readonly { code: string; field: string[] | null }[];
}

async function change(mutation: string, input: object) {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  const { data, errors } = await gateway.query<Record<string, Payload>>(
    `mutation ($input: ${type}) { ${mutation}(input: $input) { plan { calls { operation } warnings { code } } userErrors { code field } } }`,
    { input },
  );
  return { ...data?.[mutation], error: errors?.[0]?.extensions.code };
}

const callsSent = async () => Object.keys((await gateway.control.requests()).counts).sort();

it('every mutation says what it would send, where, and sends nothing that changes anything', async () => {
  await standUp();
  const versionName = 'new';
  const inputs: Readonly<Record<string, object>> = {
    createProject: { projectName: 'new', ...PARTNER },
    deleteProject: { projectArn: boards },
    createModelVersion: { projectArn: boards, versionName, outputConfig: OUTPUT },
    startModelVersion: { modelVersionArn: trained, minInferenceUnits: 2 },
    stopModelVersion: { modelVersionArn: running },
    copyModelVersion: {
      ...{ sourceModelVersionArn: trained, destinationProjectArn: boards },
      ...{ versionName, outputConfig: OUTPUT },
    },
    deleteModelVersion: { modelVersionArn: running },
    putProjectPolicy: { projectArn: boards, policyName: 'new', policyDocument: policy({}) },
    deleteProjectPolicy: { projectArn: boards, policyName: 'none' },
  };
  const variables = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, { ...input, dryRun: true }]),
  );
  const { data, errors } = await gateway.query<Record<string, Payload>>(FORESEE, variables);
  expect(errors).toBeUndefined();
  const home = { accountId: '123456789012', region: 'us-east-1' };
  const money = (amount: string) => ({ amount, currencyCode: 'USD' });
  const call = (operation: string, arn: string | null, at: object = home, cost = '0') => ({
    plan: { calls: [{ operation, arn, ...at }], hourlyCostChange: money(cost), warnings: [] },
    userErrors: [],
  });
  const refused = (code: string, field: string) => ({
    plan: { calls: [], hourlyCostChange: money('0'), warnings: [] },
    userErrors: [{ code, field: [field] }],
  });
  expect(data).toEqual({
    createProject: call('CreateProject', null, PARTNER),
    deleteProject: refused('IN_USE', 'projectArn'),
    createModelVersion: call('CreateProjectVersion', boards),
    startModelVersion: { ...call('StartProjectVersion', trained, home, '8'), warnings: [] },
    stopModelVersion: call('StopProjectVersion', running, home, '-4'),
    copyModelVersion: call('CopyProjectVersion', boards),
    deleteModelVersion: refused('IN_USE', 'modelVersionArn'),
    putProjectPolicy: { ...call('PutProjectPolicy', boards), warnings: [] },
    deleteProjectPolicy: refused('NOT_FOUND', 'policyName'),
  });
  expect((await callsSent()).filter((it) => !/^(Describe|List|Get|Assume)/.test(it))).toEqual([]);
});

it('a start is foreseen, and refused by the guard rails as in earnest', async () => {
  await standUp({ MAX_RUNNING_MODELS: '1' });
  const { startModelVersion } = await gateway.run(ForeseeStartDocument, { modelVersionArn: trained });
  expect(startModelVersion).toMatchObject({
    plan: { calls: [], warnings: [] },
    userErrors: [{ code: 'QUOTA_EXCEEDED', field: ['modelVersionArn'] }],
  });
});

it('a gateway that is read-only refuses it as it refuses the change', async () => {
  const readOnlyFile = join(mkdtempSync(join(tmpdir(), 'read-only-')), 'read-only');
  writeFileSync(readOnlyFile, '');
  await standUp({ READ_ONLY_FILE: readOnlyFile });
  const input = { modelVersionArn: running };
  expect((await change('stopModelVersion', { ...input, dryRun: true })).error).toBe('FORBIDDEN');
  expect((await change('stopModelVersion', input)).error).toBe('FORBIDDEN');
});

it('what somebody may not do, a dry run does not tell them either', async () => {
  const grants = [{ to: ['ann'], role: 'viewer', projects: ['arn:aws:rekognition:*:*:project/circuit-*'] }];
  const protection = { AUTH: 'api-key', API_KEYS: apiKeys(['ann']), GRANTS: JSON.stringify(grants) };
  gateway = await startGateway({ ...ALWAYS_FRESH, ACCOUNTS, ...protection });
  const foresee = (projectName: string) =>
    ask<{ deleteModelVersion: Payload }>(
      gateway,
      bearer(keyOf('ann')),
      `mutation { deleteModelVersion(input: { dryRun: true, modelVersionArn: "arn:aws:rekognition:us-east-1:123456789012:project/${projectName}/version/v1/1700000000000" }) { plan { calls { operation } warnings { code } } userErrors { code field } } }`,
    );
  expect((await foresee('circuit-boards')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await foresee('hidden')).data?.deleteModelVersion).toEqual({
    plan: { calls: [], warnings: [] },
    userErrors: [{ code: 'NOT_FOUND', field: ['modelVersionArn'] }],
  });
});

it('warnings say what a policy means, in a dry run, in earnest, and of one that is refused', async () => {
  await standUp();
  const put = (policyName: string, policyDocument: object, dryRun: boolean) =>
    gateway.query<{ putProjectPolicy: Payload }>(
      `mutation ($input: PutProjectPolicyInput!) { putProjectPolicy(input: $input) { plan { calls { operation } warnings { code } } warnings { code } userErrors { code } } }`,
      { input: { projectArn: boards, policyName, policyDocument, dryRun } },
    );
  const told = [{ code: 'PUBLIC_POLICY' }];
  const everybody = policy({ Principal: '*' });
  const foreseen = await put('all', everybody, true);
  expect(foreseen.data?.putProjectPolicy).toEqual({
    plan: { calls: [{ operation: 'PutProjectPolicy' }], warnings: told },
    ...{ warnings: told, userErrors: [] },
  });
  const made = await put('all', everybody, false);
  expect(made.data?.putProjectPolicy).toEqual({ plan: null, warnings: told, userErrors: [] });
  const wrong = policy({ Action: 's3:GetObject', Principal: { AWS: ['999999999999', '*'] } });
  const refused = await put('wrong', wrong, true);
  const codes = ['PUBLIC_POLICY', 'UNKNOWN_ACTION', 'ACCOUNT_NOT_CONFIGURED'].map((code) => ({ code }));
  expect(refused.data?.putProjectPolicy).toEqual({
    plan: { calls: [], warnings: codes },
    ...{ warnings: codes, userErrors: [{ code: 'MALFORMED_POLICY' }] },
  });
});

it('the audit says of a dry run that it is one', async () => {
  await standUp({ AUDIT_FILE: auditFile });
  await change('stopModelVersion', { modelVersionArn: running, dryRun: true });
  await change('deleteModelVersion', { modelVersionArn: running, dryRun: true });
  const lines = readFileSync(auditFile, 'utf8').trimEnd().split('\n');
  expect(lines.map((it) => JSON.parse(it))).toMatchObject([
    { kind: 'intent', mutation: 'stopModelVersion', isDryRun: true },
    { kind: 'outcome', result: 'dry run' },
    { kind: 'intent', mutation: 'deleteModelVersion', isDryRun: true },
    { kind: 'outcome', result: 'IN_USE' },
  ]);
});

it('a dry run neither stores an idempotency key nor reads one', async () => {
  await standUp();
  const input = { modelVersionArn: running, idempotencyKey: 'stop-1' };
  const foreseen = { plan: { calls: [{ operation: 'StopProjectVersion' }], warnings: [] }, userErrors: [] };
  expect(await change('stopModelVersion', { ...input, dryRun: true })).toMatchObject(foreseen);
  expect(await change('stopModelVersion', input)).toMatchObject({ plan: null, userErrors: [] });
  expect(await change('stopModelVersion', { ...input, dryRun: true })).toMatchObject({
    userErrors: [{ code: 'IN_USE' }],
  });
  expect(await change('stopModelVersion', { ...input, dryRun: false })).toMatchObject({ userErrors: [] });
});
