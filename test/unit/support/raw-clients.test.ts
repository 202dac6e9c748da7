import { createServer, type Server } from 'node:net';
import { rawFrames } from '../../support/raw-frames.js';
import { rawHttp } from '../../support/raw-http.js';

const CLIENTS = 10;
/** Milliseconds. */
const PAUSES = [3_000];

/** Answers the first bytes that come and closes. */
async function answering(bytes: Buffer | string): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { readonly port: number };
  return { server, url: `http://127.0.0.1:${address.port}` };
}

/** Timers that keep the process alive. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((it) => it === 'Timeout').length;
}

const OPENED = 'HTTP/1.1 101 Upgraded\r\n\r\n';
const REQUEST = 'GET / HTTP/1.1\r\n\r\n';

it.each([
  ['HTTP', 'HTTP/1.1 200 OK\r\n\r\n', (url: string) => rawHttp(url, [REQUEST, ...PAUSES])],
  ['frames', OPENED, (url: string) => rawFrames(url, PAUSES)],
])('a pause between %s keeps no process alive after the end', async (_, bytes, run) => {
  const { server, url } = await answering(bytes);
  try {
    const before = timers();
    await Promise.all(Array.from({ length: CLIENTS }, () => run(url)));
    expect(timers() - before).toBeLessThan(CLIENTS / 2); // some are of jest
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
