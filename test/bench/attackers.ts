import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { ATTACKS } from '../support/attack-corpus.js';
import { bearer, keyOf } from '../support/callers.js';

/** A class of attack. */
export type AttackClass = 'strangers' | 'no grants' | 'viewer';

/** What an attacker is told when it begins. */
export interface Orders {
  readonly url: string;
  readonly attack: AttackClass;
}

type Operation = (i: number) => { readonly query: string; readonly variables?: object };

/** As many as the quota allows, over so many connections. */
const REQUESTS_PER_SECOND = 50;
const CONNECTIONS = 8;
const HANDSHAKES_AT_ONCE = 50;
const CORPUS_AT_ONCE = 2;

const KEYS = Object.fromEntries(Array.from({ length: 15_000 }, (_, i) => [`k${i}`, i]));
const POLICY = { Version: '2012-10-17', Statement: [], ...KEYS };
const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/p0/1700000000000';
const repeat = (count: number, of: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => of(i)).join(' ');
const put = (policy: string) =>
  `putProjectPolicy(input: { projectArn: "${PROJECT}", policyName: "p", policyDocument: ${policy} }) { userErrors { code } }`;
const TYPE = 'type { name kind ofType { name kind ofType { name kind } } }';
const SCHEMA = `__schema { types { name description fields { name description ${TYPE} args { name ${TYPE} } } } }`;

const WITHOUT_GRANTS: readonly Operation[] = [
  (i) => ({
    query: `mutation { ${repeat(10, (n) => `a${n}: createProject(input: { projectName: "p${i}${'x'.repeat(200)}" }) { userErrors { code } }`)} }`,
  }),
  () => ({
    query: `mutation ($p: PolicyDocument!) { ${repeat(10, (n) => `a${n}: ${put('$p')}`)} }`,
    variables: { p: POLICY },
  }),
  (i) => ({ query: `query Q${i} { ${repeat(12, (n) => `s${n}: ${SCHEMA}`)} }` }),
  // Each is new, and as long as the limits allow.
  (i) => ({
    query: `query ${'n'.repeat(1_000)}${i} { ${repeat(200, (n) => `a${n}: node(id: "${i}") { id }`)} }`,
  }),
];
const LARGEST =
  'projects(first: 100) { nodes { modelVersions(first: 49) { nodes { arn name status statusMessage creationTimestamp baseModelVersion minInferenceUnits maxInferenceUnits versionDescription observedAt } } } }';
const AS_VIEWER: readonly Operation[] = [
  (i) => ({ query: `query Q${i} { ${LARGEST} }` }),
  () => ({ query: `{ ${LARGEST} }` }),
  ...WITHOUT_GRANTS,
];

let isOver = false;
const running: Promise<unknown>[] = [];
const counts: Record<string, number> = {};
const count = (what: string | number) => {
  counts[what] = (counts[what] ?? 0) + 1;
};

if (workerData) {
  const { url, attack } = workerData as Orders;
  if (attack === 'strangers') asStrangers(url);
  else
    withinQuota(
      url,
      attack === 'viewer' ? 'viewer' : 'eve',
      attack === 'viewer' ? AS_VIEWER : WITHOUT_GRANTS,
    );
  parentPort?.once('message', async () => {
    isOver = true;
    await Promise.race([Promise.all(running), pause(3_000)]);
    parentPort?.postMessage(counts);
    process.exit();
  });
}

/** 12,000 silent handshakes, wrong keys, and the corpus of attacks. */
function asStrangers(url: string): void {
  for (let i = 0; i < HANDSHAKES_AT_ONCE; i++) running.push(repeatedly(() => handshake(url)));
  running.push(repeatedly(() => request(url, 'nobody', { query: '{ eventCursor }' })));
  const quick = ATTACKS.filter((it) => !it.isSlow);
  for (let i = 0; i < CORPUS_AT_ONCE; i++)
    running.push(
      repeatedly(async (n) => {
        await quick[(n * 2 + i) % quick.length]?.run(url);
        count('attacks of the corpus');
        await pause(50);
      }),
    );
}

let handshakes = 0;
async function handshake(url: string): Promise<void> {
  if (handshakes >= 12_000) return pause(100);
  handshakes += 1;
  count('handshakes');
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await new Promise<void>((done) => {
    socket.once('open', () => done());
    socket.once('error', () => done());
  });
}

function withinQuota(url: string, subject: string, operations: readonly Operation[]): void {
  for (let i = 0; i < CONNECTIONS; i++)
    running.push(
      repeatedly(async (n) => {
        const operation = operations[(n * CONNECTIONS + i) % operations.length];
        await Promise.all([
          operation && request(url, subject, operation(n * CONNECTIONS + i)),
          pause((1_000 / REQUESTS_PER_SECOND) * CONNECTIONS),
        ]);
      }),
    );
  for (let i = 0; i < 5; i++) running.push(repeatedly(() => floodSocket(url, subject)));
}

/** Bad subscribes and pings as fast as the socket takes them, until it is closed. */
async function floodSocket(url: string, subject: string): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => {});
  const closed = new Promise<number>((done) => socket.once('close', done));
  await new Promise<void>((done) => {
    socket.once('open', () => done());
    socket.once('close', () => done());
  });
  socket.send(JSON.stringify({ type: 'connection_init', payload: bearer(keyOf(subject)) }), () => {});
  await Promise.race([new Promise((signedIn) => socket.once('message', signedIn)), closed]);
  for (let i = 0; i < 1_000 && socket.readyState === WebSocket.OPEN; i++) {
    socket.send(`{"id":"${i}","type":"subscribe","payload":{"query":"subscription { x }"}}`, () => {});
    socket.ping(undefined, undefined, () => {});
    if (i % 100 === 0) await pause(1);
  }
  count(`sockets closed by ${await closed}`);
  await pause(100);
}

async function request(url: string, subject: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json', ...bearer(keyOf(subject)) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  await response.arrayBuffer();
  count(response.status);
}

async function repeatedly(act: (n: number) => Promise<void>): Promise<void> {
  for (let n = 0; !isOver; n++) await act(n).catch(() => count('cut off'));
}
