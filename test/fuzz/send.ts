import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { TRANSPORTS } from '../support/every-transport.js';
import type { Case } from './cases.js';

/** Wire bytes may announce more than comes: so long is waited for an answer, milliseconds. */
const PATIENCE_MS = 150;
const QUIET_MS = 2_000;
/** Longer ones are refused before anybody reads them. */
const MAX_ADDRESS = 12_000;

type Headers = Readonly<Record<string, string>>;

/** All that a case is answered, as text. */
export async function send(url: string, caller: Headers, given: Case): Promise<string> {
  if (given.kind === 'operation') {
    const { query, variables } = given;
    const isLong = String(new URLSearchParams([[query, JSON.stringify(variables)]])).length > MAX_ADDRESS;
    const transport =
      TRANSPORTS[isLong ? given.door.replace('SSE by GET', 'SSE').replace('GET', 'POST') : given.door];
    const answer = transport?.({ url }, query, variables, caller);
    const errors = await (query.includes('subscription') ? Promise.race([answer, quiet()]) : answer);
    return JSON.stringify(errors);
  }
  if (given.kind === 'body') {
    const accept = 'application/json, text/event-stream';
    const headers = { ...caller, 'content-type': 'application/json', accept };
    return firstOf(await fetch(`${url}${given.path}`, { method: 'POST', headers, body: given.body }));
  }
  return given.kind === 'wire' ? overSocket(url, given.bytes) : overWebSocket(url, caller, given);
}

/** A subscription that runs may have nothing to tell. The process does not stay for this alone. */
function quiet(): Promise<readonly []> {
  return sleep(QUIET_MS, [] as const, { ref: false });
}

/** Of a stream that runs, the beginning. */
async function firstOf(response: Response): Promise<string> {
  const status = `HTTP/1.1 ${response.status} `;
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    return status + (await response.text());
  for await (const chunk of response.body ?? []) return status + Buffer.from(chunk).toString();
  return status;
}

function overSocket(url: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {}); // 'close' follows
  socket.write(bytes);
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
  });
}

function overWebSocket(
  url: string,
  caller: Headers,
  { hello, frames }: Extract<Case, { kind: 'frames' }>,
): Promise<string> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const texts: string[] = [];
  const sendAll = () => {
    for (const frame of frames) socket.send(frame);
  };
  socket.on('message', (data) => texts.push(String(data)));
  if (hello) socket.once('message', sendAll);
  socket.on('error', () => {}); // 'close' follows
  socket.once('open', () => {
    if (hello) socket.send(JSON.stringify({ type: 'connection_init', payload: caller }));
    else sendAll();
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), PATIENCE_MS);
    socket.once('close', (code, reason) => {
      clearTimeout(timer);
      resolve(`${texts.join('\n')} closed with ${code} ${reason}`);
    });
  });
}
