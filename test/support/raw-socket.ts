import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import type { TestGateway } from './gateway.js';
import { wsUrlOf } from './status-stream.js';

export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket that says only what a test says, for what public clients never do. */
export interface RawSocket {
  readonly socket: WebSocket;
  /** Every message so far. */
  readonly messages: readonly Message[];
  readonly closed: Promise<{ code: number; reason: string }>;
  send(...messages: object[]): void;
  /** The first message like this, if it is there or still comes. Rejects when the socket closes before. */
  message(isIt: (message: Message) => boolean): Promise<Message>;
}

/** Opens one; `init` says hello as well. */
export async function openSocket(
  gateway: Pick<TestGateway, 'url'>,
  options: ClientOptions & { readonly init?: boolean; readonly protocol?: string } = {},
): Promise<RawSocket> {
  const { init = true, protocol = 'graphql-transport-ws', ...rest } = options;
  const socket = new WebSocket(wsUrlOf(gateway), protocol, rest);
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  const look = () => {
    for (const check of waiting) check();
  };
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)));
    look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      resolve({ code, reason: String(reason) });
      look();
    });
  });
  await once(socket, 'open');
  socket.on('error', () => {}); // 'close' follows

  const raw: RawSocket = {
    socket,
    messages,
    closed,
    send(...all) {
      for (const it of all) socket.send(JSON.stringify(it));
    },
    message: (isIt) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = messages.find(isIt);
          if (found === undefined && socket.readyState !== WebSocket.CLOSED) return;
          waiting.delete(check);
          if (found) resolve(found);
          else reject(new Error(`It closed after ${JSON.stringify(messages)}`));
        };
        waiting.add(check);
        check();
      }),
  };
  if (init) {
    raw.send({ type: 'connection_init' });
    await raw.message((it) => it.type === 'connection_ack');
  }
  return raw;
}

export const isOf = (id: string) => (message: Message) => message.id === id;

export function subscribe(id: string, query: string, variables: object = {}): object {
  return { id, type: 'subscribe', payload: { query, variables } };
}
