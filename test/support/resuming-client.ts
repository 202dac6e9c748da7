import { WebSocket } from 'ws';
import { oneOf } from './random.js';

export interface SeenChange {
  readonly kind: string;
  readonly cursor: string;
  readonly modelVersionArn: string;
  readonly previousStatus: string | null;
  readonly status: string | null;
}

/** A subscriber as the README tells to write one: it comes back after every end, elsewhere, with its last cursor. */
export interface ResumingClient {
  readonly changes: readonly SeenChange[];
  readonly gaps: number;
  /** How often it came back. */
  readonly resumed: number;
  readonly url: string;
  /** It lets go of this connection, as one that got no answer to its pings would. */
  leave(): void;
  close(): void;
}

interface Settings {
  readonly after: string;
  /** In [0, 1). */
  readonly random: () => number;
  /** Where it may go; not empty for long. */
  readonly urls: () => readonly string[];
  readonly onChange?: (change: SeenChange, count: number) => void;
  readonly onGap?: () => void;
}

interface Message {
  readonly type: string;
  readonly payload?: { readonly data?: { readonly modelVersionStatusChanged: SeenChange } | null };
}

const WATCH = `subscription ($after: String) {
  modelVersionStatusChanged(after: $after) { kind cursor modelVersionArn previousStatus status }
}`;
/** How long it waits before it comes back, and at most so much longer. */
const LEAST_MS = 20;
const MORE_MS = 300;
const NO_ANSWER_MS = 4_000;

export function createResumingClient(settings: Settings): ResumingClient {
  const { after, random, urls, onChange = () => {}, onGap = () => {} } = settings;
  const changes: SeenChange[] = [];
  let cursor = after;
  let gaps = 0;
  let connections = 0;
  let isClosed = false;
  let socket: WebSocket | undefined;
  let url = '';

  function connect(): void {
    if (isClosed) return;
    url = oneOf(urls(), random) ?? '';
    const it = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket = it;
    connections += 1;
    const noAnswer = setTimeout(() => it.terminate(), NO_ANSWER_MS);
    it.on('open', () => it.send(JSON.stringify({ type: 'connection_init' })));
    it.on('message', (data) => {
      clearTimeout(noAnswer);
      if (it === socket) take(it, JSON.parse(String(data)));
    });
    it.on('error', () => {}); // 'close' follows
    it.on('close', () => {
      clearTimeout(noAnswer);
      if (it === socket) setTimeout(connect, LEAST_MS + random() * MORE_MS);
    });
  }

  function take(from: WebSocket, message: Message): void {
    if (message.type === 'connection_ack')
      from.send(
        JSON.stringify({
          id: '1',
          type: 'subscribe',
          payload: { query: WATCH, variables: { after: cursor } },
        }),
      );
    if (message.type === 'ping') from.send(JSON.stringify({ type: 'pong' }));
    if (message.type === 'error') from.terminate();
    if (message.type !== 'next') return;
    const change = message.payload?.data?.modelVersionStatusChanged;
    if (!change) {
      from.terminate();
      return;
    }
    cursor = change.cursor;
    if (change.kind === 'GAP') {
      gaps += 1;
      onGap();
    } else onChange(change, changes.push(change));
  }

  connect();
  return {
    changes,
    get gaps() {
      return gaps;
    },
    get resumed() {
      return connections - 1;
    },
    get url() {
      return url;
    },
    leave: () => socket?.terminate(),
    close() {
      isClosed = true;
      socket?.terminate();
    },
  };
}
