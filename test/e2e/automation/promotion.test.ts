import {
  CancelWorkflowDocument,
  ListWorkflowsDocument,
  PromoteModelDocument,
} from '../../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { NO_RATES } from '../../support/models.js';
import { until } from '../../support/until.js';
import {
  ACCOUNTS,
  HOME,
  OUTPUT,
  PARTNER,
  PARTNER_EU,
  projectArnOf,
  refusals,
  versionArnOf,
} from '../demo.js';
import { WORKFLOW_PAGE } from '../documents.js';

const CHANGES = /^(Create|Put|Copy|Delete|Start|Stop)/;

let gateway: TestGateway;
const start = async (speed = '40') => {
  gateway = await startGateway({ ...NO_RATES, ACCOUNTS, EMULATOR_SPEED: speed, POLL_INTERVAL_MS: '100' });
};

async function promote(input: Record<string, unknown>) {
  const { promoteModelVersion } = await gateway.run(PromoteModelDocument, {
    input: { outputConfig: OUTPUT, ...input } as never,
  });
  return promoteModelVersion;
}

async function workflow(id: string | undefined) {
  const { workflows } = await gateway.run(ListWorkflowsDocument, {});
  const found = workflows.nodes.find((it) => it.id === id);
  if (!found) throw new Error(`no workflow ${id}`);
  return found;
}

async function ended(id: string | undefined) {
  await until(async () => (await workflow(id)).endedAt !== null);
  return workflow(id);
}

/** Moves AWS's clock ahead until it is so. */
async function untilOnAWS(isSo: () => Promise<boolean>): Promise<void> {
  await until(async () => {
    await gateway.control.advance(500);
    return isSo();
  });
}

/** The changes that AWS was asked for, in order, as `operation account`. */
async function changes(): Promise<string[]> {
  const { requests } = await gateway.control.requests();
  return requests.filter((it) => CHANGES.test(it.operation)).map((it) => `${it.operation} ${it.account}`);
}

async function policiesOf(arn: string): Promise<string[]> {
  const { data } = await gateway.query<{ project: { policies: { nodes: { policyName: string }[] } } }>(
    'query ($arn: ProjectArn!) { project(arn: $arn) { policies { nodes { policyName } } } }',
    { arn },
  );
  return data?.project.policies.nodes.map((it) => it.policyName) ?? [];
}

const stepsOf = ({ steps }: Awaited<ReturnType<typeof workflow>>) =>
  steps.map(({ name, state }) => `${name}: ${state}`);

const source = () => versionArnOf(gateway, 'brand-logos', 'agency-2');
const sourceProject = () => projectArnOf(gateway, 'brand-logos');
const toPartner = { destinationProjectName: 'production', destinationAccountId: PARTNER.accountId };

describe('a promotion', () => {
  beforeEach(() => start());
  afterEach(() => gateway.close());

  it('into another account makes the project, shares the one version while it copies, and names the copy', async () => {
    const input = {
      modelVersionArn: await source(),
      ...toPartner,
      versionName: 'from-test',
      aliasName: 'champion',
    };
    const foreseen = await promote({ ...input, dryRun: true });
    expect(foreseen).toMatchObject({ workflow: null, userErrors: [] });
    expect(await changes()).toEqual([]);
    const { userErrors, workflow: begun } = await promote(input);
    expect(userErrors).toEqual([]);
    const done = await ended(begun?.id);
    expect(done.failure).toBeNull();
    expect(stepsOf(done)).toEqual([
      'find or make project: DONE',
      'put policy: DONE',
      'copy: DONE',
      'take policy away: DONE',
      'move alias champion: DONE',
    ]);
    const { modelVersionArn } = input;
    expect(done).toMatchObject({
      state: 'SUCCEEDED',
      modelVersionArn,
      result: { status: 'COPYING_COMPLETED' },
    });
    expect(await changes()).toEqual([
      `CreateProject ${PARTNER.accountId}`,
      `PutProjectPolicy ${HOME.accountId}`,
      `CopyProjectVersion ${PARTNER.accountId}`,
      `DeleteProjectPolicy ${HOME.accountId}`,
    ]);
    expect(foreseen.plan?.calls.map((it) => `${it.operation} ${it.accountId}`)).toEqual(await changes());
    expect(await policiesOf(await sourceProject())).toEqual([]);
  });

  it('shares the one version with the role that the gateway assumes there, and with nobody else', async () => {
    const modelVersionArn = await source();
    await ended((await promote({ modelVersionArn, ...toPartner, versionName: 'v1' })).workflow?.id);
    const { requests } = await gateway.control.requests();
    const put = requests.find((it) => it.operation === 'PutProjectPolicy');
    expect(JSON.parse(String(put?.input?.PolicyDocument))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:role/gateway' },
          Action: 'rekognition:CopyProjectVersion',
          Resource: modelVersionArn,
        },
      ],
    });
  });

  it('within an account needs no policy', async () => {
    const destinationProjectArn = await projectArnOf(gateway, 'shelf-gaps');
    const input = { modelVersionArn: await source(), destinationProjectArn, versionName: 'copy' };
    const done = await ended((await promote(input)).workflow?.id);
    expect(stepsOf(done)).toEqual(['find or make project: SKIPPED', 'copy: DONE']);
    expect(await changes()).toEqual([`CopyProjectVersion ${HOME.accountId}`]);
  });

  it('puts no policy where those of the source allow the copy already', async () => {
    const modelVersionArn = await versionArnOf(gateway, 'circuit-boards', 'v1');
    const input = { modelVersionArn, ...toPartner, versionName: 'v1' };
    const { plan } = await promote({ ...input, dryRun: true });
    expect(plan?.calls.map((it) => it.operation)).toEqual(['CreateProject', 'CopyProjectVersion']);
    const done = await ended((await promote(input)).workflow?.id);
    expect(stepsOf(done).slice(1)).toEqual([
      'put policy: SKIPPED',
      'copy: DONE',
      'take policy away: SKIPPED',
    ]);
  });

  it('takes everything back where AWS cannot copy', async () => {
    await gateway.control.addFault({ operation: 'CopyProjectVersion', outcome: 'FAILED', count: 1 });
    const input = { modelVersionArn: await source(), ...toPartner, versionName: 'v1', aliasName: 'champion' };
    const failed = await ended((await promote(input)).workflow?.id);
    expect(failed).toMatchObject({
      ...{ state: 'FAILED', result: null, isCancellable: false },
      failure: { code: 'UPSTREAM_FAILED', retryAt: null },
    });
    expect(stepsOf(failed)).toEqual([
      'find or make project: UNDONE',
      'put policy: UNDONE',
      'copy: FAILED',
      'take policy away: PENDING',
      'move alias champion: PENDING',
    ]);
    expect((await changes()).slice(-3)).toEqual([
      `DeleteProjectVersion ${PARTNER.accountId}`,
      `DeleteProjectPolicy ${HOME.accountId}`,
      `DeleteProject ${PARTNER.accountId}`,
    ]);
    expect(await projectArnOf(gateway, 'production', PARTNER)).toBe('no project production');
    expect((await promote(input)).userErrors).toEqual([]); // the names are free again
  });

  it('that is cancelled waits for the end of the copy, and deletes it', async () => {
    await gateway.close();
    await start('0.1'); // the copy takes a minute, unless the emulator's clock is moved
    const input = { modelVersionArn: await source(), ...toPartner, versionName: 'v1' };
    const id = (await promote(input)).workflow?.id ?? '';
    await untilOnAWS(async () => (await changes()).some((it) => it.startsWith('Copy')));
    await until(async () => (await workflow(id)).steps[2]?.message === 'AWS is copying it.');
    const { cancelWorkflow: foreseen } = await gateway.run(CancelWorkflowDocument, { id, dryRun: true });
    const planned = foreseen.plan?.calls.map((it) => it.operation);
    expect((await workflow(id)).state).toBe('RUNNING');
    const { cancelWorkflow: cancelled } = await gateway.run(CancelWorkflowDocument, { id });
    expect(cancelled).toMatchObject({ workflow: { state: 'UNDOING' }, userErrors: [] });
    expect(await changes()).toHaveLength(3);
    await untilOnAWS(async () => (await workflow(id)).endedAt !== null);
    expect(await workflow(id)).toMatchObject({ state: 'CANCELLED', failure: null, result: null });
    expect((await changes()).slice(3)).toEqual([
      `DeleteProjectVersion ${PARTNER.accountId}`,
      `DeleteProjectPolicy ${HOME.accountId}`,
      `DeleteProject ${PARTNER.accountId}`,
    ]);
    expect(planned).toEqual(['DeleteProjectVersion', 'DeleteProjectPolicy', 'DeleteProject']);
    const { cancelWorkflow: again } = await gateway.run(CancelWorkflowDocument, { id });
    expect(refusals(again)).toEqual(['IN_USE id']);
  });

  it('leaves a policy that somebody else has changed meanwhile, and says so', async () => {
    const modelVersionArn = await source();
    const id = (await promote({ modelVersionArn, ...toPartner, versionName: 'v1' })).workflow?.id;
    const projectArn = await sourceProject();
    await until(async () => (await changes()).some((it) => it.startsWith('Put')));
    const { data } = await gateway.query<{
      project: {
        policies: { nodes: { policyName: string; policyRevisionId: string; policyDocument: object }[] };
      };
    }>(
      'query ($arn: ProjectArn!) { project(arn: $arn) { policies { nodes { policyName policyRevisionId policyDocument } } } }',
      { arn: projectArn },
    );
    const [policy] = data?.project.policies.nodes ?? [];
    await gateway.query(
      'mutation ($input: PutProjectPolicyInput!) { putProjectPolicy(input: $input) { userErrors { code } } }',
      {
        input: { projectArn, ...policy },
      },
    );
    const done = await ended(id);
    expect(done.state).toBe('SUCCEEDED');
    expect(done.steps[3]).toMatchObject({
      state: 'LEFT',
      message: expect.stringContaining('Somebody has changed'),
    });
    expect(await policiesOf(projectArn)).toEqual([policy?.policyName]);
  });
});

describe('a promotion is refused before anything happens', () => {
  beforeAll(() => start());
  afterAll(() => gateway.close());
  beforeEach(() => gateway.control.clearRequests());

  it.each<[string, () => Promise<Record<string, unknown>>, string]>([
    [
      'where regions differ',
      async () => ({ destinationProjectArn: await projectArnOf(gateway, 'label-reader', PARTNER_EU) }),
      'INVALID_INPUT destinationProjectArn',
    ],
    ['without a destination', async () => ({}), 'INVALID_INPUT destinationProjectArn'],
    [
      'with two destinations',
      async () => ({ ...toPartner, destinationProjectArn: await projectArnOf(gateway, 'shelf-gaps') }),
      'INVALID_INPUT destinationProjectArn',
    ],
    [
      'where the account is not served',
      async () => ({ ...toPartner, destinationAccountId: '999999999999' }),
      'INVALID_INPUT destinationAccountId',
    ],
    [
      'where the name is taken',
      async () => ({ destinationProjectName: 'circuit-boards-staging', versionName: 'from-v3' }),
      'ALREADY_EXISTS versionName',
    ],
    [
      'where the destination takes no copies',
      async () => ({ destinationProjectName: 'chat-moderation' }),
      'INVALID_INPUT destinationProjectName',
    ],
    [
      'where the destination is gone',
      async () => ({ destinationProjectArn: 'arn:aws:rekognition:us-east-1:123456789012:project/gone/1' }),
      'NOT_FOUND destinationProjectArn',
    ],
    [
      'where the source is not trained',
      async () => ({ ...toPartner, modelVersionArn: await versionArnOf(gateway, 'circuit-boards', 'v2') }),
      'INVALID_INPUT modelVersionArn',
    ],
    [
      'where the source is gone',
      async () => ({
        ...toPartner,
        modelVersionArn: 'arn:aws:rekognition:us-east-1:123456789012:project/brand-logos/version/gone/1',
      }),
      'NOT_FOUND modelVersionArn',
    ],
    [
      'with a name that no alias can have',
      async () => ({ ...toPartner, aliasName: 'Champion' }),
      'INVALID_INPUT aliasName',
    ],
  ])('%s, dry or in earnest', async (_where, more, refusal) => {
    const input = { modelVersionArn: await source(), versionName: 'v1', ...(await more()) };
    const dry = await promote({ ...input, dryRun: true });
    expect(refusals(dry)).toEqual([refusal]);
    expect(dry.plan?.calls).toEqual([]);
    expect(refusals(await promote(input))).toEqual([refusal]);
    expect(await changes()).toEqual([]);
  });

  it('while another one is about the same copy or alias', async () => {
    const input = { modelVersionArn: await source(), ...toPartner, versionName: 'v1', aliasName: 'champion' };
    await gateway.control.addFault({ operation: 'CreateProject', error: 'ThrottlingException' });
    const id = (await promote(input)).workflow?.id;
    expect(refusals(await promote({ ...input, aliasName: 'other' }))).toEqual(['IN_USE -']);
    expect(refusals(await promote({ ...input, versionName: 'v2', dryRun: true }))).toEqual(['IN_USE -']);
    const { workflow: other } = await promote({ ...input, versionName: 'v2', aliasName: 'other' });
    const list = async (states: string[]) =>
      (await gateway.run(ListWorkflowsDocument, { filter: { states } as never })).workflows.totalCount;
    expect(await list(['RUNNING'])).toBe(2);
    const pages = await gateway.query<{ workflows: { edges: { cursor: string; node: { id: string } }[] } }>(
      WORKFLOW_PAGE,
    );
    const [edge] = pages.data?.workflows.edges ?? [];
    const next = await gateway.query<typeof pages.data>(WORKFLOW_PAGE, { after: edge?.cursor });
    expect([edge, next.data?.workflows.edges[0]].map((it) => it?.node.id)).toEqual([other?.id, id]);
    const projectArns = [await projectArnOf(gateway, 'shelf-gaps')];
    const none = await gateway.query(WORKFLOW_PAGE, { projectArns });
    expect(none.data?.workflows).toMatchObject({ totalCount: 0 });
    for (const it of [id, other?.id]) await gateway.run(CancelWorkflowDocument, { id: it ?? '' });
    await gateway.control.clearFaults();
  });

  it('where the destination has all the aliases that a project may have, unless it moves one of them', async () => {
    const projectArn = await sourceProject();
    const modelVersionArn = await source();
    const aliases = Array.from({ length: 100 }, (_, index) => `a${index}`);
    for (const name of aliases)
      await gateway.query(
        'mutation ($input: PutModelAliasInput!) { putModelAlias(input: $input) { userErrors { code } } }',
        { input: { projectArn, modelVersionArn, name } },
      );
    const into = { modelVersionArn, destinationProjectArn: projectArn, versionName: 'again', dryRun: true };
    expect(refusals(await promote({ ...into, aliasName: 'one-more' }))).toEqual(['QUOTA_EXCEEDED aliasName']);
    expect(refusals(await promote({ ...into, aliasName: 'a99' }))).toEqual([]);
  });

  it('where five policies leave no room for one more', async () => {
    const projectArn = await sourceProject();
    const modelVersionArn = await source();
    const policyDocument = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: { AWS: '444455556666' },
          Action: 'rekognition:CopyProjectVersion',
          Resource: modelVersionArn,
        },
      ],
    };
    for (let index = 0; index < 5; index += 1)
      await gateway.query(
        'mutation ($input: PutProjectPolicyInput!) { putProjectPolicy(input: $input) { userErrors { code } } }',
        {
          input: { projectArn, policyName: `p${index}`, policyDocument },
        },
      );
    expect(refusals(await promote({ modelVersionArn, ...toPartner, versionName: 'one-more' }))).toEqual([
      'QUOTA_EXCEEDED -',
    ]);
  });
});
