import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server of events lets the bench do. */
export interface Controlled {
  /** Subscriptions that have begun. */
  readonly count: () => number;
  /** Sends one event to all. @param payload - what the other server's event said, for one that makes none itself */
  readonly change: (payload: string) => void;
}

/** What the bench is told of the server's last event. */
export interface Told {
  readonly count: number;
  /** When it began: nanoseconds of the machine's monotonic clock, which all processes share. */
  readonly beganNs: string;
  /** The longest that the event loop was held up since. */
  readonly pauseMs: number;
}

/** What is garbage is no subscriber's. Needs `--expose-gc`. */
function tidy(): string {
  (globalThis as { gc?: () => void }).gc?.();
  return '';
}

/** Between the question for an event and the event: answering and the histogram's start are no part of it. */
const LEAD_MS = 20;

/** Listens, tells its port in a line of JSON, and answers the bench under `/bench/` beside everything else. */
export function listenUnderControl(server: Server, { count, change }: Controlled): void {
  const [answer] = server.listeners('request');
  let watching: NodeJS.Timeout | undefined;
  let pauseMs = 0;
  let beganNs = 0n;
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/bench/change')
      return void readText(request)
        .then(begin)
        .then(() => response.end());
    if (request.url === '/bench/told') return void response.end(JSON.stringify(told()));
    if (request.url === '/bench/tidy') return void response.end(tidy());
    answer?.(request, response);
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
  });

  function begin(payload: string): void {
    setTimeout(() => {
      watchPauses();
      beganNs = process.hrtime.bigint();
      change(payload);
    }, LEAD_MS);
  }

  /** Of monitorEventLoopDelay's own, Node 20 leaves out those of its first turns. */
  function watchPauses(): void {
    let turnedAt = performance.now();
    pauseMs = 0;
    watching = setInterval(() => {
      const now = performance.now();
      pauseMs = Math.max(pauseMs, now - turnedAt);
      turnedAt = now;
    }, 1);
  }

  function told(): Told {
    clearInterval(watching);
    return {
      count: count(),
      beganNs: String(beganNs),
      pauseMs,
    };
  }
}

/** Asks a server that listens so. */
export async function toldBy(url: URL): Promise<Told> {
  return (await (await fetch(new URL('/bench/told', url))).json()) as Told;
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
