import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';

const ROOT = resolve(__dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache');

/** The gateway as a program in one file, built for a test. */
export interface InstanceProgram {
  /** Starts it with these settings; resolves when it answers. */
  start(settings: Readonly<Record<string, string>>): Promise<InstanceProcess>;
  remove(): void;
}

export interface InstanceProcess {
  readonly url: string;
  /** SIGSTOP: connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM. Resolves to the exit code. */
  stop(): Promise<number | null>;
  /** Null while it runs. */
  exitCode(): number | string | null;
  /** Its log, as lines. */
  readonly lines: readonly string[];
}

export function buildInstance(): InstanceProgram {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'gateway-')); // below node_modules, so that packages are found
  const main = join(folder, 'dist/main.js');
  const bundle = { bundle: true, platform: 'node', packages: 'external', logLevel: 'warning' } as const;
  buildSync({ entryPoints: [join(ROOT, 'src/main.ts')], outfile: main, ...bundle });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '0.0.0' }));
  return {
    start: (settings) => start(main, settings),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function start(main: string, settings: Readonly<Record<string, string>>): Promise<InstanceProcess> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'info', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  void exit.then(() => process.removeListener('exit', killAtExit));
  const lines: string[] = [];
  const url = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const endpoint = /GraphQL endpoint\s+(http\S+)\/graphql/.exec(line)?.[1];
      if (endpoint) found(endpoint);
    });
    void exit.then(([code]) => failed(new Error(`The gateway ended with ${code}: ${lines.join('\n')}`)));
  });

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    child.kill(signal);
    await exit;
    return child.exitCode;
  }

  return {
    url,
    lines,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    exitCode: () => child.exitCode ?? child.signalCode,
  };
}
