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

const CHANGES = /^(Create|Put|Copy|Delete|Start|Stop)/;

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway({ ...NO_RATES, ACCOUNTS, EMULATOR_SPEED: '20', POLL_INTERVAL_MS: '100' });
});
afterEach(() => gateway.close());

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

describe('a promotion', () => {
  it('into another account makes the project, shares the one version while it copies, and names the copy', async () => {
    const modelVersionArn = await versionArnOf(gateway, 'brand-logos', 'agency-2');
    const { userErrors, workflow: begun } = await promote({
      ...{ modelVersionArn, destinationProjectName: 'production', destinationAccountId: PARTNER.accountId },
      ...{ versionName: 'from-test', aliasName: 'champion' },
    });
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
    expect(await policiesOf(await projectArnOf(gateway, 'brand-logos'))).toEqual([]);
  });
});
void [CancelWorkflowDocument, PARTNER_EU, refusals];
