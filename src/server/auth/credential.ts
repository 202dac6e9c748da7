import type { IncomingMessage } from 'node:http';

/** A secret, as a caller shows it. */
export interface Credential {
  readonly text: string;
  /** It came as `x-api-key`, where no token has business. */
  readonly isKey: boolean;
}

/** Longer than any key or token; the whole head of a request is limited to twice as much. */
const MAX_LENGTH = 8 * 1024;

/** The credential of a request, from `authorization: Bearer <…>` or `x-api-key`; null if it has none of that form. */
export function credentialOf({ headers }: Pick<IncomingMessage, 'headers'>): Credential | null {
  return toCredential(headers.authorization, headers['x-api-key']);
}

/** The credential of a WebSocket: of its `connection_init`, else of the request that opened it. */
export function credentialOfSocket(
  parameters: Readonly<Record<string, unknown>> | undefined,
  request: Pick<IncomingMessage, 'headers'>,
): Credential | null {
  const value = Object.entries(parameters ?? {});
  const valueNamed = (name: string) => value.find(([it]) => it.toLowerCase() === name)?.[1];
  const authorization = valueNamed('authorization');
  const key = valueNamed('x-api-key');
  const isSilent = authorization === undefined && key === undefined;
  return isSilent ? credentialOf(request) : toCredential(authorization, key);
}

function toCredential(authorization: unknown, key: unknown): Credential | null {
  const token = isShort(authorization) ? /^Bearer +(\S+) *$/i.exec(authorization)?.[1] : undefined;
  if (token !== undefined) return { text: token, isKey: false };
  return isShort(key) && /^\S+$/.test(key) ? { text: key, isKey: true } : null;
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_LENGTH;
}
