import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import WebSocket from 'ws';
import {
  GatewayStatusDocument,
  ListProjectsDocument,
  StopModelDocument,
} from '../../../schema/generated/operations.js';
import { manifestOf } from '../../../src/tools/trusted-manifest.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from '../../support/issuer.js';
import type { Stream } from '../../support/status-stream.js';
import { FOLLOWING, RUNNING } from './drivers.js';
import { relayPersisted } from './frameworks.js';
import { connectionsOf, findModel, openStream, runnerOf } from './stage.js';

// Browsers have it, and Node from 22 on.
Object.assign(globalThis, { WebSocket });

const SECOND_MS = 1_000;

let folder: string;
let issuer: Issuer;
let gateway: TestGateway;
let token: string;
let arn: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clients-'));
  const file = join(folder, 'trusted.json');
  const manifest = manifestOf(join(__dirname, '../../../schema/examples'));
  writeFileSync(file, JSON.stringify(Object.fromEntries(manifest)));
  issuer = await startIssuer();
  gateway = await startGateway({
    AUTH: 'jwt',
    JWT_ISSUER: ISSUER,
    JWT_AUDIENCE: AUDIENCE,
    JWT_JWKS_URL: issuer.jwksUrl,
    JWT_CLOCK_SKEW_SECONDS: '0',
    GRANTS: '[{"to": ["ann"], "role": "owner", "projects": ["*"]}]',
    TRUSTED_DOCUMENTS: 'enforce',
    TRUSTED_DOCUMENTS_FILE: file,
  });
  token = await issuer.sign();
  arn = await findModel(gateway.url, () => token);
});
afterAll(async () => {
  await gateway.close();
  await issuer.close();
  rmSync(folder, { recursive: true });
});

/** A token that has so many seconds to go. */
const tokenFor = (seconds: number) => issuer.sign({ exp: Math.floor(Date.now() / SECOND_MS) + seconds });

describe('under trusted documents', () => {
  it.each(Object.entries({ ...RUNNING, 'Relay with persisted queries': relayPersisted }))(
    '%s runs queries and mutations of the manifest',
    async (_name, create) => {
      const { run } = runnerOf(create, gateway.url, () => token);
      expect((await run(GatewayStatusDocument, {})).gateway.upstream).toBe('EMULATOR');
      const { stopModelVersion } = await run(StopModelDocument, { modelVersionArn: `${arn}0` });
      expect(stopModelVersion.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    },
  );

  it.each(Object.entries({ ...FOLLOWING, 'Relay with persisted queries': relayPersisted }))(
    '%s subscribes with a document of the manifest',
    async (_name, create) => {
      (await openStream(create, gateway.url, () => token, arn)).stop();
    },
  );
});

describe('with a token that has expired', () => {
  it.each(Object.entries(RUNNING))(
    '%s is told so, and goes on with the next token',
    async (_name, create) => {
      let current = await tokenFor(-10);
      const { run } = runnerOf(create, gateway.url, () => current);
      const failure: unknown = await run(GatewayStatusDocument, {}).catch((error: unknown) => error);
      expect(inspect(failure, { depth: 5 })).toContain('UNAUTHENTICATED');
      expect(String(failure)).toContain('Expected valid credentials');
      current = token;
      expect((await run(ListProjectsDocument, {})).projects.nodes).not.toEqual([]);
    },
  );
});

describe('with a token that expires while it is subscribed', () => {
  const streams: Record<string, Stream> = {};
  beforeAll(async () => {
    let current = await tokenFor(4);
    for (const [name, create] of Object.entries(FOLLOWING))
      streams[name] = await openStream(create, gateway.url, () => current, arn);
    current = token;
  });
  afterAll(() => {
    for (const stream of Object.values(streams)) stream.stop();
  });

  it.each(Object.keys(FOLLOWING))('%s subscribes again with the next token', async (name) => {
    await streams[name]?.until((events) => connectionsOf({ events }) === 2);
  });
});
