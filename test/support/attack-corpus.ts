import { gzipSync } from 'node:zlib';
import { type Frame, rawFrames } from './raw-frames.js';
import { head, post, rawHttp } from './raw-http.js';
import { TOO_MUCH } from './too-much.js';

/** Something a gateway should not fall for, and how it is answered: an HTTP status, or the code that closes a socket. */
export interface Attack {
  readonly name: string;
  readonly run: (url: string) => Promise<string>;
  readonly answer: string;
  /** It waits for a time limit. */
  readonly isSlow?: true;
}

const QUERY = JSON.stringify({ query: '{ eventCursor }' });
const STREAM = { accept: 'text/event-stream' };
const ELSEWHERE = 'https://elsewhere.example';

const http = (name: string, answer: string, steps: Parameters<typeof rawHttp>[1], answers = 1): Attack => ({
  name,
  answer,
  run: (url) => rawHttp(url, steps, answers),
});
const slow = (attack: Attack): Attack => ({ ...attack, isSlow: true });
const socket = (name: string, answer: string, frames: readonly (Frame | number)[]): Attack => ({
  name,
  answer,
  run: (url) => rawFrames(url, frames),
});
const text = (payload: Buffer | string): Frame => ({ opcode: 1, payload });
const FOLLOW =
  '{"id":"ID","type":"subscribe","payload":{"query":"subscription { modelVersionStatusChanged { kind } }"}}';
const INIT = text('{"type":"connection_init"}');

/** Each stays under what the rules look at, and comes again until the time is over. */
const drip = (bytes: number) => Array.from({ length: bytes }, () => [' ', 250]).flat();

const BODIES: readonly Attack[] = [
  ...TOO_MUCH.map(({ name, query, variables = {} }) =>
    http(`a document: ${name}`, '400', post('/graphql', {}, JSON.stringify({ query, variables }))),
  ),
  http('a list of operations', '400', post('/graphql', {}, `[${Array(1_000).fill(QUERY)}]`)),
  http('a body that says it is huge', '413', [
    head('POST', '/graphql', { 'content-type': 'application/json', 'content-length': '1000000000' }),
  ]),
  http('a body that is huge, in chunks', '413', [
    head('POST', '/graphql', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }),
    ...Array(40).fill(`2000\r\n${' '.repeat(0x2000)}\r\n`),
  ]),
  http('brackets without end', '400', post('/graphql', {}, '['.repeat(200_000))),
  http('objects in each other', '400', post('/graphql', {}, '{"a":'.repeat(40_000))),
  http(
    'variables nested too deep',
    '400',
    post('/graphql', {}, `{"query":"{a}","variables":${'['.repeat(1_000)}${']'.repeat(1_000)}}`),
  ),
  http(
    'bytes that are no UTF-8',
    '400',
    post('/graphql', {}, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x7d])),
  ),
  http(
    'half a character',
    '400',
    post('/graphql', {}, Buffer.from([...Buffer.from('{"query":"'), 0xe2, 0x82, ...Buffer.from('"}')])),
  ),
  http(
    'another character set',
    '415',
    post('/graphql', { 'content-type': 'application/json; charset=utf-7' }, QUERY),
  ),
  http(
    'a body that unpacks to much',
    '415',
    post('/graphql', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(1_000_000))),
  ),
  http(
    'a prototype in the body',
    '200',
    post(
      '/graphql',
      {},
      '{"__proto__":{"query":"{ eventCursor }"},"query":"{ eventCursor }","variables":{"__proto__":{"a":1},"constructor":1}}',
    ),
  ),
  ...[['Project', '../../x'], { length: 3, 0: 'Project' }, ['ModelVersion', 'x', null], '__proto__'].map(
    (it) =>
      http(
        `an id made of ${JSON.stringify(it)}`,
        '200',
        post(
          '/graphql',
          {},
          JSON.stringify({
            query: '{ node(id: "ID") { id } }'.replace(
              'ID',
              Buffer.from(JSON.stringify(it)).toString('base64url'),
            ),
          }),
        ),
      ),
  ),
  http(
    'an ARN of another account',
    '200',
    post(
      '/graphql',
      {},
      '{"query":"{ project(arn: \\"arn:aws:rekognition:us-east-1:999999999999:project/x/1\\") { name } }"}',
    ),
  ),
  http('no body', '400', post('/graphql', {}, '')),
  http('a body of null', '400', post('/graphql', {}, 'null')),
];

const REQUESTS: readonly Attack[] = [
  http('one huge header', '431', [head('GET', '/livez', { x: 'x'.repeat(20_000) })]),
  http('a flood of headers', '431', [
    `GET /livez HTTP/1.1\r\nhost: 127.0.0.1\r\n${'x-flood: and more\r\n'.repeat(5_000)}\r\n`,
  ]),
  http('headers that never end', '431', [`GET /livez HTTP/1.1\r\n${'x: y\r\n'.repeat(20_000)}`]),
  http('a huge address', '431', [head('GET', `/graphql?query=${'x'.repeat(20_000)}`)]),
  http('two lengths', '400', [
    head('POST', '/graphql', { 'content-length': '5', 'Content-Length': '6' }),
    'hello',
  ]),
  http('a length and chunks', '400', [
    head('POST', '/graphql', { 'content-length': '5', 'transfer-encoding': 'chunked' }),
    '0\r\n\r\n',
  ]),
  http('a chunk of no size', '400', [
    head('POST', '/graphql', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }),
    'zz\r\n',
  ]),
  http('what is no request behind a request', '400', [...post('/graphql', {}, QUERY), 'SMUGGLED\r\n\r\n']),
  http('a zero byte in a header', '400', [head('GET', '/livez', { x: 'a\u0000b' })]),
  http('no HTTP at all', '400', ['\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n']),
  http('no host', '400', ['GET /livez HTTP/1.1\r\n\r\n']),
  http('a proxy request', '404', [head('CONNECT', 'metadata.internal:80')]),
  http('a whole address as a path', '404', [head('GET', 'http://evil.example.com/graphql')]),
  http('another method', '405', [head('TRACE', '/graphql')]),
  http('an expectation nobody knows', '417', [head('POST', '/graphql', { expect: 'the-unexpected' })]),
  http('an upgrade to nothing', '404', [
    head('GET', '/elsewhere', { connection: 'upgrade', upgrade: 'websocket' }),
  ]),
  http('a WebSocket without a key', '400', [
    head('GET', '/graphql', { connection: 'upgrade', upgrade: 'websocket' }),
  ]),
  http(
    'two hundred requests at once',
    Array(200).fill('200').join(' '),
    [head('GET', '/livez').repeat(200)],
    200,
  ),
  ...[
    '/../package.json',
    '/explorer/../../package.json',
    '/explorer/%2e%2e/%2e%2e/package.json',
    '//etc/passwd',
    '/__proto__',
    '/constructor',
    '/graphql%00',
    '/explorer/..%5c..%5cpackage.json',
    '/graphql/',
  ].map((path) => http(`the path ${path}`, '404', [head('GET', path)])),
];

const PAGES: readonly Attack[] = [
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'].map((type) =>
    http(
      `a form of another page as ${type}`,
      '415',
      post('/graphql', { 'content-type': type, origin: ELSEWHERE }, QUERY),
    ),
  ),
  http('a link on another page', '403', [
    head('GET', '/graphql?query=%7BeventCursor%7D', { 'sec-fetch-site': 'cross-site', accept: '*/*' }),
  ]),
  http('a stream for another page', '403', [
    head('GET', '/graphql/stream?query=%7Ba%7D', { ...STREAM, 'sec-fetch-site': 'cross-site' }),
  ]),
  http('a socket for another page', '403', [
    head('GET', '/graphql', { connection: 'upgrade', upgrade: 'websocket', origin: ELSEWHERE }),
  ]),
  http('a name that points to this machine', '421', [head('GET', '/livez', { host: 'rebound.example' })]),
];

const SOCKETS: readonly Attack[] = [
  socket('a huge frame', '1009', [INIT, text('x'.repeat(100_000))]),
  socket('a frame that says it is huge', '1009', [{ opcode: 2, length: 2 ** 40 }]),
  socket('a huge message in parts', '1009', [
    { opcode: 1, payload: 'x'.repeat(60_000), final: false },
    { opcode: 0, payload: 'x'.repeat(60_000), final: false },
  ]),
  socket('parts without end', '1008', [
    { opcode: 1, final: false },
    ...Array(20_000).fill({ opcode: 0, final: false }),
  ]),
  socket('bytes that are no UTF-8', '1007', [text(Buffer.from([0xff, 0xfe, 0xc0]))]),
  socket('a frame without a mask', '1002', [{ ...INIT, masked: false }]),
  socket('a frame with a bit that means nothing', '1002', [{ ...INIT, reserved: true }]),
  socket('a kind of frame that nobody knows', '1002', [{ opcode: 5 }]),
  socket('a ping that is too long', '1002', [{ opcode: 9, payload: 'x'.repeat(126) }]),
  socket('no JSON', '4400', [text('{')]),
  socket('JSON nested too deep', '4400', [text('['.repeat(60_000))]),
  socket('a list of messages', '4400', [text('[{"type":"connection_init"}]')]),
  socket('a message that is no string', '4400', [{ opcode: 2, payload: Buffer.alloc(1_000) }]),
  socket('a subscription before the hello', '4401', [
    text('{"id":"1","type":"subscribe","payload":{"query":"{a}"}}'),
  ]),
  socket('two subscriptions called __proto__', '4409', [
    INIT,
    500,
    ...Array(2).fill(text(FOLLOW.replace('ID', '__proto__'))),
  ]),
  socket('one id for two', '4409', [INIT, 500, text(FOLLOW), text(FOLLOW)]),
  socket('a flood of pings', '4429', Array(10_000).fill({ opcode: 9, payload: 'ping' })),
  slow(socket('no hello', '4408', [])),
];

const SLOW: readonly Attack[] = [
  http('headers byte by byte', '408', ['GET /livez HTTP/1.1\r\nx:', ...drip(60)]),
  http('half a header', '408', ['GET /livez HTTP/1.1\r\nhost: a']),
  http('a body byte by byte', '408', [
    head('POST', '/graphql', { 'content-type': 'application/json', 'content-length': '1000' }),
    ...drip(80),
  ]),
  http('half a body', '408', [
    head('POST', '/graphql/stream', {
      ...STREAM,
      'content-type': 'application/json',
      'content-length': '1000',
    }),
    '{',
  ]),
].map(slow);

export const ATTACKS: readonly Attack[] = [...BODIES, ...REQUESTS, ...PAGES, ...SOCKETS, ...SLOW];
