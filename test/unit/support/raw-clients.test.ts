import { createServer, type Server } from 'node:net';
import { rawFrames } from '../../support/raw-frames.js';
import { rawHttp } from '../../support/raw-http.js';

const LONG_MS = 60_000;

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

it.each([
  [
    'HTTP',
    'HTTP/1.1 200 OK\r\n\r\n',
    (url: string) => rawHttp(url, ['GET / HTTP/1.1\r\n\r\n', LONG_MS, 'more']),
  ],
  ['frames', 'HTTP/1.1 101 Upgraded\r\n\r\n', (url: string) => rawFrames(url, [LONG_MS])],
])('what is waited for between %s keeps no process alive after the end', async (_, bytes, run) => {
  const { server, url } = await answering(bytes);
  const before = timers();
  await run(url);
  expect(timers()).toBeLessThanOrEqual(before);
  await new Promise((resolve) => server.close(resolve));
});
