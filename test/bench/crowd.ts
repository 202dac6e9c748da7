import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Subscribers, each over a WebSocket of its own. */
export interface Crowd {
  /** Resolves when each of them has got `events` more than before: when the last did, on the monotonic clock. */
  have(events: number): Promise<bigint>;
  /** How many events all have got together. */
  readonly got: number;
  /** What the first of them got last. */
  readonly lastText: string;
  end(): void;
}

const CHUNK = 64 * 1024;
const AT_ONCE = 100;
/** First bytes of frames. */
const [TEXT, PING] = [0x81, 0x89];
/** Empty, masked with zeros. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

/** Raw sockets, so that reading costs less than what it measures. Each has an id of its own, as graphql-ws's client. */
export async function openCrowd(url: URL, count: number, query: string): Promise<Crowd> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  const sockets: Socket[] = [];
  let got = 0;
  let due = Number.POSITIVE_INFINITY;
  let lastText = '';
  let arrived = (_at: bigint) => {};

  const onText = (index: number, text: () => string) => {
    if (index === 0) lastText = text();
    if (++got === due) arrived(process.hrtime.bigint());
  };
  for (let begun = 0; begun < count; begun += AT_ONCE) {
    const opening = Array.from({ length: Math.min(AT_ONCE, count - begun) }, (_, i) =>
      open(url, query, buffer, (text) => onText(begun + i, text)),
    );
    sockets.push(...(await Promise.all(opening)));
  }
  for (const it of sockets)
    it.once('close', () => {
      if (!hasEnded) throw new Error(`${url} has closed a socket`);
    });
  let hasEnded = false;
  return {
    have(events) {
      due = got + events * count;
      return new Promise((resolve) => {
        arrived = resolve;
      });
    },
    get got() {
      return got;
    },
    get lastText() {
      return lastText;
    },
    end() {
      hasEnded = true;
      for (const it of sockets) it.destroy();
    },
  };
}

/** Resolves when it has asked to subscribe. */
function open(
  url: URL,
  query: string,
  buffer: Buffer,
  onText: (text: () => string) => void,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let state: 'handshake' | 'init' | 'open' = 'handshake';
    let missing = 0;

    function onChunk(chunk: Buffer): void {
      if (state === 'handshake') {
        if (!chunk.includes('\r\n\r\n')) throw new Error('half a handshake');
        state = 'init';
        socket.write(toFrame({ type: 'connection_init' }));
        return;
      }
      for (let at = 0; at < chunk.length; ) at = onFrame(chunk, at);
    }

    /** Gives where the next one begins. */
    function onFrame(chunk: Buffer, from: number): number {
      if (missing > 0) {
        const end = Math.min(chunk.length, from + missing);
        missing -= end - from;
        return end;
      }
      if (chunk.length < from + 4 && (chunk[from + 1] ?? 0) >= 126) throw new Error('half a header');
      const short = (chunk[from + 1] ?? 0) & 0x7f;
      const start = short < 126 ? from + 2 : from + 4;
      const end = start + (short < 126 ? short : chunk.readUInt16BE(from + 2));
      missing = Math.max(0, end - chunk.length);
      if (chunk[from] === TEXT) onMessage(() => chunk.toString('utf8', start, Math.min(end, chunk.length)));
      if (chunk[from] === PING) socket.write(PONG);
      return Math.min(end, chunk.length);
    }

    function onMessage(text: () => string): void {
      if (state === 'open') {
        onText(text);
        return;
      }
      state = 'open';
      socket.write(toFrame({ id: randomUUID(), type: 'subscribe', payload: { query } }));
      resolve(socket);
    }

    const socket = connect({
      ...{ port: Number(url.port), host: url.hostname, noDelay: true },
      onread: {
        buffer,
        callback(length, read) {
          onChunk(Buffer.from(read.buffer, read.byteOffset, length));
          return true;
        },
      },
    });
    socket.once('error', reject);
    socket.once('connect', () => socket.write(handshake(url)));
  });
}

function handshake(url: URL): string {
  return [
    `GET ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.from(randomUUID().slice(0, 16)).toString('base64')}`,
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    '\r\n',
  ].join('\r\n');
}

/** A client's frame, masked with zeros. */
function toFrame(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const head =
    text.length < 126
      ? [0x81, 0x80 | text.length]
      : [0x81, 0x80 | 126, Math.floor(text.length / 256), text.length % 256];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), text]);
}
