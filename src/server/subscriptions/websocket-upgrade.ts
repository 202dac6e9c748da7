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

const WEBSOCKET_PATH = '/graphql';
const ELSEWHERE = json(404, {
  message: `There are no WebSockets at this path: connect to ${WEBSOCKET_PATH}.`,
});
/** A subscription and its variables fit easily; a policy or a manifest has no business here. */
const MAX_FRAME_BYTES = 64 * 1024;

/** How long a peer may take to answer a close, in milliseconds. Spread, because @types/ws does not know it yet. */
const CLOSING = { closeTimeout: 2_000 };

export class WebSockets {
  private readonly guardOf: ReturnType<typeof createSocketGuards>;
  private readonly protocol: ReturnType<typeof createGraphqlTransportWs>;
  private readonly server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    ...CLOSING,
    handleProtocols,
  });
  private open = 0;

  constructor(
    private readonly connections: Connections,
    admission: SocketAdmission,
    private readonly options: TransportOptions,
  ) {
    this.guardOf = createSocketGuards(admission, connections, options.clock, options.pipeline.sockets);
    this.protocol = createGraphqlTransportWs(options);
  }

  get openCount(): number {
    return this.open;
  }

  /** Handles a request to upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = refusalOf(request, this.connections, this.options.pipeline);
    if (refusal !== null) refuse(socket, refusal);
    else this.server.handleUpgrade(request, socket, head, (it) => this.opened(it, socket, request));
  }

  private opened(socket: WebSocket, bytes: Duplex, request: IncomingMessage): void {
    const { clock, log } = this.options;
    const guard = this.guardOf(socket, request);
    const peer = new WebSocketConnection(clock, log, socket, bytes, request, guard);
    this.open += 1;
    const closed = this.protocol.opened(peer);
    socket.on('close', () => {
      this.open -= 1;
      peer.closed();
      closed();
    });
  }
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
