import type { AccountAccess } from '../../src/upstream/aws/clients.js';
import { findOwnAccount } from '../../src/upstream/aws/own-account.js';
import { until } from '../support/until.js';
import { aCallContext, failing } from './upstream-stage.js';
import { HERE, newCopy, setUpstreamWorld } from './upstream-world.js';

const PARTNER: AccountAccess = {
  accountId: '111122223333',
  region: 'us-east-1',
  roleArn: 'arn:aws:iam::111122223333:role/path/Gateway',
  externalId: 'secret-1',
};
const world = setUpstreamWorld({ data: 'demo' }, [HERE, { ...HERE, region: 'eu-west-1' }, PARTNER]);
const list = (at: { accountId: string; region: string } = PARTNER) =>
  world.upstream().listProjects(at, aCallContext());

describe('1. several accounts and regions', () => {
  test('1.1 are listed with the role that opens each, and nothing of its secrets', () => {
    expect(world.upstream().accounts).toEqual([
      HERE,
      { ...HERE, region: 'eu-west-1' },
      { accountId: '111122223333', region: 'us-east-1', roleArn: PARTNER.roleArn },
    ]);
  });

  test('1.2 have each their own projects, reached with their own credentials', async () => {
    const looks = await Promise.all(world.upstream().accounts.map((at) => list(at)));
    for (const [index, { accountId, region }] of world.upstream().accounts.entries())
      for (const project of looks[index]?.values ?? []) expect(project).toMatchObject({ accountId, region });
    const { requests } = await world.control().requests();
    const asked = requests.filter((it) => it.operation === 'DescribeProjects');
    expect(asked.map(({ account, region }) => `${account}/${region}`).sort()).toEqual([
      '111122223333/us-east-1',
      '123456789012/eu-west-1',
      '123456789012/us-east-1',
    ]);
  });

  test('1.3 take the role once for many calls, with its external id', async () => {
    await Promise.all([list(), world.upstream().describeProjects(PARTNER, ['a'], aCallContext())]);
    await list();
    expect(await world.inputsOf('AssumeRole')).toEqual([
      expect.objectContaining({ RoleArn: PARTNER.roleArn, ExternalId: 'secret-1' }),
    ]);
  });

  test('1.4 copy with the destination’s credentials, if the source’s policy allows it', async () => {
    const own = (await list(HERE)).values.find((it) => it.name === 'circuit-boards');
    const versions = own && (await world.upstream().listModelVersions(own.arn, aCallContext()));
    const source = versions?.values.find((it) => it.status === 'TRAINING_COMPLETED');
    if (!own || !source) throw new Error('the demo lacks them');
    const destinationProjectArn = await world.project('borrowed', PARTNER);
    const arns = { sourceProjectArn: own.arn, sourceModelVersionArn: source.arn, destinationProjectArn };
    await world.upstream().copyModelVersion(newCopy({ ...arns, versionName: 'c1' }), aCallContext());
    expect(await world.described(destinationProjectArn, 'c1')).toMatchObject({
      sourceModelVersionArn: source.arn,
      status: 'COPYING_COMPLETED',
    });
  });
});

describe('2. a role', () => {
  test.each([
    ['that may not be taken is refused access', 'AccessDenied', 'UPSTREAM_ACCESS_DENIED'],
    ['that cannot be taken now is an outage', 'InternalFailure', 'UPSTREAM_UNAVAILABLE'],
  ] as const)('2.1 %s, and other accounts work', async (_, error, code) => {
    await world.control().addFault({ operation: 'AssumeRole', error });
    await expect(list()).rejects.toEqual(failing(code));
    expect((await list(HERE)).values.length).toBeGreaterThan(0);
    await world.control().clearFaults();
    // After an outage the gateway asks again at intervals.
    await until(() =>
      list().then(
        () => true,
        () => false,
      ),
    );
  });
});

describe('3. the account of the credentials', () => {
  test('3.1 is found', async () => {
    const { emulatorUrl } = world;
    const endpoint = { url: emulatorUrl(), accessKeyId: '999988887777', secretAccessKey: 'x' };
    expect(await findOwnAccount(endpoint, { region: 'eu-central-1' })).toEqual({
      accountId: '999988887777',
      region: 'eu-central-1',
    });
  });

  test('3.2 is not found while STS refuses', async () => {
    await world.control().addFault({ operation: 'GetCallerIdentity', error: 'AccessDenied' });
    const endpoint = { url: world.emulatorUrl(), accessKeyId: 'x', secretAccessKey: 'x' };
    await expect(findOwnAccount(endpoint, { region: 'eu-central-1' })).rejects.toEqual(
      failing('UPSTREAM_ACCESS_DENIED'),
    );
  });
});

describe('4. Lookout for Vision', () => {
  const model = (version: string) =>
    world.upstream().describeLookoutVisionModel(HERE, 'anodized-lids', version, aCallContext());

  test('4.1 describes a model; one that does not exist is null', async () => {
    expect(await model('2')).toMatchObject({
      modelVersion: '2',
      status: 'HOSTED',
      performance: { f1Score: 0.96 },
      minInferenceUnits: 1,
    });
    expect(await model('latest')).toMatchObject({ modelVersion: '3', performance: null });
    expect(await model('99')).toBeNull();
  });

  test('4.2 has its own errors and statuses, and Rekognition works beside it', async () => {
    await world.control().addFault({ operation: 'DescribeModel', unknownStatus: 'NAPPING', count: 1 });
    expect(await model('2')).toMatchObject({ status: 'UNKNOWN' });
    await world.control().addFault({ operation: 'DescribeModel', error: 'AccessDeniedException', count: 1 });
    await expect(model('2')).rejects.toEqual(failing('UPSTREAM_ACCESS_DENIED'));
    await world.control().addFault({ operation: 'DescribeModel', error: 'InternalServerException' });
    await expect(model('2')).rejects.toEqual(failing('UPSTREAM_UNAVAILABLE'));
    expect((await list(HERE)).values.length).toBeGreaterThan(0);
  });
});
