import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { head } from './raw-http.js';

/** Longer than the server waits for a hello. */
const SILENCE_MS = 20_000;

export interface Frame {
  /** 0 continues, 1 text, 2 binary, 8 close, 9 ping. */
  readonly opcode: number;
  readonly payload?: Buffer | string;
  readonly final?: boolean;
  readonly masked?: boolean;
  /** What the header says; the payload's own unless given. */
  readonly length?: number;
  /** A bit that means nothing without an extension. */
  readonly reserved?: boolean;
}

/** Opens a WebSocket byte by byte, sends frames as they are (a number waits so many milliseconds), and gives the code it is closed with, or `closed`, `silence`. */
export function rawFrames(url: string, frames: readonly (Frame | number)[]): Promise<string> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  let bytes = Buffer.alloc(0);
  let isOpen = false;
  return new Promise((resolve) => {
    const end = (answer: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => end('silence'), SILENCE_MS);
    socket.on('error', () => {}); // 'close' follows
    socket.once('close', () => end('closed'));
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const headEnd = bytes.indexOf('\r\n\r\n');
      if (!isOpen && headEnd >= 0) {
        isOpen = true;
        bytes = bytes.subarray(headEnd + 4);
        void sendAll();
      }
      const code = isOpen ? closeCodeIn(bytes) : null;
      if (code !== null) end(String(code));
    });
    socket.write(
      head('GET', '/graphql', {
        host,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'sec-websocket-protocol': 'graphql-transport-ws',
      }),
    );
  });

  async function sendAll(): Promise<void> {
    for (const frame of frames) {
      if (socket.destroyed) return;
      if (typeof frame === 'number') await sleep(frame, undefined, { ref: false });
      else if (socket.writable) socket.write(encode(frame));
    }
  }
}

function encode({
  opcode,
  payload = '',
  final = true,
  masked = true,
  reserved = false,
  ...given
}: Frame): Buffer {
  const data = Buffer.from(payload);
  const length = given.length ?? data.length;
  const first = (final ? 0x80 : 0) | (reserved ? 0x40 : 0) | opcode;
  const header = Buffer.alloc(10);
  header[0] = first;
  header[1] = (masked ? 0x80 : 0) | 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  const key = Buffer.alloc(4); // zeros: the payload stays as it is
  const short = Buffer.from([first, (masked ? 0x80 : 0) | length]);
  return Buffer.concat([length < 126 ? short : header, ...(masked ? [key] : []), data]);
}

/** The server's frames are short, but for subscriptions' events. */
function closeCodeIn(bytes: Buffer): number | null {
  let at = 0;
  while (at + 2 <= bytes.length) {
    const opcode = (bytes[at] ?? 0) & 0x0f;
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const headerLength = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (at + headerLength + 2 > bytes.length) return null;
    const length =
      short === 126
        ? bytes.readUInt16BE(at + 2)
        : short === 127
          ? Number(bytes.readBigUInt64BE(at + 2))
          : short;
    if (opcode === 8) return bytes.readUInt16BE(at + headerLength);
    at += headerLength + length;
  }
  return null;
}
