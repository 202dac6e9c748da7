import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { TextDecoder } from 'node:util';
import { GatewayError } from '../../domain/errors.js';
import { checkNesting } from '../../domain/json.js';
import { graphqlFailure, type Reply } from './reply.js';

/** Larger than any operation worth sending: policies end at 2 KB, and documents are limited in tokens. */
const MAX_BODY_BYTES = 256 * 1024;

/** The body of a request cannot be read as JSON; carries what to answer. */
export class BodyError extends Error {
  constructor(readonly reply: Reply) {
    super('unreadable body');
  }
}

/**
 * The JSON body of a request.
 * @throws BodyError 413 above the limit, 415 for anything but plain UTF-8 JSON, 400 for what is not JSON
 * @throws GatewayError QUERY_TOO_LARGE for a batch, or brackets too deep
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  return parseJson(await readBody(request));
}

/** @throws BodyError 413 above the limit, 415 for what announces itself as anything but plain UTF-8 JSON */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  checkForm(request);
  return readBytes(request);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws BodyError 400 for what is not JSON in UTF-8, or nested too deep */
export function parseJson(bytes: Buffer): unknown {
  try {
    const text = utf8.decode(bytes);
    checkNesting(text);
    return checkBatch(JSON.parse(text));
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw new BodyError(graphqlFailure(400, 'BAD_REQUEST', 'Expected a body of JSON in UTF-8.'));
  }
}

/** One operation a request: what is in a list would go past every limit that counts requests. */
function checkBatch(body: unknown): unknown {
  if (!Array.isArray(body)) return body;
  throw new GatewayError('QUERY_TOO_LARGE', 'Expected one operation, not a list.', {
    limit: { name: 'batch', value: 1 },
  });
}

function checkForm({ headers }: IncomingMessage): void {
  if (headers['content-type'] !== 'application/json') checkType(headers); // what nearly all send
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new BodyError(graphqlFailure(415, 'BAD_REQUEST', 'Expected a body that is not compressed.'));
}

function checkType(headers: IncomingHttpHeaders): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((it) => it.trim()).find((it) => it.startsWith('charset='));
  const isJson = type.trim() === 'application/json' && (!charset || /^charset="?utf-?8"?$/.test(charset));
  if (!isJson)
    throw new BodyError(
      graphqlFailure(415, 'BAD_REQUEST', 'Expected content-type: application/json, in UTF-8.'),
    );
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length']) > MAX_BODY_BYTES) reject(tooLarge());
    const chunks: Buffer[] = [];
    let size = 0;
    // What comes beyond the limit is read and dropped, so that the client gets to read why.
    request.on('data', (chunk: Buffer) => {
      const hadRoom = size <= MAX_BODY_BYTES;
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
      else if (hadRoom) reject(tooLarge());
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', () => reject(endedEarly()));
    request.on('close', () => {
      if (!request.complete) reject(endedEarly());
    });
  });
}

function endedEarly(): BodyError {
  return new BodyError(
    graphqlFailure(400, 'BAD_REQUEST', 'The body ended early or has another length than announced.'),
  );
}

function tooLarge(): BodyError {
  const limit = { name: 'bodyBytes', value: MAX_BODY_BYTES };
  const message = `Expected a body of at most ${MAX_BODY_BYTES} bytes.`;
  return new BodyError(graphqlFailure(413, 'QUERY_TOO_LARGE', message, { limit }));
}
