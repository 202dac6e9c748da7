import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server under load, in a process of its own. */
export interface Contestant {
  readonly name: string;
  readonly url: URL;
  /** To be sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** From the start of the process until it said where it listens. */
  readonly startMs: number;
  /** Processor time used so far, milliseconds, of all its threads. */
  cpuMs(): number;
  memoryKib(): number;
  end(): Promise<void>;
}

export interface Start {
  readonly name: string;
  /** A script and its arguments. */
  readonly script: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** To be sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly core?: string;
  /** 19 lets all others on its core go before. */
  readonly niceness?: number;
}

/** The server's core. The bench itself, and with it the load, runs on the other. */
const SERVER_CORE = '0';
export const OTHER_CORE = '1';
const START_TIMEOUT_MS = 60_000;

export const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
let starts = 0;

/** A bench that breaks leaves none of them behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const it of running) it.kill('SIGKILL');
});

const ENV = {
  PATH: process.env.PATH ?? '',
  NODE_ENV: 'production',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** Starts a script that tells its port in a line of JSON, or the gateway, which says `http://…/graphql`. */
export async function start({
  name,
  script,
  env = {},
  headers = {},
  core = SERVER_CORE,
  niceness = 0,
}: Start): Promise<Contestant> {
  const out = join(scratch, `${++starts}.out`); // a file: a pipe would make the load pay for the log
  const from = performance.now();
  const child = spawn('nice', ['-n', String(niceness), 'taskset', '-c', core, process.execPath, ...script], {
    env: { ...ENV, ...env },
    stdio: ['ignore', openSync(out, 'w'), 'inherit'],
  });
  const pid = child.pid ?? 0;
  running.add(child);
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      running.delete(child);
      resolve();
    }),
  );
  return {
    name,
    url: await readUrl(name, out),
    headers,
    startMs: performance.now() - from,
    cpuMs: () => cpuMsOf(pid),
    memoryKib: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]),
    end() {
      child.kill('SIGKILL'); // Hive would wait for its keep-alive connections
      return ended;
    },
  };
}

async function readUrl(name: string, out: string): Promise<URL> {
  const until = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < until) {
    const text = readFileSync(out, 'utf8');
    const port = /"port":(\d+)}/.exec(text)?.[1] ?? /127\.0\.0\.1:(\d+)\/graphql/.exec(text)?.[1];
    if (port) return new URL(`http://127.0.0.1:${port}/graphql`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${name} does not listen`);
}

function cpuMsOf(pid: number): number {
  let ns = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`))
    ns += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  return ns / 1e6;
}
