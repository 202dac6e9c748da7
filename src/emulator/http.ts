import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { CONTROL_PREFIX, control } from './control/control-routes.js';
import type { Peer } from './control/peer.js';
import { type BrowserRules, corsHeaders, preflightHeaders, refusalOf } from './cors.js';
import type { Incoming, Reply } from './protocols/protocol.js';
import { MAX_BODY_BYTES, readRequest } from './read-request.js';
import { answer, type Service } from './service.js';

const WELCOME = `Custom Labels emulator: point an AWS SDK or CLI here (AWS_ENDPOINT_URL). Control door: ${CONTROL_PREFIX}/\n`;

/** Everything behind the port: the control address, browsers' preflights and AWS's operations. */
export function createHandler(
  service: Service,
  allowRemoteControl: boolean,
  rules: BrowserRules,
): RequestListener {
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = await readRequest(request);
    const peer = { address: request.socket.remoteAddress, allowRemoteControl };
    const refusal = refusalOf(request.headers, rules);
    const reply = refusal ?? (incoming ? await replyTo(service, incoming, peer) : tooLarge());
    if (reply) send(response, reply);
    else request.socket.destroy();
  }

  return (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (request.complete) service.onDefect(error, 'none'); // a client that went away half-way is no defect
      request.socket.destroy();
    });
  };
}

async function replyTo(service: Service, incoming: Incoming, peer: Peer): Promise<Reply | undefined> {
  const { method, path, headers, query } = incoming;
  if (path === CONTROL_PREFIX || path.startsWith(`${CONTROL_PREFIX}/`))
    return control(service, incoming, peer);
  if (method === 'OPTIONS') return { status: 200, headers: preflightHeaders(headers), body: '' };
  const isVisit = method === 'GET' && path === '/' && query.size === 0 && headers.authorization === undefined;
  if (isVisit) return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: WELCOME };
  const reply = await answer(service, incoming);
  return reply && { ...reply, headers: { ...reply.headers, ...corsHeaders(headers) } };
}

function tooLarge(): Reply {
  const name = 'RequestEntityTooLargeException';
  const text = `A request body may have at most ${MAX_BODY_BYTES} bytes.`;
  const headers = { 'Content-Type': 'application/x-amz-json-1.1' };
  return { status: 413, headers, body: JSON.stringify({ __type: name, Code: name, Message: text }) };
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  if (response.destroyed) return;
  const length = status === 304 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}
