import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '../../src/emulator/server.js';
import { startTestEmulator } from '../support/emulator.js';
import { buildGateway, type GatewayProgram } from '../support/gateway-process.js';

let program: GatewayProgram;
beforeAll(() => {
  program = buildGateway();
});
afterAll(() => program.remove());

describe('settings that cannot be used', () => {
  it('are all told at once, each with what was probably meant', async () => {
    const { code, out, err } = await program.run({
      LIMITS: '{"dept": 12}',
      UPSTREAM_TPS: '{"DescribeProject": 10}',
      EMULATOR_DATA: 'demmo',
    });
    expect([code, out]).toEqual([2, '']);
    const told = err.trimEnd().split('\n');
    expect(told[0]).toBe('Bad settings:');
    expect(told.slice(1).sort()).toEqual([
      expect.stringMatching(
        /^ {2}EMULATOR_DATA must be .*, not "demmo" \(did you mean demo\? A file of that name is \.\/demmo\)\.$/,
      ),
      expect.stringMatching(/^ {2}LIMITS must be .*, not "dept" \(did you mean depth\?\)\.$/),
      expect.stringMatching(
        /^ {2}UPSTREAM_TPS must be .*, not "DescribeProject" \(did you mean DescribeProjects\?\)\.$/,
      ),
    ]);
  });

  it('and one that is nearly a setting warns', async () => {
    const gateway = await program.start({ POORT: '80', LOG_LEVEL: 'warn' });
    expect(gateway.lines.join('\n')).toContain('POORT is no setting (did you mean PORT?).');
    await gateway.kill();
  });
});

describe('a port that is taken', () => {
  let other: Server;
  let port: string;
  beforeAll(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    port = String((other.address() as AddressInfo).port);
  });
  afterAll(() => other.close());

  it.each(['PORT', 'EMULATOR_PORT'])('is named, with what to set: %s', async (name) => {
    expect(await program.run({ [name]: port })).toEqual({
      code: 1,
      out: '',
      err: `The gateway cannot start: port ${port} is taken. PORT=0 and EMULATOR_PORT=0 take free ones.\n`,
    });
  });
});

describe('--check-config', () => {
  const check = (settings: Readonly<Record<string, string>>) => program.run(settings, '--check-config');
  const NO_AWS = {
    UPSTREAM: 'aws',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  const KEYS = { AWS_ACCESS_KEY_ID: '123456789012', AWS_SECRET_ACCESS_KEY: 'secret' };
  let aws: Emulator;
  beforeAll(async () => {
    aws = await startTestEmulator({ data: 'empty' });
  });
  afterAll(() => aws.close());

  it('over the emulator checks the settings alone', async () => {
    expect(await check({})).toEqual({ code: 0, out: 'The settings are good.\n', err: '' });
  });

  it.each([
    [
      'without credentials',
      { AWS_REGION: 'us-east-1' },
      /CredentialsProviderError: .*AWS_PROFILE or AWS_ACCESS_KEY_ID/,
    ],
    ['without a region', KEYS, /Region is missing.*AWS_REGION/],
    [
      'with an AWS that does not answer',
      { ...KEYS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
      /AWS did not answer which account the credentials belong to/,
    ],
  ])('in front of AWS fails %s', async (_, settings, words) => {
    const { code, out, err } = await check({ ...NO_AWS, ...settings });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(words);
    expect(err).not.toContain('secret');
  });

  it('in front of AWS says whose credentials they are, and starts nothing', async () => {
    const settings = { ...NO_AWS, ...KEYS, AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: aws.url };
    expect(await check(settings)).toEqual({
      code: 0,
      out: 'The settings are good. AWS answers for 123456789012 in eu-west-1.\n',
      err: '',
    });
  });

  it('tries every role of ACCOUNTS, and names those that open something else', async () => {
    const account = (accountId: string, roleOf: string | null) => ({
      ...{ accountId, region: 'us-east-1' },
      ...(roleOf !== null && { roleArn: `arn:aws:iam::${roleOf}:role/gateway` }),
    });
    const settings = { ...NO_AWS, ...KEYS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: aws.url };
    const good = [account('123456789012', null), account('111122223333', '111122223333')];
    expect(await check({ ...settings, ACCOUNTS: JSON.stringify(good) })).toMatchObject({
      code: 0,
      out: 'The settings are good. AWS answers for 111122223333 in us-east-1, 123456789012 in us-east-1.\n',
    });
    const bad = [...good, account('222233334444', '999900001111'), account('333344445555', null)];
    const { code, err } = await check({ ...settings, ACCOUNTS: JSON.stringify(bad) });
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n').sort()).toEqual([
      '222233334444 in us-east-1 is not open: its role is of account 999900001111. Set roleArn to a role of 222233334444.',
      '333344445555 in us-east-1 is not open: the credentials are of 123456789012. Set roleArn to a role of 333344445555.',
    ]);
  });
});
