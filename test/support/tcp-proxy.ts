import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a program and a TCP server, and can be cut or fall silent. */
export interface TcpProxy {
  readonly port: number;
  /** Ends every connection. */
  cut(): void;
  /** While true, new connections are ended as they come. */
  refuse(isRefusing: boolean): void;
  /** While true, connections stay open and nothing passes. */
  freeze(isFrozen: boolean): void;
  /** How many connections have led to nobody. */
  unanswered(): number;
  /** Where connections lead from now on; those that are open stay where they are. */
  retarget(port: number): void;
  close(): Promise<void>;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let port = targetPort;
  let isRefusing = false;
  let isFrozen = false;
  let unanswered = 0;

  const server = createServer((client) => {
    if (isRefusing) return void client.destroy();
    const target = connect(port, '127.0.0.1');
    let isAnswered = false;
    target.on('connect', () => {
      isAnswered = true;
    });
    target.on('close', () => {
      if (!isAnswered) unanswered += 1;
    });
    join(client, target);
    join(target, client);
  });

  function join(from: Socket, to: Socket): void {
    sockets.add(from);
    from.setNoDelay(true);
    if (isFrozen) from.pause();
    from.on('data', (chunk) => void to.write(chunk));
    from.on('error', () => {}); // 'close' follows
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      for (const it of sockets) it.destroy();
    },
    refuse(refusing) {
      isRefusing = refusing;
    },
    freeze(frozen) {
      isFrozen = frozen;
      for (const it of sockets) {
        if (frozen) it.pause();
        else it.resume();
      }
    },
    unanswered: () => unanswered,
    retarget(to) {
      port = to;
    },
    async close() {
      for (const it of sockets) it.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
