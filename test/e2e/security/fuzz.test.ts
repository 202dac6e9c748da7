import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { buildSchema, getIntrospectionQuery, isObjectType } from 'graphql';
import WebSocket from 'ws';
import { inputOf } from '../../support/any-input.js';
import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ACCOUNTS, ALWAYS_FRESH } from '../demo.js';

/** `npm run fuzz` takes two minutes. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 6);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121);

const ROOT = join(__dirname, '../../..');
const schema = buildSchema(readFileSync(join(ROOT, 'schema/schema.graphql'), 'utf8'));
const EXAMPLES = readdirSync(join(ROOT, 'schema/examples')).map((file) =>
  readFileSync(join(ROOT, 'schema/examples', file), 'utf8'),
);
const FRAGMENTS =
  'query A($f: Boolean = true) { ...Q @include(if: $f) } fragment Q on Query { projects { nodes { ...P } } } fragment P on Project { name tags { key } }';
const DOCUMENTS = [...EXAMPLES, FRAGMENTS, getIntrospectionQuery(), '{ node(id: "x") { id } }'];

const NAMES = Object.values(schema.getTypeMap()).flatMap((it) =>
  isObjectType(it) ? [it.name, ...Object.keys(it.getFields())] : [it.name],
);
const MARKS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '=',
  '|',
  '&',
  '$',
  '@',
  '...',
  '"',
  '"""',
  '\\u0000',
  '-1',
  '1e400',
];
const WORDS = [
  ...NAMES,
  ...MARKS,
  'query',
  'mutation',
  'subscription',
  'fragment',
  'on',
  '@skip(if: true)',
  '@defer',
  '__schema',
  '__typename',
  '\u{1f642}',
  '\ud800',
  '\u2028',
  '#',
];

type Change = {
  readonly at: number;
  readonly kind: 'drop' | 'double' | 'put' | 'swap';
  readonly word: string;
};
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  kind: fc.constantFrom('drop', 'double', 'put', 'swap'),
  word: fc.constantFrom(...WORDS),
});

/** A document that made sense, with some of its words changed. */
const document = fc
  .tuple(fc.constantFrom(...DOCUMENTS), fc.array(change, { maxLength: 8 }))
  .map(([text, changes]) => {
    const tokens: string[] = text.match(/\.\.\.|[\w$@]+|"[^"]*"|#[^\n]*\n|[^\s\w]/g) ?? [];
    for (const { at, kind, word } of changes) {
      const index = Math.floor(at * tokens.length);
      if (kind === 'drop') tokens.splice(index, 1);
      else if (kind === 'double') tokens.push(...tokens.slice(index));
      else if (kind === 'put') tokens.splice(index, 0, word);
      else tokens[index] = word;
    }
    return tokens.join(' ');
  });

let gateway: TestGateway;
let known: { projects: string[]; versions: string[] };
beforeAll(async () => {
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    ACCOUNTS,
    EMULATOR_TRANSITIONS: 'immediate',
    AUTH: 'api-key',
    API_KEYS: apiKeys(['ann']),
    GRANTS: JSON.stringify([
      { to: ['ann'], role: 'owner', projects: ['arn:aws:rekognition:*:123456789012:project/circuit-*'] },
    ]),
    REQUESTS_PER_MINUTE: '1000000',
    SUBSCRIPTIONS_PER_SUBJECT: '100000',
    ALLOWED_BUCKETS: '*',
  });
  const { data } = await ask<{
    projects: { nodes: { arn: string; modelVersions: { nodes: { arn: string }[] } }[] };
  }>(gateway, ann, '{ projects { nodes { arn modelVersions { nodes { arn } } } } }');
  const nodes = data?.projects.nodes ?? [];
  known = {
    projects: nodes.map((it) => it.arn),
    versions: nodes.flatMap((it) => it.modelVersions.nodes.map((version) => version.arn)),
  };
});
afterAll(() => gateway.close());
const ann = bearer(keyOf('ann'));

/** Names of projects of others: nothing that is sent has them. */
const FOREIGN =
  /shelf-gaps|crop-health|brand-logos|chat-moderation|label-reader|parcel-damage|received-models/;
const BUILT_OF =
  /stacktrace|node_modules|\/work\/|\.[jt]s:\d+|TypeError|RangeError|:role\/|ECONN|127\.0\.0\.1:\d+/;

function expectCivil(text: string): void {
  expect(text).not.toContain('INTERNAL_SERVER_ERROR');
  expect(text).not.toMatch(FOREIGN);
  expect(text).not.toMatch(BUILT_OF);
}

/** Runs until the time is over; a failure tells its seed and path. */
async function fuzz<T>(input: fc.Arbitrary<T>, tryIt: (value: T) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(input, tryIt), {
    seed: SEED,
    numRuns: 10_000_000,
    interruptAfterTimeLimit: (SECONDS * 1_000) / 4,
    markInterruptAsFailure: false,
  });
  const { data } = await ask(gateway, ann, '{ projects { totalCount } }');
  expect(data).toEqual({ projects: { totalCount: expect.any(Number) } });
}

const variables = () =>
  fc.oneof(
    fc
      .constantFrom(...['arn', 'projectArn', 'input', 'filter', 'ids', 'first', 'after', 'f'])
      .chain((name) =>
        inputOf(schema.getType('ModelVersionArn') as never, known).map((value) => ({ [name]: value })),
      ),
    fc
      .constantFrom(
        'StartModelVersionInput',
        'CopyModelVersionInput',
        'PutProjectPolicyInput',
        'CreateModelVersionInput',
      )
      .chain((name) => inputOf(schema.getType(name) as never, known).map((input) => ({ input }))),
    fc.dictionary(fc.constantFrom('input', 'arn', 'ids', 'first', '__proto__'), fc.jsonValue()),
    fc.jsonValue(),
  );
const TIMEOUT_MS = SECONDS * 1_000 + 60_000;

it(
  'documents and variables over POST and GET',
  async () => {
    await fuzz(fc.tuple(document, variables(), fc.boolean()), async ([query, values, isGet]) => {
      const isQuery = isGet && !query.includes('\ud800');
      const search = isQuery
        ? `?${new URLSearchParams({ query, variables: JSON.stringify(values) })}`.slice(0, 12_000)
        : '';
      const response = await fetch(`${gateway.url}/graphql${search}`, {
        method: isQuery ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', ...ann },
        ...(!isQuery && { body: JSON.stringify({ query, variables: values }) }),
      });
      const text = await response.text();
      expect(response.status).toBeLessThan(500);
      expectCivil(text);
    });
  },
  TIMEOUT_MS,
);

it(
  'documents and variables over SSE',
  async () => {
    await fuzz(fc.tuple(document, variables()), async ([query, values]) => {
      const left = new AbortController();
      const response = await fetch(`${gateway.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...ann },
        body: JSON.stringify({ query, variables: values }),
        signal: left.signal,
      });
      expect(response.status).toBeLessThan(500);
      const reader = response.body?.getReader();
      const first = await reader?.read();
      const second = first?.done ? undefined : await Promise.race([reader?.read(), soon()]);
      expectCivil(Buffer.concat([first, second].map((it) => it?.value ?? new Uint8Array())).toString());
      left.abort();
    });
  },
  TIMEOUT_MS,
);

it('what the fuzz has found stays found', async () => {
  const nullInclude = 'query ($f: Boolean = true) { projects { totalCount @include(if: $f) } }';
  expect((await ask(gateway, ann, nullInclude, { f: null })).errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('open', () => socket.send('{"type":"next","id":"a","payload":{}}'));
  expect(await closed).toBe(4400);
});

const soon = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 15));

const message = () =>
  fc.oneof(
    fc
      .tuple(document, variables())
      .map(([query, values]) =>
        JSON.stringify({ id: 'a', type: 'subscribe', payload: { query, variables: values } }),
      ),
    fc.jsonValue().map((it) => JSON.stringify(it)),
    fc
      .record({
        type: fc.constantFrom('subscribe', 'complete', 'ping', 'pong', 'next', 'connection_init', 'x'),
        id: fc.jsonValue(),
        payload: fc.jsonValue(),
      })
      .map((it) => JSON.stringify(it)),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

it(
  'messages over WebSocket',
  async () => {
    await fuzz(fc.array(message(), { minLength: 1, maxLength: 5 }), async (messages) => {
      const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      const texts: string[] = [];
      const closed = new Promise<number>((resolve) => socket.on('close', resolve));
      socket.on('message', (data) => {
        texts.push(String(data));
        if (texts.length > 1) return;
        for (const it of messages) socket.send(it);
        setTimeout(() => socket.close(), 15);
      });
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: ann })));
      expect([4500, 1011]).not.toContain(await closed);
      expectCivil(texts.join('\n'));
    });
  },
  TIMEOUT_MS,
);

/** A request as bytes, with some of them others. */
const bytes = () =>
  fc
    .tuple(
      document,
      fc.constantFrom(
        '/graphql',
        '/graphql/stream',
        '/',
        '/schema.graphql',
        '/livez',
        '/explorer/x',
        '//graphql',
        '/%00',
      ),
      fc.constantFrom('POST', 'GET', 'OPTIONS', 'HEAD', 'PUT'),
      fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 6 }),
      fc.option(fc.nat(400)),
    )
    .map(([query, path, method, flips, cut]) => {
      const body = JSON.stringify({ query });
      const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nauthorization: ${ann.authorization}\r\naccept: */*\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
      const all = Buffer.from(head + body);
      for (const [at, byte] of flips) all[at % all.length] = byte;
      return cut === null ? all : all.subarray(0, all.length - (cut % all.length));
    });

it(
  'bytes on the wire',
  async () => {
    const { hostname, port } = new URL(gateway.url);
    await fuzz(bytes(), async (sent) => {
      const text = await new Promise<string>((resolve) => {
        let got = '';
        const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true }, () =>
          socket.end(sent),
        );
        socket.on('data', (data) => {
          got += data.toString('latin1');
        });
        socket.on('error', () => resolve(got));
        socket.on('close', () => resolve(got));
        setTimeout(() => socket.destroy(), 300).unref();
      });
      expect(text).not.toMatch(/^HTTP\/1\.1 5/);
      expectCivil(text.replace(/<script[\s\S]*<\/script>/g, ''));
    });
  },
  TIMEOUT_MS,
);
