import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { pageRefused } from '../http/origins.js';
import { graphqlFailure, json, type Reply } from '../http/reply.js';
import type { Connections } from './connections.js';

const WHY_NO_ROOM = {
  draining: 'This instance is shutting down and takes no more streams. Connect again: another one answers.',
  full: 'This instance has as many streams as it may have. Connect again later.',
} as const satisfies Record<NonNullable<Connections['refusal']>, string>;

/** Null: there is room for another stream. */
export function whyNoRoom({ refusal }: Pick<Connections, 'refusal'>): string | null {
  return refusal && WHY_NO_ROOM[refusal];
}

/** Null: there is room for another stream. */
export function refuseWithoutRoom(connections: Pick<Connections, 'refusal'>): Reply | null {
  const message = whyNoRoom(connections);
  return message === null ? null : json(503, { message }, { 'retry-after': '5' });
}

export function refuseOtherPages(request: Pick<IncomingMessage, 'headers'>): Reply {
  return graphqlFailure(403, 'FORBIDDEN', pageRefused(request));
}

/** Answers a request to upgrade with words instead, and ends the connection. */
export function refuseUpgrade(socket: Duplex, { status, headers, body }: Reply): void {
  socket.on('error', () => socket.destroy());
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
