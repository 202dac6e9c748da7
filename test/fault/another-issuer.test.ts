import { print } from 'graphql';
import type { JWTPayload } from 'jose';
import { ListSchedulesDocument, PutScheduleDocument } from '../../schema/generated/operations.js';
import { ask, bearer } from '../support/callers.js';
import { createDataFolders } from '../support/data-folder.js';
import { startTestEmulator, type TestEmulator } from '../support/emulator.js';
import { buildGateway, type GatewayProcess, type GatewayProgram } from '../support/gateway-process.js';
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from '../support/issuer.js';
import { seedVersions } from '../support/seed.js';
import { until } from '../support/until.js';
import { settingsOf } from './restarts.js';

const OTHER = 'https://other.example.com';
const EVERYTHING = [{ to: ['ann', 'bob'], role: 'owner', projects: ['*'] }];

const newFolder = createDataFolders();
let program: GatewayProgram;
let issuer: Issuer;
let emulator: TestEmulator;
let gateway: GatewayProcess;
let projectArn: string;
let modelVersionArn: string;

beforeAll(async () => {
  program = buildGateway();
  issuer = await startIssuer();
  const seed = await seedVersions(1, 1);
  [[projectArn, [modelVersionArn = '']]] = [...seed.versions] as [[string, string[]]];
  emulator = await startTestEmulator({ data: seed.file, speed: 40 });
});
afterAll(async () => {
  await gateway.kill();
  program.remove();
  await emulator.close();
  await issuer.close();
});

const start = (dataDir: string, iss: string) =>
  program.start({
    ...{ ...settingsOf(emulator.url, dataDir), AUTH: 'jwt', GRANTS: JSON.stringify(EVERYTHING) },
    ...{ JWT_ISSUER: iss, JWT_AUDIENCE: AUDIENCE, JWT_JWKS_URL: issuer.jwksUrl },
  });

async function run<T>(
  document: Parameters<typeof print>[0],
  claims: JWTPayload,
  variables: object,
): Promise<T> {
  const { data } = await ask<T>(gateway, bearer(await issuer.sign(claims)), print(document), variables);
  return data as T;
}

const put = (claims: JWTPayload) => {
  const windows = ['MON-SUN 00:00-24:00'];
  const input = {
    projectArn,
    name: 'always',
    modelVersionArn,
    windows,
    timeZone: 'UTC',
    minInferenceUnits: 1,
  };
  return run<{ putSchedule: object }>(PutScheduleDocument, claims, { input });
};

interface Run {
  readonly outcome: string;
  readonly failure: { readonly code: string } | null;
}

async function lastRun(claims: JWTPayload): Promise<Run | null | undefined> {
  const { schedules } = await run<{ schedules: { nodes: { lastRun: Run | null }[] } }>(
    ListSchedulesDocument,
    claims,
    { first: 1 },
  );
  return schedules.nodes[0]?.lastRun;
}

const starts = async () => (await emulator.control.requests()).counts.StartProjectVersion ?? 0;

it('a gateway that is killed before it has acted has no right of the author under another issuer', async () => {
  const dataDir = newFolder();
  gateway = await start(dataDir, ISSUER);
  const fault = { operation: 'StartProjectVersion', error: 'InternalServerError', httpStatus: 500 };
  await emulator.control.addFault({ ...fault, count: 1_000 });
  expect(await put({})).toMatchObject({ putSchedule: { userErrors: [] } });
  await until(async () => (await starts()) > 0);
  await gateway.kill();
  await emulator.control.clearFaults();
  await emulator.control.clearRequests();

  gateway = await start(dataDir, OTHER);
  const bob = { iss: OTHER, sub: 'bob' };
  await until(async () => (await lastRun(bob))?.outcome === 'FAILED');
  expect((await lastRun(bob))?.failure?.code).toBe('FORBIDDEN');
  expect(await starts()).toBe(0);

  // The name is the same, the subject another: with its own put it starts.
  await put({ iss: OTHER });
  await until(async () => (await lastRun(bob))?.outcome === 'DONE');
  expect(await starts()).toBe(1);
});
