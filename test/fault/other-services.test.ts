import { type App, startApp } from '../../src/app.js';
import { parseConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/log.js';
import { ACCOUNTS, ALWAYS_FRESH, PARTNER_EU, projectArnOf, versionArnOf } from '../e2e/demo.js';
import { type FaultInput, startTestEmulator, type TestEmulator } from '../support/emulator.js';
import { createFastClock } from '../support/fast-clock.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { until } from '../support/until.js';
import { AWS_WORDS } from './fault-world.js';

/** What every fault of a service other than Rekognition becomes, and the code that README documents for it. */
const FAULTS: readonly [fault: Omit<FaultInput, 'operation'>, code: string][] = [
  [{ error: 'AccessDenied', httpStatus: 403 }, 'UPSTREAM_ACCESS_DENIED'],
  [{ error: 'AccessDeniedException' }, 'UPSTREAM_ACCESS_DENIED'],
  [{ error: 'ExpiredToken', httpStatus: 400 }, 'UPSTREAM_ACCESS_DENIED'],
  [{ error: 'InternalError', httpStatus: 500 }, 'UPSTREAM_UNAVAILABLE'],
  [{ error: 'ServiceUnavailable', httpStatus: 503 }, 'UPSTREAM_UNAVAILABLE'],
  [{ error: 'SomethingNew', httpStatus: 400 }, 'UPSTREAM_FAILED'],
  [{ error: 'NotImplemented', httpStatus: 501 }, 'UPSTREAM_FAILED'],
  [{ cut: true }, 'UPSTREAM_UNAVAILABLE'],
  [{ replyLost: true }, 'UPSTREAM_UNAVAILABLE'],
];

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway(
    { ...ALWAYS_FRESH, ACCOUNTS, STALE_IF_ERROR_MS: '0', EMULATOR_TRANSITIONS: 'immediate' },
    createFastClock(10),
  );
});
afterEach(() => gateway.close());

/** Asks until AWS counts as working again. */
async function recovered(document: string, variables: object): Promise<unknown> {
  let data: unknown;
  await until(async () => {
    const answer = await gateway.query(document, variables);
    data = answer.data;
    return answer.errors === undefined;
  });
  return data;
}

describe('a report in S3', () => {
  const SHOW =
    'query($arn: ModelVersionArn!) { modelVersion(arn: $arn) { name evaluationResult { f1Score report { f1Score } } } }';

  it.each([
    ...FAULTS,
    [{ error: 'NoSuchKey' }, 'NOT_FOUND'] as const,
    [{ error: 'NoSuchBucket' }, 'NOT_FOUND'] as const,
  ])('that meets %j is %s on its own field, and is there afterwards', async (fault, code) => {
    const arn = await versionArnOf(gateway, 'circuit-boards', 'v3');
    await gateway.control.addFault({ operation: 'GetObject', ...fault });
    const answer = await gateway.query(SHOW, { arn });
    const evaluationResult = { f1Score: expect.any(Number), report: null };
    expect(answer.data).toEqual({ modelVersion: { name: 'v3', evaluationResult } });
    expect(answer.errors).toMatchObject([
      { path: ['modelVersion', 'evaluationResult', 'report'], extensions: { code } },
    ]);
    expect(JSON.stringify(answer.errors)).not.toMatch(AWS_WORDS);
    await gateway.control.clearFaults();
    const report = { f1Score: expect.any(Number) };
    expect(await recovered(SHOW, { arn })).toMatchObject({ modelVersion: { evaluationResult: { report } } });
  });
});

describe('Lookout for Vision', () => {
  const SHOW = '{ lookoutVisionModel(projectName: "anodized-lids", modelVersion: "2") { status } }';

  it.each(FAULTS)('that answers %j is %s, and right afterwards', async (fault, code) => {
    await gateway.control.addFault({ operation: 'DescribeModel', ...fault });
    const answer = await gateway.query(SHOW);
    expect(answer.errors).toMatchObject([{ path: ['lookoutVisionModel'], extensions: { code } }]);
    expect(JSON.stringify(answer)).not.toMatch(AWS_WORDS);
    await gateway.control.clearFaults();
    expect(await recovered(SHOW, {})).toEqual({ lookoutVisionModel: { status: 'HOSTED' } });
  });
});

describe('a role', () => {
  const SHOW = 'query($arn: ProjectArn!) { project(arn: $arn) { name } }';
  const ELSEWHERE = 'arn:aws:rekognition:eu-west-1:111122223333:project/parcel-damage/1';

  it.each(FAULTS)(
    'that meets %j is %s for its account alone, and is assumed afterwards',
    async (fault, code) => {
      await gateway.control.addFault({ operation: 'AssumeRole', ...fault });
      const answer = await gateway.query(SHOW, { arn: ELSEWHERE });
      expect(answer.errors).toMatchObject([{ path: ['project'], extensions: { code } }]);
      expect(JSON.stringify(answer)).not.toMatch(AWS_WORDS);
      expect(await projectArnOf(gateway, 'circuit-boards')).toMatch(
        /^arn:aws:rekognition:us-east-1:123456789012:/,
      );
      await gateway.control.clearFaults();
      await recovered(SHOW, { arn: ELSEWHERE });
      const arn = await projectArnOf(gateway, 'parcel-damage', PARTNER_EU);
      expect((await gateway.query(SHOW, { arn })).data).toEqual({ project: { name: 'parcel-damage' } });
    },
  );
});

describe('a gateway without ACCOUNTS, with the account of its credentials', () => {
  let emulator: TestEmulator;
  beforeEach(async () => {
    emulator = await startTestEmulator({ data: 'demo' });
    Object.assign(process.env, { AWS_ENDPOINT_URL: emulator.url, AWS_REGION: 'us-east-1' });
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: '123456789012', AWS_SECRET_ACCESS_KEY: 'any' });
  });
  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await emulator.close();
  });

  const start = (): Promise<App> =>
    startApp(
      parseConfig({ ...ALWAYS_FRESH, UPSTREAM: 'aws', DATA_DIR: 'none', PORT: '0', DRAIN_MS: '0' }),
      silentLog,
    );

  it.each(FAULTS)('does not start while STS answers %j: %s', async (fault, code) => {
    await emulator.control.addFault({ operation: 'GetCallerIdentity', ...fault });
    await expect(start()).rejects.toMatchObject({ code });
    await emulator.control.clearFaults();
    const app = await start();
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    await app.close();
  });
});
