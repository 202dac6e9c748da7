import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { RequestPipeline } from '../execution/request-pipeline.js';
import { refuseOtherPage } from '../http/origins.js';
import { json, type Reply } from '../http/reply.js';
import { type Connections, refuseWithoutRoom } from './connections.js';
import { createGraphqlTransportWs } from './graphql-transport-ws.js';
import type { SocketAdmission } from './socket-admission.js';
import { createSocketGuards } from './socket-guard.js';
import type { TransportOptions } from './subscription-engine.js';
import { WebSocketConnection } from './websocket-connection.js';

/** Handles a request to upgrade; the listener of a server's 'upgrade'. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface WebSockets {
  readonly upgrade: Upgrade;
  readonly openCount: number;
}

const WEBSOCKET_PATH = '/graphql';
const ELSEWHERE = json(404, {
  message: `There are no WebSockets at this path: connect to ${WEBSOCKET_PATH}.`,
});
/** A subscription and its variables fit easily; a policy or a manifest has no business here. */
const MAX_FRAME_BYTES = 64 * 1024;

/** How long a peer may take to answer a close, in milliseconds. Spread, because @types/ws does not know it yet. */
const CLOSING = { closeTimeout: 2_000 };

export function createWebSockets(
  connections: Connections,
  admission: SocketAdmission,
  options: TransportOptions,
): WebSockets {
  const { clock, log, pipeline } = options;
  const guardOf = createSocketGuards(admission, connections, clock, pipeline.sockets);
  const protocol = createGraphqlTransportWs(options);
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    ...CLOSING,
    handleProtocols,
  });
  let openCount = 0;

  function opened(socket: WebSocket, bytes: Duplex, request: IncomingMessage): void {
    const peer = new WebSocketConnection(clock, log, socket, bytes, request, guardOf(socket, request));
    openCount += 1;
    const closed = protocol.opened(peer);
    socket.on('close', () => {
      openCount -= 1;
      peer.closed();
      closed();
    });
  }

  return {
    upgrade(request, socket, head) {
      const refusal = refusalOf(request, connections, pipeline);
      if (refusal !== null) return refuse(socket, refusal);
      server.handleUpgrade(request, socket, head, (opening) => opened(opening, socket, request));
    },
    get openCount() {
      return openCount;
    },
  };
}

/** Null: it may be upgraded. */
function refusalOf(
  request: IncomingMessage,
  connections: Connections,
  { admitsPage }: RequestPipeline,
): Reply | null {
  if (request.url?.split('?')[0] !== WEBSOCKET_PATH) return ELSEWHERE;
  return admitsPage(request) ? refuseWithoutRoom(connections) : refuseOtherPage(request);
}

/** Answers a request to upgrade with words instead, and ends the connection. */
function refuse(socket: Duplex, { status, headers, body }: Reply): void {
  socket.on('error', () => socket.destroy());
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
