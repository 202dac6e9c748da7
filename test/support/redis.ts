import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Redis from 'ioredis';
import { ensureCommand } from './debian.js';
import { keptPort } from './kept-port.js';

/** A redis-server of the test's own, on a free port of 127.0.0.1, with its data in a folder of its own. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Loses everything, as an operator's FLUSHALL does. */
  flush(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
  /** kill -9. */
  kill(): Promise<void>;
  /** On the same port again, with what the disk holds; after `kill` or `stop`. */
  start(): Promise<void>;
  /** Cuts every client connection but the one that says so. */
  cut(): Promise<void>;
  /** A connection for what a test wants to see or spoil. */
  client(): Redis;
  /** Shuts it down and forgets its folder. */
  stop(): Promise<void>;
}

interface Options {
  /** Keeps everything on disk, each write before it is answered. Default: nothing survives a restart. */
  readonly isDurable?: boolean;
  /** Further arguments of redis-server. */
  readonly more?: readonly string[];
}

const READY = /Ready to accept connections/;

export async function startTestRedis({ isDurable = false, more = [] }: Options = {}): Promise<TestRedis> {
  const command = ensureCommand('redis-server', 'redis-server');
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await keptPort();
  const clients: Redis[] = [];
  let server = await launch(command, port, folder, isDurable, more);
  const killAtExit = () => server.kill('SIGKILL');
  process.once('exit', killAtExit);

  function client(): Redis {
    const made = new Redis(port, { retryStrategy: () => 100, maxRetriesPerRequest: null });
    made.on('error', () => {}); // a test that kills the server expects it
    clients.push(made);
    return made;
  }

  async function kill(signal: NodeJS.Signals): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    client,
    flush: async () => void (await client().flushall()),
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    kill: () => kill('SIGKILL'),
    async start() {
      server = await launch(command, port, folder, isDurable, more);
    },
    cut: async () => void (await client().call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')),
    async stop() {
      for (const it of clients) it.disconnect();
      await kill('SIGKILL');
      process.removeListener('exit', killAtExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function launch(
  command: string,
  port: number,
  folder: string,
  isDurable: boolean,
  more: readonly string[],
): Promise<ChildProcess> {
  const durable = isDurable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const server = spawn(command, [...place, ...durable, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += chunk;
      if (READY.test(said)) resolve(server);
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`${command} did not start:\n${said}`)));
  });
}
