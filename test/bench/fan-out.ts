import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import { createStreamStage } from '../support/stream-stage.js';

/**
 * One change to ten thousand WebSockets that follow the same: how long until the last of them has it, how long the
 * gateway's event loop was held up at most, and what each costs in memory. The clients are a process of their own.
 */
const CLIENTS = 10_000;
const AT_ONCE = 200;
const CHANGES = 20;
const QUERY = `subscription {
  modelVersionStatusChanged { kind cursor modelVersionArn previousStatus status observedAt modelVersion { id name } }
}`;

async function serve(): Promise<void> {
  const stage = createStreamStage();
  await stage.makeChanges(20);
  const url = await stage.listen();
  const before = process.memoryUsage().rss;
  const clients = fork(__filename, [url]);
  await once(clients, 'message');
  const kib = (process.memoryUsage().rss - before) / 1_024 / CLIENTS;
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const took: number[] = [];
  delays.enable();
  for (let i = 0; i < CHANGES; i++) {
    const from = Date.now();
    const all = once(clients, 'message');
    await stage.makeChanges(1);
    const [lastAt] = (await all) as [number];
    took.push(lastAt - from);
  }
  delays.disable();
  took.sort((a, b) => a - b);
  const pauseMs = Math.round(delays.max / 1e6);
  console.log(
    `${CLIENTS} subscribers: the last has it after ${took[CHANGES / 2]} ms (median of ${CHANGES}, most ${took.at(-1)}); ` +
      `longest pause ${pauseMs} ms; ${kib.toFixed(1)} KiB each`,
  );
  clients.kill();
  await stage.close();
}

async function follow(url: string): Promise<void> {
  let received = 0;
  let due = CLIENTS;
  const onMessage = (text: string) => {
    if (!text.includes('"next"')) return;
    received += 1;
    if (received < due) return;
    due += CLIENTS;
    process.send?.(Date.now());
  };
  for (let i = 0; i < CLIENTS; i += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => open(url, onMessage)));
  }
  setTimeout(() => process.send?.(0), 2_000); // every subscription has begun by then
}

async function open(url: string, onMessage: (text: string) => void): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  socket.on('message', (data) => onMessage(String(data)));
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY } }));
}

const [, , url] = process.argv;
void (url === undefined ? serve() : follow(url));
