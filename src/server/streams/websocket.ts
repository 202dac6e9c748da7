import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Doors } from '../doors.js';
import { requestIdOf, traceparentOf } from '../request.js';
import type { Connection, Connections } from './connections.js';
import type { TransportOptions } from './engine.js';
import { createOutlet } from './outlet.js';
import { createProtocol, type Peer } from './protocol.js';

/** Takes over a request to upgrade; the listener of a server's 'upgrade'. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface WebSockets {
  readonly upgrade: Upgrade;
  readonly openCount: number;
}

const WEBSOCKET_PATH = '/graphql';
/** A subscription and its variables fit easily; a policy or a manifest has no business here. */
const MAX_FRAME_BYTES = 64 * 1024;
/** What may wait for a peer that sends without reading the answers; more than any event needs. */
const MAX_UNREAD_BYTES = 1024 * 1024;
/** Going away: every client takes it for a reason to come back. */
const GOING_AWAY = 1001;
const INTERNAL_ERROR = 4500;
const BAD_REQUEST = 4400;

export function createWebSockets(connections: Connections, options: TransportOptions): WebSockets {
  const { clock, log, doors } = options;
  const protocol = createProtocol(options);
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols,
  });
  let openCount = 0;

  function opened(socket: WebSocket, bytes: Duplex, request: IncomingMessage): void {
    const requestId = requestIdOf(request);
    const outlet = createOutlet(clock, (frame, done) => {
      if (typeof frame === 'string') socket.send(frame, done);
      else if (socket.readyState === socket.OPEN) bytes.write(frame, done);
      else process.nextTick(done);
    });
    const remove = connections.add(toConnection(socket, outlet));
    openCount += 1;
    const peer = createPeer(socket, request, outlet, requestId);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: async (frame) => void (await outlet.send(frame)),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) =>
          socket.on('message', (data) => {
            handle(String(data)).catch((error: unknown) => {
              if (isOfServers(error)) return socket.close(BAD_REQUEST, 'Invalid message received');
              log.error({ err: error, requestId }, 'defect');
              socket.close(INTERNAL_ERROR, 'Internal server error');
            });
          }),
      },
      peer,
    );
    socket.on('error', (error) => log.debug({ err: error, requestId }, 'socket failed')); // 'close' follows
    socket.once('close', (code, reason) => {
      openCount -= 1;
      outlet.close();
      remove();
      void closed(code, String(reason));
    });
  }

  return {
    upgrade(request, socket, head) {
      const refusal = refusalOf(request, connections, doors);
      if (refusal !== null) return refuse(socket, refusal);
      server.handleUpgrade(request, socket, head, (opening) => opened(opening, socket, request));
    },
    get openCount() {
      return openCount;
    },
  };
}

/** What graphql-ws throws for a message that only servers send. */
function isOfServers(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unexpected message of type ');
}

function createPeer(
  socket: WebSocket,
  request: IncomingMessage,
  outlet: Connection['outlet'],
  requestId: string,
): Peer {
  return {
    outlet,
    requestId,
    traceparent: traceparentOf(request),
    request,
    caller: null,
    close: (code, reason) => socket.close(code, reason),
    onClosed: (task) => (socket.readyState === socket.CLOSED ? task() : void socket.once('close', task)),
  };
}

function toConnection(socket: WebSocket, outlet: Connection['outlet']): Connection {
  let hasAnswered = true;
  const answered = () => {
    hasAnswered = true;
    if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
  };
  for (const sign of ['pong', 'ping', 'message']) socket.on(sign, answered);
  return {
    outlet,
    beat() {
      const isThere = hasAnswered;
      hasAnswered = false;
      if (isThere) socket.ping();
      return isThere;
    },
    end: () => socket.close(GOING_AWAY, 'Going away'),
    terminate: () => socket.terminate(),
  };
}

/** The HTTP status that says why not. */
function refusalOf(request: IncomingMessage, connections: Connections, { admitsPage }: Doors): number | null {
  if (request.url?.split('?')[0] !== WEBSOCKET_PATH) return 404;
  if (!admitsPage(request)) return 403;
  return connections.refusal === null ? null : 503;
}

function refuse(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  const retry = status === 503 ? 'Retry-After: 5\r\n' : '';
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${retry}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
