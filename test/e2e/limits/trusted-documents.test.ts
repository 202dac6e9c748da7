import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { cacheExchange, createClient, fetchExchange } from '@urql/core';
import { print } from 'graphql';
import { GatewayStatusDocument, WatchStatusDocument } from '../../../schema/generated/operations.js';
import { ConfigError } from '../../../src/config/config.js';
import { sha256 } from '../../../src/server/limits/manifest.js';
import { manifestOf } from '../../../src/tools/trusted-manifest.js';
import * as board from '../../../src/web/board/generated.js';
import { TRANSPORTS } from '../../support/every-transport.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';

const EXAMPLES = join(__dirname, '../../../schema/examples');
const read = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8');
const hashOf = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

let folder: string;
let manifest: string;
let gateway: TestGateway;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  manifest = join(folder, 'manifest.json');
  writeFileSync(manifest, JSON.stringify(Object.fromEntries(manifestOf(EXAMPLES))));
  gateway = await startGateway({
    TRUSTED_DOCUMENTS: 'enforce',
    TRUSTED_DOCUMENTS_FILE: manifest,
  });
});
afterAll(async () => {
  await gateway?.close();
  rmSync(folder, { recursive: true });
});

const STATUS = print(GatewayStatusDocument);
const WATCH = print(WatchStatusDocument);

interface Given {
  readonly query?: string;
  readonly variables?: object;
  readonly hash?: string;
}

const send = (transport: string, to: TestGateway, { query = '', variables = {}, hash }: Given) =>
  TRANSPORTS[transport]?.(to, query, variables, {}, hash === undefined ? {} : hashOf(hash));
const doors = Object.keys(TRANSPORTS);
const runsQueries = (transport: string) => transport === 'POST' || transport === 'GET';

describe('enforced', () => {
  it.each(doors.filter(runsQueries))(
    '%s runs a document of the manifest, by its text or its hash',
    async (transport) => {
      expect(await send(transport, gateway, { query: read('gateway-status.graphql') })).toEqual([]);
      expect(await send(transport, gateway, { hash: STATUS })).toEqual([]);
      expect(await send(transport, gateway, { query: STATUS, hash: STATUS })).toEqual([]);
    },
  );

  it.each(doors.filter((it) => !runsQueries(it)))(
    '%s runs a subscription of the manifest, by its text or its hash',
    async (transport) => {
      const variables = { includeCurrent: true };
      expect(await send(transport, gateway, { query: read('watch-status.graphql'), variables })).toEqual([]);
      expect(await send(transport, gateway, { hash: WATCH, variables })).toEqual([]);
    },
  );

  it.each(doors)('%s refuses every other document', async (transport) => {
    const refusal = (code: string) => [{ extensions: { code } }];
    expect(await send(transport, gateway, { query: '{ eventCursor }' })).toMatchObject(refusal('FORBIDDEN'));
    expect(await send(transport, gateway, { query: '{ eventCursor' })).toMatchObject(refusal('FORBIDDEN'));
    const [named] = (await send(transport, gateway, { query: 'query Where { eventCursor }' })) ?? [];
    expect(named?.message).toMatch(
      /^Only the documents of the manifest run here\. The operation Where \(SHA-256 [0-9a-f]{64}\) is not one of them/,
    );
    const unknown = await send(transport, gateway, { hash: '{ eventCursor }' });
    expect(unknown).toMatchObject(refusal('PERSISTED_QUERY_NOT_FOUND'));
    const other = STATUS.replace('version', 'version more: version');
    expect(await send(transport, gateway, { query: other, hash: STATUS })).toMatchObject(
      refusal('BAD_USER_INPUT'),
    );
  });

  it('what the status board sends is in every manifest', async () => {
    const sent = Object.entries(board).filter(([name]) => name.endsWith('Document'));
    const codes = await Promise.all(
      sent.map(async ([name, query]) => {
        const errors = await send('POST', gateway, { query });
        return [name, errors?.map((it) => it.extensions?.code)];
      }),
    );
    expect(codes.filter(([, found]) => found?.includes('FORBIDDEN'))).toEqual([]);
    expect(codes.length).toBeGreaterThan(20);
  });

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
  expect(await send('POST', logging, { query: '{ eventCursor }' })).toEqual([]);
  expect(await send('POST', logging, { hash: STATUS })).toEqual([]);
  await logging.close();
});

it('switched off, hashes alone are refused, so that clients stop sending them', async () => {
  const open = await startGateway();
  expect(await send('POST', open, { hash: STATUS })).toMatchObject([
    { message: 'PersistedQueryNotSupported' },
  ]);
  expect(await send('POST', open, { query: STATUS, hash: STATUS })).toEqual([]);
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
