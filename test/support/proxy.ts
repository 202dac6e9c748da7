import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingProxy {
  readonly url: string;
  /** When each call of an operation arrived, epoch ms. */
  arrivals(operation: string): readonly number[];
  forget(): void;
  /** While down, connections are cut as they come. */
  setDown(isDown: boolean): void;
  close(): Promise<void>;
}

/** Stands between the gateway and the emulator and counts what really passes. */
export async function startProxy(targetUrl: string): Promise<CountingProxy> {
  const calls = new Map<string, number[]>();
  let isDown = false;
  const server = createServer((incoming, outgoing) => {
    if (isDown) return void incoming.socket.destroy();
    const operation = String(incoming.headers['x-amz-target'] ?? incoming.url).replace(/^.*\./, '');
    calls.set(operation, [...(calls.get(operation) ?? []), Date.now()]);
    const { method, headers, url = '/' } = incoming;
    const forward = request(new URL(url, targetUrl), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forward.on('error', () => outgoing.destroy());
    incoming.pipe(forward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals: (operation) => calls.get(operation) ?? [],
    forget: () => calls.clear(),
    setDown(down) {
      isDown = down;
      if (down) server.closeAllConnections();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
