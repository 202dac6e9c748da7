import {
  CopyModelDocument,
  CreateProjectDocument,
  ShowModelDocument,
  StartModelDocument,
} from '../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import {
  ACCOUNTS,
  ALWAYS_FRESH,
  HOME,
  OUTPUT,
  PARTNER,
  PARTNER_EU,
  projectArnOf,
  refusals,
  versionArnOf,
} from './demo.js';
import { LIST_PROJECTS, VERSIONS_BY_ARN, WHOLE_LOOKOUT_MODEL } from './documents.js';
import { CREATE_PROJECT_AT } from './mutation-documents.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ ...ALWAYS_FRESH, ACCOUNTS, EMULATOR_SPEED: '0.01' });
});
afterAll(() => gateway.close());

interface Projects {
  projects: { totalCount: number; nodes: { name: string; accountId: string; region: string }[] };
}

async function projects(filter?: object): Promise<string[]> {
  const { data } = await gateway.query<Projects>(LIST_PROJECTS, { first: 100, filter });
  return data?.projects.nodes.map((it) => `${it.name} ${it.accountId} ${it.region}`) ?? [];
}

describe('several accounts and regions behind one schema', () => {
  it('are listed together, newest first, and apart on demand', async () => {
    const all = await projects();
    expect(all).toHaveLength(9);
    expect(all.slice(0, 2)).toEqual([
      'shelf-gaps 123456789012 us-east-1',
      'label-reader 111122223333 eu-west-1',
    ]);
    expect(await projects({ accountId: '111122223333' })).toHaveLength(3);
    expect(await projects({ accountId: '111122223333', region: 'us-east-1' })).toEqual([
      'received-models 111122223333 us-east-1',
    ]);
    expect(await projects({ region: 'eu-west-1' })).toHaveLength(2);
    expect(await projects({ names: ['parcel-damage', 'shelf-gaps'] })).toHaveLength(2);
  });

  it('answer each ARN from its own place, with the role of its account', async () => {
    const arns = [
      await versionArnOf(gateway, 'circuit-boards', 'v4'),
      await versionArnOf(gateway, 'parcel-damage', 'v2', PARTNER_EU),
    ];
    await gateway.control.clearRequests();
    const { data } = await gateway.query(VERSIONS_BY_ARN, { arns });
    expect(data?.modelVersions).toMatchObject([{ name: 'v4' }, { name: 'v2' }]);
    const { requests } = await gateway.control.requests();
    const places = requests.map((it) => `${it.account} ${it.region}`);
    expect(new Set(places)).toEqual(new Set(['123456789012 us-east-1', '111122223333 eu-west-1']));
  });

  it('refuse an ARN of a place that is not configured, and only that one', async () => {
    const own = await versionArnOf(gateway, 'circuit-boards', 'v4');
    const foreign = own.replace('123456789012', '999999999999');
    const elsewhere = own.replace('us-east-1', 'eu-west-1');
    await gateway.control.clearRequests();
    const { data, errors = [] } = await gateway.query(VERSIONS_BY_ARN, { arns: [foreign, own, elsewhere] });
    expect(data?.modelVersions).toMatchObject([null, { name: 'v4' }, null]);
    expect(errors.map((it) => it.path)).toEqual([
      ['modelVersions', 0],
      ['modelVersions', 2],
    ]);
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('Account 999999999999 in region us-east-1 is not configured'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const { requests } = await gateway.control.requests();
    expect(new Set(requests.map((it) => it.account))).toEqual(new Set(['123456789012']));

    const { startModelVersion } = await gateway.run(StartModelDocument, { modelVersionArn: foreign });
    expect(refusals(startModelVersion)).toEqual(['INVALID_INPUT modelVersionArn']);
  });

  it('take new projects where the input says, by default the first', async () => {
    const create = async (input: object) => {
      const { data } = await gateway.query<{ createProject: { project: object; userErrors: [] } }>(
        CREATE_PROJECT_AT,
        { accountId: null, region: null, ...input },
      );
      return data?.createProject;
    };
    expect((await create({ projectName: 'by-default' }))?.project).toMatchObject(HOME);
    expect(
      (await create({ projectName: 'at-partner', accountId: PARTNER.accountId }))?.project,
    ).toMatchObject(PARTNER);
    expect((await create({ projectName: 'in-europe', region: 'eu-west-1' }))?.project).toMatchObject(
      PARTNER_EU,
    );
    const refused = async (input: object) =>
      refusals((await create({ projectName: 'x', ...input })) ?? { userErrors: [] });
    expect(await refused({ accountId: '999999999999' })).toEqual(['INVALID_INPUT accountId']);
    expect(await refused({ region: 'mars-1' })).toEqual(['INVALID_INPUT region']);
    expect(await refused({ accountId: HOME.accountId, region: 'eu-west-1' })).toEqual([
      'INVALID_INPUT region',
    ]);
  });

  it('may share a project name', async () => {
    const create = (at: object) =>
      gateway.run(CreateProjectDocument, { input: { projectName: 'twins', ...at } });
    for (const at of [HOME, PARTNER, PARTNER_EU])
      expect((await create(at)).createProject.userErrors).toEqual([]);
    expect(await projects({ names: ['twins'] })).toHaveLength(3);
  });

  it('have Lookout for Vision models of their own', async () => {
    const find = (at: object) =>
      gateway.query(WHOLE_LOOKOUT_MODEL, { projectName: 'anodized-lids', modelVersion: '1', ...at });
    expect((await find({})).data?.lookoutVisionModel).toMatchObject({ status: 'TRAINED' });
    expect((await find(PARTNER)).data).toEqual({ lookoutVisionModel: null });
    expect((await find({ accountId: '999999999999' })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', field: ['accountId'] } },
    ]);
  });
});

describe('a copy out of another account', () => {
  async function copy(sourceVersion: string, destination: string) {
    const input = {
      sourceModelVersionArn: sourceVersion,
      destinationProjectArn: destination,
      versionName: 'from-boards',
      outputConfig: OUTPUT,
    };
    return (await gateway.run(CopyModelDocument, { input })).copyModelVersion;
  }

  it("is made in the destination's account, if a policy of the source's project allows it", async () => {
    const source = await versionArnOf(gateway, 'circuit-boards', 'v3');
    const destination = await projectArnOf(gateway, 'received-models', PARTNER);
    const copied = await copy(source, destination);
    expect(copied).toMatchObject({
      userErrors: [],
      modelVersion: { status: 'COPYING_IN_PROGRESS', sourceModelVersionArn: source },
    });
    expect(copied.modelVersion?.arn).toContain(':111122223333:project/received-models/version/from-boards/');
    const { modelVersion } = await gateway.run(ShowModelDocument, { arn: copied.modelVersion?.arn ?? '' });
    expect(modelVersion).toMatchObject({ sourceModelVersion: { arn: source, name: 'v3' } });
  });

  it('is denied without a policy, in words that name no role', async () => {
    const source = await versionArnOf(gateway, 'crop-health', '2026-harvest.2');
    const destination = await projectArnOf(gateway, 'received-models', PARTNER);
    await expect(copy(source, destination)).rejects.toThrow('UPSTREAM_ACCESS_DENIED');
    await expect(copy(source, destination)).rejects.not.toThrow(/assumed-role|role\/gateway/);
  });

  it('stays within a region, and AWS is not called', async () => {
    const source = await versionArnOf(gateway, 'parcel-damage', 'v1', PARTNER_EU);
    const destination = await projectArnOf(gateway, 'received-models', PARTNER);
    await gateway.control.clearRequests();
    const refused = await copy(source, destination);
    expect(refusals(refused)).toEqual(['INVALID_INPUT destinationProjectArn']);
    expect(refused.userErrors[0]?.message).toBe(
      "destinationProjectArn: expected a project in the source's region, eu-west-1.",
    );
    expect((await gateway.control.requests()).counts).toEqual({});
  });
});
