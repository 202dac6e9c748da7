import type { IncomingMessage } from 'node:http';

/** Longer than any key or token; the whole head of a request is limited to twice as much. */
const MAX_LENGTH = 8 * 1024;

/** The credential of a request; null if it has none of the right form. */
export function credentialOf({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  return parseBearer(headers.authorization);
}

/** The credential of a WebSocket: of its `connection_init`, else of the request that opened it. */
export function credentialOfSocket(
  parameters: Readonly<Record<string, unknown>> | undefined,
  request: Pick<IncomingMessage, 'headers'>,
): string | null {
  const given = parameters?.authorization ?? parameters?.Authorization;
  return given === undefined ? credentialOf(request) : parseBearer(given);
}

function parseBearer(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return null;
  return /^Bearer +(\S+) *$/i.exec(value)?.[1] ?? null;
}
