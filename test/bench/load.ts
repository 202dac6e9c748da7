import { connect, type Socket } from 'node:net';

export interface Load {
  readonly url: URL;
  /** The body of request number `n`, counted over all runs. */
  readonly bodyOf: (n: number) => string;
  readonly connections: number;
  readonly durationMs: number;
  /** Ends earlier, after so many. */
  readonly requests?: number;
  /** Sent beside those that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds, sorted. */
  readonly latencies: readonly number[];
}

/** What an answer may take beyond the run's own time. */
const PATIENCE_MS = 10_000;

let sent = 0;

/**
 * Keeps so many connections busy for so long, each with one request at a time. Raw sockets, so that the load costs less
 * than what it measures.
 * @throws Error for anything but an answer with status 200
 */
export async function runLoad(load: Load): Promise<Measured> {
  const { url, bodyOf, connections, durationMs, requests, headers = {} } = load;
  const latencies: number[] = [];
  const from = performance.now();
  const until = from + durationMs;
  const extra = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\n${extra.join('')}content-type: application/json\r\ncontent-length: `;
  let begun = 0;
  let latest = { body: '', bytes: Buffer.alloc(0) };
  const next = () => {
    if (performance.now() >= until || begun === requests) return null;
    begun += 1;
    const body = bodyOf(sent++);
    if (body !== latest.body)
      latest = { body, bytes: Buffer.from(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`) };
    return latest.bytes;
  };
  await Promise.all(
    Array.from({ length: connections }, () => keepBusy(url, next, latencies, durationMs + PATIENCE_MS)),
  );
  const ms = performance.now() - from;
  return {
    requests: latencies.length,
    perSecond: (latencies.length / ms) * 1_000,
    latencies: latencies.sort((a, b) => a - b),
  };
}

function keepBusy(
  url: URL,
  next: () => Buffer | null,
  latencies: number[],
  timeoutMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(url.port), url.hostname);
    socket.setNoDelay(true);
    let sentAt = 0;
    let read = '';
    const send = () => {
      const request = next();
      if (request === null) return void socket.destroy();
      sentAt = performance.now();
      socket.write(request);
    };
    socket.once('connect', send);
    socket.once('error', reject);
    const giveUp = setTimeout(() => socket.destroy(new Error(`${url} does not answer`)), timeoutMs);
    socket.once('close', () => {
      clearTimeout(giveUp);
      resolve();
    });
    socket.on('data', (chunk) => {
      read += chunk.toString('latin1');
      if (!isWhole(read)) return;
      if (!read.startsWith('HTTP/1.1 200')) {
        socket.destroy();
        return reject(new Error(read.slice(0, 1_000)));
      }
      latencies.push(performance.now() - sentAt);
      read = '';
      send();
    });
  });
}

function isWhole(read: string): boolean {
  const headEnd = read.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(read.slice(0, headEnd))?.[1];
  if (length === undefined) return read.endsWith('\r\n0\r\n\r\n');
  return read.length >= headEnd + 4 + Number(length);
}
