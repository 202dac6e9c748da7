import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import { clientAddressOf } from '../http/client-address.js';
import type { SocketLimits } from '../limits/socket-limits.js';
import { type Connection, type Connections, whyNoRoom } from './connections.js';
import { createMessageBudgets } from './message-budget.js';
import type { SocketAdmission } from './socket-admission.js';

/** What a socket reports of its sign-in. */
export interface SocketGuard {
  /** It has said `connection_init`. */
  spoke(): void;
  /**
   * It has signed in as this subject, and takes a place among those that have.
   * @throws GatewayError UPSTREAM_UNAVAILABLE if there is none
   */
  signedIn(connection: Connection, subject: string): void;
}

/** graphql-transport-ws's clients take it for final, and do not come back at once. */
const TOO_MANY_MESSAGES = 4429;

/** Watches over a socket from its handshake on: where it may stay, and how much it may send. */
export function createSocketGuards(
  admission: SocketAdmission,
  connections: Connections,
  clock: Clock,
  { trustedProxyHops, messagesPerMinute }: SocketLimits,
): (socket: WebSocket, request: IncomingMessage) => SocketGuard {
  const newBudget = createMessageBudgets(messagesPerMinute, clock);

  return (socket, request) => {
    const place = admission.enter(clientAddressOf(request, trustedProxyHops), socket);
    const budget = newBudget();
    let remove = () => {};
    const count = () => budget.take() || refuse(socket);
    for (const event of FRAMES) socket.on(event, count);
    socket.on('close', () => {
      place.leave();
      remove();
    });
    return {
      spoke: place.spoke,
      signedIn(connection, subject) {
        const reason = whyNoRoom(connections);
        if (reason !== null) throw new GatewayError('UPSTREAM_UNAVAILABLE', reason);
        place.leave();
        remove = connections.add(connection);
        budget.signedIn(subject);
      },
    };
  };
}

const FRAMES = ['message', 'ping', 'pong'] as const;

/**
 * Reads no more of it, whatever has come already. It closes after the farewell: closed at once, the peer would not read
 * why.
 */
function refuse(socket: WebSocket): void {
  for (const event of FRAMES) socket.removeAllListeners(event);
  socket.close(TOO_MANY_MESSAGES, 'Too many messages');
  socket.pause();
}

/** Sends the reason, and does not wait for an answer. */
export function closeAtOnce(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  socket.terminate();
}
