import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { CONTROL_PREFIX, control } from './control/doors.js';
import { corsHeaders, preflightHeaders } from './cors.js';
import type { Incoming, Reply } from './protocols/protocol.js';
import { answer, type Service } from './service.js';

const MAX_BODY_BYTES = 5 * 1024 * 1024;

const WELCOME = `Custom Labels emulator: point an AWS SDK or CLI here (AWS_ENDPOINT_URL). Control door: ${CONTROL_PREFIX}\n`;

/** Everything behind the port: the control door, browsers' preflights and AWS's operations. */
export function createHandler(service: Service, allowRemoteControl: boolean): RequestListener {
  return (request, response) => {
    respond(service, allowRemoteControl, request, response).catch((error: unknown) => {
      service.onDefect(error, 'none');
      request.destroy();
    });
  };
}

async function respond(
  service: Service,
  allowRemoteControl: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  const url = request.url ?? '/';
  const split = url.indexOf('?');
  const path = split < 0 ? url : url.slice(0, split);
  const query = new URLSearchParams(split < 0 ? '' : url.slice(split + 1));
  const { method = 'GET', headers } = request;
  if (body === undefined) return tooLarge(response);
  const incoming: Incoming = { method, path, query, headers, body };
  if (path.startsWith(CONTROL_PREFIX)) {
    const peer = { address: request.socket.remoteAddress, allowRemoteControl };
    return send(response, control(service, incoming, peer));
  }
  if (method === 'OPTIONS')
    return send(response, { status: 200, headers: preflightHeaders(headers), body: '' });
  if (path === '/' && method === 'GET' && headers.authorization === undefined && query.size === 0)
    return send(response, { status: 200, headers: { 'Content-Type': 'text/plain' }, body: WELCOME });
  const reply = await answer(service, incoming);
  if (!reply) return void request.destroy();
  send(response, { ...reply, headers: { ...reply.headers, ...corsHeaders() } });
}

/** undefined if the body is too large; the rest of it is then not read. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(response: ServerResponse): void {
  const name = 'RequestEntityTooLargeException';
  const text = `A request body may have at most ${MAX_BODY_BYTES} bytes.`;
  const headers = { 'Content-Type': 'application/x-amz-json-1.1', Connection: 'close' };
  send(response, { status: 413, headers, body: JSON.stringify({ __type: name, Code: name, Message: text }) });
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  if (response.destroyed) return;
  const length = status === 304 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}
