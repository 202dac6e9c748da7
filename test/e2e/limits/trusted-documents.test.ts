import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { cacheExchange, createClient, fetchExchange } from '@urql/core';
import { print } from 'graphql';
import { GatewayStatusDocument, WatchStatusDocument } from '../../../schema/generated/operations.js';
import { ConfigError } from '../../../src/config.js';
import { sha256, toManifest } from '../../../src/server/limits/manifest.js';
import { byGet, byPost, bySse, bySseGet, byWebSocket } from '../../support/doors.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';

const EXAMPLES = join(__dirname, '../../../schema/examples');
const read = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8');
const hashed = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } },
});

let folder: string;
let manifest: string;
let gateway: TestGateway;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  manifest = join(folder, 'manifest.json');
  writeFileSync(manifest, JSON.stringify(Object.fromEntries(toManifest(readdirSync(EXAMPLES).map(read)))));
  gateway = await startGateway({
    DRAIN_MS: '0',
    TRUSTED_DOCUMENTS: 'enforce',
    TRUSTED_DOCUMENTS_FILE: manifest,
  });
}, 60_000);
afterAll(async () => {
  await gateway?.close();
  rmSync(folder, { recursive: true });
});

const QUERY_DOORS = { POST: byPost, GET: byGet };
const STREAM_DOORS = { WebSocket: byWebSocket, SSE: bySse, 'SSE by GET': bySseGet };
const STATUS = print(GatewayStatusDocument);
const WATCH = print(WatchStatusDocument);

describe('enforced', () => {
  it.each(Object.entries(QUERY_DOORS))(
    '%s runs a document of the manifest, by its text or its hash',
    async (_, door) => {
      expect(await door(gateway, { query: read('gateway-status.graphql') })).toBeUndefined();
      expect(await door(gateway, hashed(STATUS))).toBeUndefined();
      expect(await door(gateway, { query: STATUS, ...hashed(STATUS) })).toBeUndefined();
    },
  );

  it.each(Object.entries(STREAM_DOORS))(
    '%s runs a subscription of the manifest, by its text or its hash',
    async (_, door) => {
      const variables = { includeCurrent: true };
      expect(await door(gateway, { query: read('watch-status.graphql'), variables })).toBeUndefined();
      expect(await door(gateway, { ...hashed(WATCH), variables })).toBeUndefined();
    },
  );

  it.each(Object.entries({ ...QUERY_DOORS, ...STREAM_DOORS }))(
    '%s refuses every other document',
    async (_, door) => {
      const refusal = (code: string) => [{ extensions: { code } }];
      expect(await door(gateway, { query: '{ eventCursor }' })).toMatchObject(refusal('FORBIDDEN'));
      expect(await door(gateway, { query: '{ eventCursor' })).toMatchObject(refusal('FORBIDDEN'));
      expect(await door(gateway, hashed('{ eventCursor }'))).toMatchObject(
        refusal('PERSISTED_QUERY_NOT_FOUND'),
      );
      const renamed = { query: STATUS.replace('version', 'version more: version'), ...hashed(STATUS) };
      expect(await door(gateway, renamed)).toMatchObject(refusal('BAD_USER_INPUT'));
    },
  );

  it('Apollo Client runs it with its hash alone, and urql with its text', async () => {
    const sent: string[] = [];
    const link = new PersistedQueryLink({ sha256 }).concat(
      new HttpLink({
        uri: `${gateway.url}/graphql`,
        fetch: (url, init) => {
          sent.push(String(init?.body));
          return fetch(url, init);
        },
      }),
    );
    const apollo = new ApolloClient({ link, cache: new InMemoryCache() });
    expect((await apollo.query({ query: GatewayStatusDocument })).data?.gateway.upstream).toBe('EMULATOR');
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toContain('upstreamBudgets');

    const urql = createClient({
      url: `${gateway.url}/graphql`,
      exchanges: [cacheExchange, fetchExchange],
      preferGetMethod: false,
    });
    const { data, error } = await urql.query(GatewayStatusDocument, {}).toPromise();
    expect(error).toBeUndefined();
    expect(data?.gateway.upstream).toBe('EMULATOR');
  });
});

it('logged, everything runs', async () => {
  const logging = await startGateway({ TRUSTED_DOCUMENTS: 'log', TRUSTED_DOCUMENTS_FILE: manifest });
  expect(await byPost(logging, { query: '{ eventCursor }' })).toBeUndefined();
  expect(await byPost(logging, hashed(STATUS))).toBeUndefined();
  await logging.close();
});

it('switched off, hashes alone are told to be of no use, so that clients stop sending them', async () => {
  const open = await startGateway();
  expect(await byPost(open, hashed(STATUS))).toMatchObject([{ message: 'PersistedQueryNotSupported' }]);
  expect(await byPost(open, { query: STATUS, ...hashed(STATUS) })).toBeUndefined();
  await open.close();
});

it.each([
  ['is not there', null, 'ENOENT'],
  ['is no JSON', '{', 'JSON'],
  ['is a list', '[]', 'SHA-256'],
  ['has a document under another hash', JSON.stringify({ [sha256('{a}')]: '{b}' }), 'SHA-256'],
  ['has what is no document', JSON.stringify({ [sha256('"')]: '"' }), 'Unterminated'],
])('a manifest that %s is a mistake in the settings', async (_, text, mistake) => {
  const file = join(folder, 'bad.json');
  rmSync(file, { force: true });
  if (text !== null) writeFileSync(file, text);
  const start = startGateway({ TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_FILE: file });
  await expect(start).rejects.toBeInstanceOf(ConfigError);
  await expect(start).rejects.toThrow(mistake);
});
