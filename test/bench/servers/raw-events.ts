import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { listenUnderControl } from '../control.js';

/**
 * The limit of what `ws` can do: each socket is sent the text that is prepared for it, one after the other. It talks
 * graphql-transport-ws as far as the bench does.
 */
const ids = new Map<WebSocket, string>();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { type, id } = JSON.parse(String(data));
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    else ids.set(socket, id);
  });
});

listenUnderControl(server, {
  count: () => ids.size,
  change(payload) {
    for (const [socket, text] of prepared(payload)) socket.send(text);
  },
});

let last: { readonly payload: string; readonly texts: readonly (readonly [WebSocket, string])[] } | null =
  null;

/** The event before the first one that counts makes them. */
function prepared(payload: string): readonly (readonly [WebSocket, string])[] {
  if (last?.payload === payload && last.texts.length === ids.size) return last.texts;
  const texts = [...ids].map(([socket, id]) => {
    const text = Buffer.from(`{"id":"${id}","type":"next","payload":${payload}}`);
    return [socket, text.toString('latin1')] as const; // flat, as one that was read; the payload is ASCII
  });
  last = { payload, texts };
  return texts;
}
