import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import WebSocket from 'ws';

/** Where to, and what a good credential there is; `''` where there is none. */
export interface Target {
  readonly url: string;
  readonly authorization: string;
}

/** Sends once; gives the HTTP status it was answered with, or the code that its socket was closed with. */
export type Attack = (target: Target) => Promise<number>;

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const JSON_TYPE = 'content-type: application/json';

/** Sends bytes as they are; gives the status of the answer, or 0 if the connection was closed without one. */
function raw({ url }: Target, ...parts: readonly (string | Buffer)[]): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      for (const part of parts) socket.write(part);
    });
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1];
      if (status === undefined) return;
      resolve(Number(status));
      socket.destroy();
    });
    socket.on('error', () => resolve(0));
    socket.on('close', () => resolve(0));
  });
}

const headOf = (line: string, target: Target, ...headers: readonly string[]) =>
  [line, `host: ${new URL(target.url).host}`, ...authorizationOf(target), ...headers, '', ''].join('\r\n');
const authorizationOf = ({ authorization }: Target) =>
  authorization ? [`authorization: ${authorization}`] : [];

function post(body: string | Buffer, path = '/graphql', ...headers: readonly string[]): Attack {
  return (target) => {
    const type = headers.some((it) => it.startsWith('content-type')) ? [] : [JSON_TYPE];
    const all = ['connection: close', ...type, ...headers, `content-length: ${Buffer.byteLength(body)}`];
    return raw(target, headOf(`POST ${path} HTTP/1.1`, target, ...all), body);
  };
}

const query = (text: string, variables: unknown = {}) => post(JSON.stringify({ query: text, variables }));
const get = (path: string, ...headers: readonly string[]): Attack => {
  return (target) => raw(target, headOf(`GET ${path} HTTP/1.1`, target, 'connection: close', ...headers));
};

/** Opens a WebSocket and sends; gives the code that it is closed with, or 1 after the first answer. */
function socket(frames: readonly (string | Buffer)[], headers: Record<string, string> = {}): Attack {
  return ({ url, authorization }) =>
    new Promise((resolve) => {
      const it = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
      it.on('open', () => {
        it.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
      });
      it.on('message', (data) => {
        if (String(data).includes('connection_ack')) {
          for (const frame of frames) it.send(frame);
          return;
        }
        resolve(1);
        it.close();
      });
      it.on('unexpected-response', (_request, { statusCode = 0 }) => {
        resolve(statusCode);
        it.terminate();
      });
      it.on('close', (code) => resolve(code));
      it.on('error', () => {}); // 'close' follows
    });
}

const subscribe = (text: string, id = 'x') =>
  JSON.stringify({ id, type: 'subscribe', payload: { query: text } });
const deep = `{ projects { nodes { ${'modelVersions { nodes { project { '.repeat(60)} name ${'} } }'.repeat(60)} } } }`;
const id = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export const ATTACKS: Readonly<Record<string, Attack>> = {
  'a deep document': query(deep),
  'a document as deep as a stack': query(`{ a ${'{ a '.repeat(50_000)}`),
  'a list in lists': query(`{ nodes(ids: ${'['.repeat(60_000)}) { id } }`),
  'JSON in JSON': post(
    `{"query":"{ eventCursor }","variables":${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}}`,
  ),
  'fragments in a circle': query('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
  'fragments that double': query(
    `{ ...F0 } ${times(200, (it) => `fragment F${it} on Query { ...F${it + 1} ...F${it + 1} }`)} fragment F200 on Query { eventCursor }`,
  ),
  'one field ten thousand times': query(`{ ${times(10_000, () => 'eventCursor')} }`),
  'fields that must be compared with each other': query(
    `{ ${times(900, (it) => `a: gateway { v${it % 7}: version }`)} }`,
  ),
  aliases: query(`{ ${times(3_000, (it) => `a${it}: gateway { version }`)} }`),
  directives: query(`{ eventCursor ${times(5_000, () => '@skip(if: false)')} }`),
  'unknown directives': query(`{ eventCursor ${times(1_900, (it) => `@d${it}`)} }`),
  variables: query(`query (${times(1_500, (it) => `$v${it}: Int`)}) { eventCursor }`),
  'a thousand wrong variables': query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: Array(20_000).fill(null),
  }),
  'a batch': post(JSON.stringify(Array(1_000).fill({ query: '{ eventCursor }' }))),
  'a huge body': post('x'.repeat(5_000_000)),
  'a body that says it is short': post('{"query":"{ eventCursor }"}', '/graphql', 'content-length: 3'),
  'a body twice as long by its head': post('{}', '/graphql', 'transfer-encoding: chunked'),
  'a zip bomb': post(Buffer.alloc(1_000), '/graphql', 'content-encoding: gzip'),
  'bad UTF-8': post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0xaf, 0x22, 0x7d])),
  'lone surrogates': post('{"query":"{ node(id: \\"\\ud800\\") { id } }"}'),
  'nothing but zeros': post(Buffer.alloc(100_000)),
  prototypes: post('{"query":"{ eventCursor }","__proto__":{"query":"x"},"variables":{"__proto__":{"a":1}}}'),
  'a flood of headers': get(
    '/graphql?query={__typename}',
    ...Array.from({ length: 500 }, (_, i) => `x-${i}: ${'y'.repeat(50)}`),
  ),
  'a thousand short headers': get(
    '/graphql?query={__typename}',
    ...Array.from({ length: 1_900 }, (_, i) => `h${i}: 1`),
  ),
  'a long address': get(`/graphql?query=${'a'.repeat(20_000)}`),
  'a header with a line in it': get('/livez', 'x-request-id: a\rb: c'),
  'no HTTP at all': (target) => raw(target, `${'\u0000\u0001'.repeat(50)}\r\n\r\n`),
  'a form of another site': post(
    'query=%7BeventCursor%7D',
    '/graphql',
    'content-type: application/x-www-form-urlencoded',
    'origin: https://evil.example.com',
  ),
  'a text of another site': post(
    '{"query":"{ eventCursor }"}',
    '/graphql',
    'content-type: text/plain',
    'origin: https://evil.example.com',
  ),
  'an upload': post('--x\r\n\r\n', '/graphql', 'content-type: multipart/form-data; boundary=x'),
  'a path upwards': get('/../../etc/passwd'),
  'a path upwards, in disguise': get('/explorer/..%2f..%2f..%2fpackage.json'),
  'a path with a zero': get('/explorer/main.js%00.html'),
  'a whole address as a path': get('http://evil.example.com/graphql'),
  'a method that nobody knows': (target) => raw(target, headOf('TRACE /graphql HTTP/1.1', target)),
  'an id of another kind': query(`{ node(id: "${id(['Project', '../../x'])}") { id } }`),
  'an id that is no id': query(`{ node(id: "${id({ length: 3, 0: 'Project' })}") { id } }`),
  'an ARN of another account': query(
    '{ project(arn: "arn:aws:rekognition:us-east-1:999999999999:project/x/1") { name } }',
  ),
  'a token without a signature': (target) =>
    query('{ eventCursor }')({ ...target, authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.' }),
  'a token of sixty kilobytes': (target) =>
    query('{ eventCursor }')({ ...target, authorization: `Bearer ${'a'.repeat(60_000)}` }),
  'a wrong key': (target) => query('{ eventCursor }')({ ...target, authorization: 'Bearer guess' }),
  introspection: query(getIntrospectionQuery()),
  'a huge frame': socket(['x'.repeat(2_000_000)]),
  'a frame of zeros': socket([Buffer.alloc(1_000)]),
  'a frame that is no message': socket(['{"type":"subscribe"}']),
  'a frame of bad UTF-8': socket([Buffer.from([0xff, 0xfe])]),
  'a deep document in a frame': socket([subscribe(deep)]),
  'a query in a frame': socket([subscribe('{ eventCursor }')]),
  'five hundred subscriptions on one socket': socket(
    Array.from({ length: 500 }, (_, i) =>
      subscribe('subscription { modelVersionStatusChanged { status } }', `s${i}`),
    ),
  ),
  'two greetings on one socket': socket(['{"type":"connection_init"}']),
  'a socket of another site': socket([], { origin: 'https://evil.example.com' }),
};

/** Begins a request and never ends it. The returned function lets go. */
export function holdOpen(target: Target): () => void {
  const { hostname, port } = new URL(target.url);
  const sockets = [
    headOf('POST /graphql HTTP/1.1', target, JSON_TYPE, 'content-length: 100').concat('{"que'),
    'POST /graphql HTTP/1.1\r\nhost: ',
    '',
  ].map((text) => {
    const it = connect(Number(port), hostname, () => it.write(text));
    it.on('error', () => {});
    return it;
  });
  return () => {
    for (const it of sockets) it.destroy();
  };
}
