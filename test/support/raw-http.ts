import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than every time limit of the server. */
const SILENCE_MS = 40_000;

/** What to write, or how long to wait before going on, milliseconds. */
export type Step = string | Buffer | number;

/**
 * Writes bytes as they are and gives the status of every answer, the last one `closed` if the server then closed; what
 * never comes is `silence`. Ends after `answers` of them.
 */
export function rawHttp(url: string, steps: readonly Step[], answers = 1): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  return new Promise((resolve) => {
    const end = (last?: string) => {
      clearTimeout(timer);
      socket.destroy();
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, it]) => it);
      resolve([...statuses, ...(last ? [last] : [])].join(' '));
    };
    const timer = setTimeout(() => end('silence'), SILENCE_MS);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if ([...text.matchAll(/HTTP\/1\.1 \d{3}/g)].length >= answers) end();
    });
    socket.on('error', () => {}); // 'close' follows
    socket.once('close', () => end('closed'));
    void write();
  });

  async function write(): Promise<void> {
    for (const step of steps) {
      if (socket.destroyed) return;
      if (typeof step === 'number') await sleep(step, undefined, { ref: false });
      else if (socket.writable) socket.write(step);
    }
  }
}

export function post(path: string, headers: Readonly<Record<string, string>>, body: string | Buffer): Step[] {
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return [head('POST', path, { 'content-type': 'application/json', ...length, ...headers }), body];
}

export function head(method: string, path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
