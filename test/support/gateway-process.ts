import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { compile } from './compile.js';
import { type Control, controlOf } from './emulator.js';

const ROOT = resolve(__dirname, '../..');

/** The gateway as a program, compiled for a test. */
export interface GatewayProgram {
  /** Starts it on free ports, with these settings and no others; resolves when it answers. */
  start(settings?: Settings): Promise<GatewayProcess>;
  /** Runs it with these settings and arguments to its end, which comes by itself. */
  run(settings: Settings, ...args: string[]): Promise<GatewayRun>;
  /** Kills what still runs, and removes the program. */
  remove(): void;
}

type Settings = Readonly<Record<string, string>>;

/** What a run that has ended printed. */
interface GatewayRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface GatewayProcess {
  readonly pid: number;
  readonly url: string;
  /** Of the embedded emulator. */
  readonly control: Control;
  /** What it prints: the welcome, and its log. */
  readonly lines: readonly string[];
  /** Exit code and signal. */
  readonly exit: Promise<[code: number | null, signal: string | null]>;
  readonly isRunning: boolean;
  send(signal: NodeJS.Signals): void;
  /** SIGSTOP: connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
  /** kill -9. */
  kill(): Promise<void>;
}

/** @param root - of another release; default: ours */
export function buildGateway(root = ROOT): GatewayProgram {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  compile('.', join(folder, 'dist'), join(root, 'src'));
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  const started: ChildOf[] = [];
  const killAll = () => {
    for (const child of started) child.kill('SIGKILL');
  };
  process.once('exit', killAll);
  return {
    async start(settings = {}) {
      const child = spawnGateway(join(folder, 'dist/main.js'), settings);
      started.push(child);
      return greeted(child);
    },
    async run(settings, ...args) {
      const env = environmentOf(settings);
      const child = spawn(process.execPath, [join(folder, 'dist/main.js'), ...args], { env });
      const [out, err, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit') as GatewayProcess['exit'],
      ]);
      return { code, out, err };
    },
    remove() {
      process.removeListener('exit', killAll);
      killAll();
      rmSync(folder, { recursive: true });
    },
  };
}

type ChildOf = ReturnType<typeof spawnGateway>;

function spawnGateway(main: string, settings: Settings) {
  return spawn(process.execPath, [main], {
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function environmentOf(settings: Settings) {
  const own = { NODE_PATH: join(ROOT, 'node_modules'), PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' };
  return { PATH: process.env.PATH, ...own, ...settings };
}

/** Reads on for as long as it runs: it must not fill the pipe. */
async function greeted(child: ChildOf): Promise<GatewayProcess> {
  const exit = once(child, 'exit') as GatewayProcess['exit'];
  const lines: string[] = [];
  const find = (pattern: RegExp) =>
    lines.map((line) => pattern.exec(line)?.[1]).find((it) => it !== undefined);
  await new Promise<void>((found, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (/AWS is (emulated|called|asked|real)/.test(line)) found();
    });
    void exit.then((how) => failed(new Error(`The gateway ended with ${how}: ${lines.join('\n')}`)));
  });
  return {
    pid: child.pid ?? 0,
    url: find(/GraphQL endpoint +(http:\S+)\/graphql/) ?? '',
    control: controlOf(find(/AWS is emulated at (http:\S+):/) ?? ''),
    lines,
    exit,
    get isRunning() {
      return child.exitCode === null && child.signalCode === null;
    },
    send: (signal) => void child.kill(signal),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}
