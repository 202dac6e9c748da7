import type { IncomingMessage } from 'node:http';
import type { Incoming } from './protocols/protocol.js';

/** AWS's own limits are lower or equal for every operation that is emulated. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024;

/** Reads a request whole; undefined if its body is too large, what is left of it is then thrown away. */
export async function readRequest(request: IncomingMessage): Promise<Incoming | undefined> {
  const body = await bodyOf(request);
  if (!body) return undefined;
  const { method = 'GET', url = '/', headers } = request;
  const [path = '/', ...query] = url.split('?');
  return { method, path, query: new URLSearchParams(query.join('?')), headers, body };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    sizeBytes += chunk.length;
    if (sizeBytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return sizeBytes > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}
