import { type Client, createClient, GatewayError, PutAliasDocument } from '../../../src/client/index.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ACCOUNTS, projectArnOf } from '../demo.js';

let gateway: TestGateway;
let client: Client;
beforeAll(async () => {
  gateway = await startGateway({ ACCOUNTS, POLL_INTERVAL_MS: '100' });
  client = createClient({ url: gateway.url });
});
afterAll(() => gateway.close());

const failureOf = (finding: Promise<unknown>) =>
  finding.then(
    () => null,
    (error: unknown) => (error instanceof GatewayError ? [error.code, error.message] : error),
  );

async function name(alias: string, version: string): Promise<string> {
  const { arn } = await client.findModel({ project: 'circuit-boards', version });
  const projectArn = await projectArnOf(gateway, 'circuit-boards');
  await client.mutate(PutAliasDocument, { input: { projectArn, name: alias, modelVersionArn: arn } });
  return arn;
}

describe('findModel', () => {
  it('finds a model by an alias, and another once the alias was moved', async () => {
    const v3 = await name('champion', 'v3');
    const champion = () => client.findModel({ project: 'circuit-boards', alias: 'champion' });
    expect(await champion()).toMatchObject({ arn: v3, name: 'v3', status: 'STOPPED' });
    const v4 = await name('champion', 'v4');
    expect(await champion()).toMatchObject({ arn: v4, name: 'v4', status: 'RUNNING' });
  });

  it('says what there is none of', async () => {
    await name('staging', 'v1');
    const find = (project: string, alias: string) => failureOf(client.findModel({ project, alias }));
    expect(await find('circuit-boards', 'champ')).toEqual([
      'NOT_FOUND',
      'There is no alias champ in circuit-boards, or you may not see it.',
    ]);
    expect(await find('no-such', 'staging')).toEqual([
      'NOT_FOUND',
      'There is no alias staging in no-such, or you may not see it.',
    ]);
    expect(await failureOf(client.findModel({ project: 'circuit-boards', version: 'v9' }))).toEqual([
      'NOT_FOUND',
      'There is no version v9 in circuit-boards, or you may not see it.',
    ]);
  });
});
